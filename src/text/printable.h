// text/printable.h — words of others (names of files, messages of decoders) made fit for a terminal
// and a log.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

/// `bytes` as one line that steers nothing: controls (C0, C1, DEL), line and paragraph separators,
/// direction marks and bytes that are no UTF-8 become U+FFFD; what is longer than `most` bytes ends
/// in "…". Law: the result is UTF-8 without any of these, at most `most` bytes and the "…" long.
[[nodiscard]] std::string printable(std::string_view bytes, std::size_t most = 500);

/// `word` as a POSIX shell reads it as one word.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace codau::text
