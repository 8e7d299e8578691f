// document/agencies/agency_grammar.h — the small words around names of agencies, folded: which end
// a name, which go on with it (ruling 13.9).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// Words of grammar that no name goes on with; the words beside them tell "về" from "bảo vệ" and
/// "tại" from "tài chính".
[[nodiscard]] bool is_name_terminator(const Lexicon& lexicon, std::string_view word,
                                      std::string_view next, std::string_view before);

/// Verbs of duties, by their first two syllables.
[[nodiscard]] bool is_duty_verb(const Lexicon& lexicon, std::string_view first,
                                std::string_view second);

/// Verbs that are nouns behind some words: "cơ quan quản lý", "đoàn kiểm tra", "các tổ chức hội",
/// and syllables of others: "Hội đồng hành nghề".
[[nodiscard]] bool is_nominal_use(const Lexicon& lexicon, std::string_view before_that,
                                  std::string_view before, std::string_view first,
                                  std::string_view second, std::string_view next);

/// Verbs that some nouns take: "kiểm tra", "giám sát".
[[nodiscard]] bool is_nominal_verb(const Lexicon& lexicon, std::string_view first,
                                   std::string_view second);

/// A verb, the first two syllables, that an organ's work is named by, too ("Viện … xây dựng"),
/// before another verb, the next two, that is no noun for what comes of it ("xây dựng | quy
/// hoạch"), in a name that begins with `head`: such organs have a field, or the verb stands twice.
[[nodiscard]] bool is_field_verb(const Lexicon& lexicon, std::span<const std::string_view, 2> head,
                                 std::span<const std::string_view, 4> verbs);

/// Words that are known by their first syllables.
enum class PhraseKind : std::uint8_t {
  kPost,       ///< who heads an organ: "giám đốc", "phó chủ tịch"
  kPlace,      ///< what a place's name stands behind: "xã", "thành phố", "cấp huyện"
  kSmallHead,  ///< head words that begin a name also when they are small: "công an", "trung tâm"
  kPaper,      ///< types of documents: "kế hoạch"
  kSeated,     ///< organs that have their seat elsewhere: "hội đồng hương", "chi nhánh"
};
/// How many of the syllables, from the first on, are one; 0 for none.
[[nodiscard]] std::size_t count_phrase_syllables(const Lexicon& lexicon, PhraseKind phrase,
                                                 std::span<const std::string_view> syllables);

/// True behind the level of a name ("xã", "phố" of "thành phố") where the name ends with it:
/// "phường | mua …", but "xã và …".
[[nodiscard]] bool is_terminated_by_level(const Lexicon& lexicon, std::string_view level,
                                          std::string_view next);

/// A word of two syllables, the second of which a name writes small: "Ban Tổ chức Nhân sự".
[[nodiscard]] bool is_compound_word(const Lexicon& lexicon, std::string_view first,
                                    std::string_view second);

/// A level of schools, with which a group goes on whatever its letters: "các trường Mầm non, Tiểu
/// học".
[[nodiscard]] bool is_school_level(const Lexicon& lexicon, std::string_view first,
                                   std::string_view second);

/// Small words that go on with a group: "các sở, ban, ngành", "các cơ quan, đơn vị".
[[nodiscard]] bool is_group_noun(const Lexicon& lexicon, std::string_view first,
                                 std::string_view second);

}  // namespace codau::document
