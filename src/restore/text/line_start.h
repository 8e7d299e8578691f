// restore/text/line_start.h — whether a line goes on with the sentence of the line before it or
// begins anew: the one place that says so.
#pragma once

#include <string_view>

#include "lm/context_format.h"

namespace codau::restore {

/// True where a line that begins with `line`, its first word or all of it, goes on with what stands
/// before: its first character is a small letter. A capital, a digit, a sign and an empty line
/// begin anew: paragraphs, items of lists and rows of tables begin so, and few lines of running
/// text do. Precondition: UTF-8.
[[nodiscard]] bool goes_on(std::string_view line) noexcept;

/// The same as the context model asks it, whose weights were learnt so: a line goes on where its
/// first word has no capital at all, whatever else it begins with. It differs from goes_on() in
/// damaged words alone: "¢ủa" and "4n" go on, "tHÔNG" does not.
[[nodiscard]] constexpr bool goes_on_to_context(lm::Capitals first_word) noexcept {
  return first_word == lm::Capitals::kNone;
}

}  // namespace codau::restore
