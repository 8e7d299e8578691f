// markup/splice.h — changes of a passage's text put into the bytes of its file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "markup/passage.h"

namespace codau::markup {

/// A change of the file: ranges count in the bytes of the passage as they were and are.
struct ElementChange {
  Change change;
  std::string element;  ///< Piece::element
};

struct Spliced {
  std::string bytes;  ///< of the passage, changed
  std::vector<ElementChange> changes;
  std::size_t unmade = 0;  ///< changes that the file cannot take: they join two of its elements
};

/// Nothing but the letters of changed words differs from `passage.bytes`. A change over several
/// pieces is parted among them word by word, or letter by letter where they are parts of one word.
/// `changes`: of passage.text. Law: undoing `changes` of what comes out gives passage.bytes.
[[nodiscard]] Spliced splice(const Passage& passage, std::span<const Change> changes);

}  // namespace codau::markup
