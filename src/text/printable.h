// text/printable.h — makes text from outside, such as file names and messages of decoders, safe for
// a terminal, a log or a shell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

/// Returns `bytes` as one line of UTF-8 that cannot control a terminal. These become U+FFFD:
/// 1. control characters (C0 including tabs and line feeds, C1, DEL);
/// 2. line and paragraph separators, marks of the text direction, U+FEFF;
/// 3. bytes that are not UTF-8.
/// A result of more than `max_bytes` bytes is cut between two characters, and "…" is added. Law:
/// the result is UTF-8 without characters of items 1 and 2. It has at most `max_bytes` bytes, not
/// counting the "…".
[[nodiscard]] std::string make_printable(std::string_view bytes, std::size_t max_bytes = 500);

/// Returns `word` in a form that a POSIX shell reads as one word. Adds single quotes only if
/// needed: the word a.pdf stays a.pdf, and the word a b becomes 'a b'.
[[nodiscard]] std::string quote_for_shell(std::string_view word);

}  // namespace codau::text
