// restore/api/versioned_struct.h — reads structs that callers pass to the C interface. Later
// versions of the library append fields to a struct. So a caller that was compiled with another
// version may pass a shorter or a longer struct.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>

namespace codau::restore {

/// Returns the struct at `given`, which has `size` bytes, as a Struct of this version. If the
/// caller's struct is shorter, the missing fields are those of `defaults`. If the caller's struct
/// is longer, the additional bytes must be 0. Otherwise returns nullopt, because these bytes have
/// an unknown meaning.
/// Precondition: Struct is trivially copyable.
/// Law: fields that both versions have come from `given`, all other fields from `defaults`.
template <class Struct>
[[nodiscard]] std::optional<Struct> read_versioned_struct(const void* given, std::size_t size,
                                                          const Struct& defaults) {
  Struct out = defaults;
  const auto* const bytes = static_cast<const unsigned char*>(given);
  const std::size_t known = std::min(size, sizeof out);
  std::memcpy(&out, bytes, known);
  const bool is_known =
      std::all_of(bytes + known, bytes + size, [](unsigned char byte) { return byte == 0; });
  return is_known ? std::optional(out) : std::nullopt;
}

}  // namespace codau::restore
