// markup/splice.h — applies changes of a chunk's text to the bytes of its file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "markup/chunk.h"

namespace codau::markup {

/// A change of the file.
struct ElementChange {
  Change change;        ///< `in`: range of MarkupChunk::bytes; `out`: of SpliceResult::bytes
  std::string element;  ///< TextRun::element
};

struct SpliceResult {
  std::string bytes;                   ///< the changed bytes of the chunk
  std::vector<ElementChange> changes;  ///< ascending
  /// Number of changes that the file cannot take. They would join or split elements, or touch a
  /// fixed run. A change of several runs counts once for each fixed run.
  std::size_t unapplied = 0;
};

/// Returns the bytes of `chunk` with `changes` applied. The ranges of `changes` are those of
/// chunk.text, ascending. Bytes outside the changed words and their copies (DuplicateText) stay the
/// same. A change of several runs is split into words. If the runs are parts of one word, each part
/// keeps its number of letters. Changes of white space alone are ignored.
/// Law: undoing the changes of the result gives chunk.bytes.
[[nodiscard]] SpliceResult splice(const MarkupChunk& chunk, std::span<const Change> changes);

}  // namespace codau::markup
