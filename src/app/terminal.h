// app/terminal.h — what a terminal shows: columns of text, whether it can draw a bar or colours,
// and words that a shell takes as they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::app {

/// Columns that UTF-8 takes: none for marks that stand over a letter and for what is not seen, two
/// for wide characters of East Asia and pictures, else one. Bytes that are no UTF-8: one each.
[[nodiscard]] std::size_t columns_of(std::string_view text);
/// The longest beginning that takes at most `columns`; no mark is parted from its letter.
[[nodiscard]] std::string first_columns(std::string_view text, std::size_t columns);
/// The same of the end.
[[nodiscard]] std::string last_columns(std::string_view text, std::size_t columns);
/// `text` and spaces up to `columns`, on its right or on its left.
[[nodiscard]] std::string padded(std::string text, std::size_t columns);
[[nodiscard]] std::string padded_left(std::string text, std::size_t columns);

/// A terminal whose lines can be drawn anew; not TERM=dumb.
[[nodiscard]] bool can_redraw(int fd);
/// The same, and nobody asks for none by NO_COLOR (https://no-color.org).
[[nodiscard]] bool has_colours(int fd);
/// 80 where it cannot be told.
[[nodiscard]] std::size_t width_of(int fd);

}  // namespace codau::app
