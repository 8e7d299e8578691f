// markup/splice.h — applies changes of the text of a chunk to its bytes. A chunk (markup/chunk.h)
// is a part of a file with its plain text. A run is a word of the text, or a part of a word, with
// its bytes in the file.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "markup/chunk.h"

namespace codau::markup {

/// A change of the bytes of a chunk.
struct ElementChange {
  /// Change::in is a range of MarkupChunk::bytes, Change::out a range of SpliceResult::bytes.
  /// Change::before and Change::after are the bytes there, with their escapes.
  Change change;
  std::string element;  ///< id of the changed element (TextRun::element); may be empty
};

/// The result of splice().
struct SpliceResult {
  std::string bytes;                   ///< the bytes of the chunk with the changes
  std::vector<ElementChange> changes;  ///< the changes that were made, ascending
  /// Number of changes not made. They would join or split elements, or touch a frozen run
  /// (TextRun::is_frozen). A change that keeps the number of words counts once for each frozen run;
  /// its other words are changed.
  std::size_t unapplied = 0;
};

/// Returns chunk.bytes with `changes` applied. Change::in is a range of chunk.text; Change::out is
/// ignored. Precondition: `changes` ascend and never overlap. Rules:
/// 1. Only the bytes of changed words and of their copies (DuplicateText) change.
/// 2. A change that keeps the number of words is split into changes of one word each.
/// 3. In a change of several runs of one word, each run keeps its number of letters. If this is
///    impossible, the change is not made.
/// 4. A change of white space alone is ignored, and not counted.
/// Law: undoing SpliceResult::changes in SpliceResult::bytes gives chunk.bytes.
[[nodiscard]] SpliceResult splice(const MarkupChunk& chunk, std::span<const Change> changes);

}  // namespace codau::markup
