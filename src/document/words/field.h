// document/words/field.h — a value that was read, its place in the text, and its confidence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/range.h"

namespace codau::document {

/// Where a value comes from: read as printed, read from handwriting or a stamp, inferred, from
/// another document, a default, or set by a person.
enum class Basis : std::uint8_t { kRead, kHand, kInferred, kXref, kDefault, kHuman };

/// A value with the place from which it was read (bytes of RestoredDocument::after.text; empty if
/// the value was inferred), and the probability that it is right, [0, 1].
template <class T>
struct Field {
  T value{};
  ByteRange source;
  double confidence = 1;
  Basis basis = Basis::kRead;
  ByteRange cell{};  ///< bytes of the table cell whose whole value it is; empty: no such cell
  bool operator==(const Field&) const = default;
};
using TextField = std::optional<Field<std::string>>;

}  // namespace codau::document
