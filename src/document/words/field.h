// document/words/field.h — a value that was read, where it stands and how sure it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/range.h"

namespace codau::document {

enum class Basis : std::uint8_t { kRead, kHand, kInferred, kXref, kDefault, kHuman };

/// A value never travels without where it was read (bytes of RestoredDocument::after.text; empty
/// when inferred) and how sure we are, [0, 1].
template <class T>
struct Field {
  T value{};
  ByteRange source;
  double confidence = 1;
  Basis basis = Basis::kRead;
  ByteRange cell{};  ///< all of the table cell that it is the value of; empty: of no one cell
  bool operator==(const Field&) const = default;
};
using TextField = std::optional<Field<std::string>>;

}  // namespace codau::document
