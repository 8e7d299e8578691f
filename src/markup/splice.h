// markup/splice.h — applies changes of a chunk's text to the bytes of its file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "markup/chunk.h"

namespace codau::markup {

/// A change of the file: its ranges count bytes of the chunk before and after.
struct ElementChange {
  Change change;
  std::string element;  ///< TextRun::element
};

struct SpliceResult {
  std::string bytes;  ///< the changed bytes of the chunk
  std::vector<ElementChange> changes;
  /// Changes that the file cannot take: they join or part elements, or touch a fixed run.
  std::size_t unapplied = 0;
};

/// Applies `changes` of chunk.text; only letters of changed words differ from `chunk.bytes`. A
/// change over several runs is distributed word by word, or letter by letter over the parts of
/// one word. Law: undoing the changes of the result gives chunk.bytes.
[[nodiscard]] SpliceResult splice(const MarkupChunk& chunk, std::span<const Change> changes);

}  // namespace codau::markup
