// document/agencies/agency_grammar.h — the small words around names of agencies, folded: which end
// a name, which go on with it (ruling 13.9).
#pragma once

#include <string_view>

#include "document/words/forms.h"

namespace codau::document {

/// Words of grammar that no name goes on with; the words beside them tell "về" from "bảo vệ" and
/// "tại" from "tài chính".
[[nodiscard]] bool is_ender(const Lexicon& lexicon, std::string_view word, std::string_view next,
                            std::string_view before);

/// Verbs of duties, by their first two syllables.
[[nodiscard]] bool is_verb(const Lexicon& lexicon, std::string_view first, std::string_view second);

/// Verbs that are nouns behind some words: "cơ quan quản lý", "đoàn kiểm tra", "các tổ chức hội".
[[nodiscard]] bool is_noun_here(const Lexicon& lexicon, std::string_view before_that,
                                std::string_view before, std::string_view first,
                                std::string_view second, std::string_view next);

/// Small words that go on with a group: "các sở, ban, ngành", "các cơ quan, đơn vị".
[[nodiscard]] bool is_group_noun(const Lexicon& lexicon, std::string_view first,
                                 std::string_view second);

}  // namespace codau::document
