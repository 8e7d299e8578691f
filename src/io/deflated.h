// io/deflated.h — compresses bytes with zlib; the original size goes before the compressed bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::io {

[[nodiscard]] std::string deflated(std::string_view bytes);
/// Returns the original bytes; nothing if `bytes` are damaged or the original has more than `most`
/// bytes. Total.
/// Law: inflated(deflated(b), b.size()) is b.
[[nodiscard]] std::optional<std::string> inflated(std::string_view bytes, std::uint64_t most);

}  // namespace codau::io
