// io/deflated.h — bytes made fewer (zlib), with the number that they were.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::io {

[[nodiscard]] std::string deflated(std::string_view bytes);
/// Nothing where `bytes` are damaged, or of more than `most`. Total.
/// Law: inflated(deflated(b), b.size()) is b.
[[nodiscard]] std::optional<std::string> inflated(std::string_view bytes, std::uint64_t most);

}  // namespace codau::io
