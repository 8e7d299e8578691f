// io/compression.h — compresses bytes with zlib; the original size goes before the compressed
// bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::io {

[[nodiscard]] std::string compress(std::string_view bytes);
/// Returns the original bytes; nothing if `bytes` are damaged or the original has more than
/// `max_bytes` bytes. Total. Law: decompress(compress(b), b.size()) is b.
[[nodiscard]] std::optional<std::string> decompress(std::string_view bytes,
                                                    std::uint64_t max_bytes);

}  // namespace codau::io
