// app/terminal.h — measures text in terminal columns, and prints messages. Detects whether a
// terminal can redraw lines and show colours. The argument `fd` is an open file descriptor, such as
// STDERR_FILENO.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/language.h"
#include "core/message.h"

namespace codau::app {

/// Returns the number of terminal columns that UTF-8 text takes. Combining marks and invisible
/// characters take no column. Wide East Asian characters and emoji take two columns. All other
/// characters take one column, and so does each byte that is not UTF-8.
[[nodiscard]] std::size_t count_columns(std::string_view text);
/// Returns the longest prefix of `text` that takes at most `columns`. A combining mark stays with
/// its letter.
[[nodiscard]] std::string take_first_columns(std::string_view text, std::size_t columns);
/// Returns the longest suffix of `text` that takes at most `columns`. A combining mark stays with
/// its letter.
[[nodiscard]] std::string take_last_columns(std::string_view text, std::size_t columns);
/// Returns `text` with spaces added on the right until it takes `columns`. A longer text is
/// returned as it is.
[[nodiscard]] std::string pad_right(std::string text, std::size_t columns);
/// Returns `text` with spaces added on the left until it takes `columns`. A longer text is returned
/// as it is.
[[nodiscard]] std::string pad_left(std::string text, std::size_t columns);

/// Returns true if `fd` is a terminal that can redraw a line. All terminals count as such, unless
/// the environment variable TERM is "dumb".
[[nodiscard]] bool can_redraw(int fd);
/// Returns true if can_redraw(fd) and the user allows colours: the environment variable NO_COLOR is
/// unset or empty (https://no-color.org).
[[nodiscard]] bool has_colours(int fd);
/// Returns the width of the terminal in columns; 80 if unknown.
[[nodiscard]] std::size_t terminal_columns(int fd);

/// Prints `message` in `language` as one line on standard error. Control characters become U+FFFD.
/// A message of more than 500 bytes is cut.
void print_message(Language language, const Message& message);

}  // namespace codau::app
