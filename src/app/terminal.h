// app/terminal.h — measures text in terminal columns, and detects whether a terminal can show a bar
// or colours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::app {

/// Returns the columns that UTF-8 text takes. Combining marks and invisible characters take none,
/// wide East Asian characters and pictures take two, all others one. Each byte that is not UTF-8
/// takes one.
[[nodiscard]] std::size_t count_columns(std::string_view text);
/// Returns the longest prefix that takes at most `columns`; a mark is never separated from its
/// letter.
[[nodiscard]] std::string take_first_columns(std::string_view text, std::size_t columns);
/// Returns the longest such suffix.
[[nodiscard]] std::string take_last_columns(std::string_view text, std::size_t columns);
/// Returns `text` with spaces up to `columns`, added on its right or on its left.
[[nodiscard]] std::string pad_right(std::string text, std::size_t columns);
[[nodiscard]] std::string pad_left(std::string text, std::size_t columns);

/// Returns true for a terminal whose lines can be redrawn; false for TERM=dumb.
[[nodiscard]] bool can_redraw(int fd);
/// Returns true as can_redraw does, unless NO_COLOR is set (https://no-color.org).
[[nodiscard]] bool has_colours(int fd);
/// Returns the width of the terminal in columns; 80 if unknown.
[[nodiscard]] std::size_t terminal_columns(int fd);

}  // namespace codau::app
