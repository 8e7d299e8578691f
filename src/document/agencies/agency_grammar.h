// document/agencies/agency_grammar.h — the small words around names of agencies: which of them end
// a name, and which continue it (ruling 13.9). All words are folded (fold() in words/passage.h).
// Words beside a word tell homonyms apart.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns true for a word that ends a name, such as "về" and "tại". The words `next` and `before`
/// tell it from other words with the same folded letters: "bảo vệ", "tài chính".
[[nodiscard]] bool is_name_terminator(const Lexicon& lexicon, std::string_view word,
                                      std::string_view next, std::string_view before);

/// Returns true for the verb of a duty, by its first two syllables.
[[nodiscard]] bool is_duty_verb(const Lexicon& lexicon, std::string_view first,
                                std::string_view second);

/// Returns true if a verb is used as a noun after other words ("cơ quan quản lý", "đoàn kiểm tra"),
/// or if its syllables belong to other words ("Hội đồng hành nghề").
[[nodiscard]] bool is_nominal_use(const Lexicon& lexicon, std::string_view before_that,
                                  std::string_view before, std::string_view first,
                                  std::string_view second, std::string_view next);

/// Returns true for a verb that may stand after a noun in a name: "kiểm tra", "giám sát".
[[nodiscard]] bool is_nominal_verb(const Lexicon& lexicon, std::string_view first,
                                   std::string_view second);

/// Returns true if a verb names the work of an organ ("Viện … xây dựng") and is followed by another
/// verb: "xây dựng | quy hoạch". Argument `head` has the first two words of the name. Argument
/// `verbs` has the first two syllables of both verbs. Only organs with a field of work have such
/// names, or the verb stands twice.
[[nodiscard]] bool is_field_verb(const Lexicon& lexicon, std::span<const std::string_view, 2> head,
                                 std::span<const std::string_view, 4> verbs);

/// Kinds of words that are known by their first syllables.
enum class PhraseKind : std::uint8_t {
  kPost,       ///< the head of an organ: "giám đốc", "phó chủ tịch"
  kPlace,      ///< a word before the name of a place: "xã", "thành phố", "cấp huyện"
  kSmallHead,  ///< a head word that begins a name even in small letters: "công an", "trung tâm"
  kPaper,      ///< a type of document: "kế hoạch"
  kSeated,     ///< an organ with its seat elsewhere: "hội đồng hương", "chi nhánh"
};
/// Returns the number of syllables, from the first on, that are a word of this kind; 0 if none are.
[[nodiscard]] std::size_t count_phrase_syllables(const Lexicon& lexicon, PhraseKind phrase,
                                                 std::span<const std::string_view> syllables);

/// Returns true if a name ends with the word of a level ("xã", or "phố" of "thành phố"). `next`
/// tells: "phường | mua …" ends there, "xã và …" does not.
[[nodiscard]] bool is_terminated_by_level(const Lexicon& lexicon, std::string_view level,
                                          std::string_view next);

/// Returns true for a word of two syllables whose second one has a small letter in names: "Ban Tổ
/// chức Nhân sự".
[[nodiscard]] bool is_compound_word(const Lexicon& lexicon, std::string_view first,
                                    std::string_view second);

/// Returns true for a level of schools. With it a group continues, whether its letters are small or
/// capital: "các trường Mầm non, Tiểu học".
[[nodiscard]] bool is_school_level(const Lexicon& lexicon, std::string_view first,
                                   std::string_view second);

/// Returns true for a small word that continues a group: "các sở, ban, ngành", "các cơ quan, đơn
/// vị".
[[nodiscard]] bool is_group_noun(const Lexicon& lexicon, std::string_view first,
                                 std::string_view second);

}  // namespace codau::document
