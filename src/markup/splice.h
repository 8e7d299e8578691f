// markup/splice.h — applies changes of a passage's text to the bytes of its file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "markup/passage.h"

namespace codau::markup {

/// A change of the file: its ranges count bytes of the passage before and after.
struct ElementChange {
  Change change;
  std::string element;  ///< Piece::element
};

struct Spliced {
  std::string bytes;  ///< the changed bytes of the passage
  std::vector<ElementChange> changes;
  /// Changes that the file cannot take: they join or part elements, or touch a fixed piece.
  std::size_t unmade = 0;
};

/// Applies `changes` of passage.text; only letters of changed words differ from `passage.bytes`. A
/// change over several pieces is distributed word by word, or letter by letter over the parts of
/// one word. Law: undoing the changes of the result gives passage.bytes.
[[nodiscard]] Spliced splice(const Passage& passage, std::span<const Change> changes);

}  // namespace codau::markup
