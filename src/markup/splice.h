// markup/splice.h — applies changes of a chunk's text to the bytes of its file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "markup/chunk.h"

namespace codau::markup {

/// A change of the bytes of a file.
struct ElementChange {
  /// `in` is a range of MarkupChunk::bytes, `out` of SpliceResult::bytes. `before` and `after` are
  /// escaped as in the file.
  Change change;
  std::string element;  ///< id of the changed element (TextRun::element); may be empty
};

/// The result of splice().
struct SpliceResult {
  std::string bytes;                   ///< the bytes of the chunk with the changes
  std::vector<ElementChange> changes;  ///< the changes made, ascending
  /// Number of changes not made: those that would join or split elements, or touch a fixed run
  /// (TextRun::is_fixed). A change of several runs counts once for each fixed run.
  std::size_t unapplied = 0;
};

/// Applies `changes` of chunk.text to chunk.bytes. Change::in is a range of chunk.text;
/// Change::out is ignored. Precondition: `changes` ascend and never overlap.
/// 1. Only the bytes of changed words and of their copies (DuplicateText) change.
/// 2. A change that keeps the number of words is split into changes of one word each.
/// 3. In a change of several runs that are parts of one word, each part keeps its number of
/// letters.
/// 4. A change of white space alone is ignored.
/// Law: undoing the changes of the result gives chunk.bytes.
[[nodiscard]] SpliceResult splice(const MarkupChunk& chunk, std::span<const Change> changes);

}  // namespace codau::markup
