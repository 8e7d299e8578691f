// text/printable.h — words of others (names of files, messages of decoders) made fit for a terminal
// and a log.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

/// Returns `bytes` as one line that cannot control a terminal. These become U+FFFD: controls (C0,
/// C1, DEL), line and paragraph separators, direction marks, U+FEFF, bytes that are not UTF-8. A
/// result of more than `max_bytes` bytes is cut and ends in "…". Law: the result is UTF-8 without
/// any of these characters, and has at most `max_bytes` bytes and the "…".
[[nodiscard]] std::string make_printable(std::string_view bytes, std::size_t max_bytes = 500);

/// Returns `word` quoted so that a POSIX shell reads it as one word.
[[nodiscard]] std::string quote_for_shell(std::string_view word);

}  // namespace codau::text
