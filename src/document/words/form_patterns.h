// document/words/form_patterns.h — makes regular expressions (RE2) of the forms of the lexicon. A
// form is the word or phrase of an entry.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/lexicon.h"

namespace codau::document {

using text::Lexicon;

/// Returns the folded forms of a role, or of one type of it, as a group, longer ones first: "(?:uy
/// ban nhan dan|ubnd)". Without forms, the group matches nothing.
[[nodiscard]] std::string make_form_pattern(const Lexicon& lexicon, std::string_view role,
                                            std::string_view type = {});
/// Does the same with the entries of a role for which `is_meant` returns true.
[[nodiscard]] std::string make_form_pattern(
    const Lexicon& lexicon, std::string_view role,
    const std::function<bool(const text::LexiconEntry&)>& is_meant);
/// Returns such a predicate: true for entries with `mark`, which must outlive it.
[[nodiscard]] std::function<bool(const text::LexiconEntry&)> make_mark_filter(
    std::string_view mark);
/// Returns the forms of a role as they are written, with diacritics and capitals, as a group. If
/// `is_meant` is given, only entries for which it returns true.
[[nodiscard]] std::string make_printed_pattern(
    const Lexicon& lexicon, std::string_view role,
    const std::function<bool(const text::LexiconEntry&)>& is_meant = {});
/// Returns any forms as a group, longer ones first.
[[nodiscard]] std::string make_alternation(std::vector<std::string> forms);

/// Returns the word with a capital: "tỉnh" → "Tỉnh".
[[nodiscard]] std::string capitalise_first(std::string_view word);

/// Returns true if the role has the form; diacritics and capitals do not count.
[[nodiscard]] bool has_form(const Lexicon& lexicon, std::string_view role, std::string_view form);

}  // namespace codau::document
