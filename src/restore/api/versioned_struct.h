// restore/api/versioned_struct.h — reads structs of the C interface. Later versions append fields
// to them, so the calling program may have been compiled with a shorter or a longer struct.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>

namespace codau::restore {

/// Returns the struct of `size` bytes at `given`. Fields that a shorter struct lacks come from
/// `defaults`. Returns nothing if a longer struct has a byte other than 0 after the fields of
/// Struct.
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
