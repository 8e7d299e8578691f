// io/compression.h — compresses bytes with zlib. Compressed bytes begin with the original size: 8
// bytes, the lowest first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::io {

/// Returns the original size and the compressed bytes. Throws Error{kInternal} if zlib has no
/// memory.
[[nodiscard]] std::string compress(std::string_view bytes);
/// Returns the original bytes. Returns nothing if `bytes` are damaged, or if the original has more
/// than `max_bytes` bytes. Accepts any bytes; allocates at most `max_bytes`.
/// Law: decompress(compress(b), b.size()) is b.
[[nodiscard]] std::optional<std::string> decompress(std::string_view bytes,
                                                    std::uint64_t max_bytes);

}  // namespace codau::io
