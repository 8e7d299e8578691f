// document/words/form_patterns.h — forms of the lexicon for patterns over folded text.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/lexicon.h"

namespace codau::document {

using text::Lexicon;

/// The folded forms of a role, or of one type of it, as an RE2 group, longer ones first:
/// "(?:uy ban nhan dan|ubnd)"; a group that nothing fits where there are none.
[[nodiscard]] std::string make_form_pattern(const Lexicon& lexicon, std::string_view role,
                                            std::string_view type = {});
/// The same of the entries of a role for which `is_meant` is true.
[[nodiscard]] std::string make_form_pattern(
    const Lexicon& lexicon, std::string_view role,
    const std::function<bool(const text::LexiconEntry&)>& is_meant);
/// For it: the entries with a mark. The mark outlives it.
[[nodiscard]] std::function<bool(const text::LexiconEntry&)> make_mark_filter(
    std::string_view mark);
/// The forms of a role, or some of them, as they are written, with their marks and capitals.
[[nodiscard]] std::string make_printed_pattern(
    const Lexicon& lexicon, std::string_view role,
    const std::function<bool(const text::LexiconEntry&)>& is_meant = {});
/// The same of any forms.
[[nodiscard]] std::string make_alternation(std::vector<std::string> forms);

/// With a capital: "tỉnh" → "Tỉnh".
[[nodiscard]] std::string capitalise_first(std::string_view word);

/// True when the role has the form, marks and capitals apart.
[[nodiscard]] bool has_form(const Lexicon& lexicon, std::string_view role, std::string_view form);

}  // namespace codau::document
