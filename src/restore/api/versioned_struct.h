// restore/api/versioned_struct.h — reads structs of the C interface. Later versions of the library
// append fields to a struct, so a calling program may have a shorter or a longer struct than this
// version.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>

namespace codau::restore {

/// Returns the caller's struct, which has `size` bytes at `given`, as this version of the library
/// knows it (Struct). Fields that a shorter struct lacks come from `defaults`. Returns nullopt if a
/// longer struct has a byte other than 0 after the fields of Struct, because its meaning is
/// unknown.
/// Precondition: Struct is trivially copyable.
/// Law: fields of both versions are those of `given`, all others those of `defaults`.
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
