// markup/splice.h — applies changes of the text of a chunk to its bytes. Terms (markup/chunk.h):
// 1. A chunk has the bytes of a part of a file of another OCR program, and their text.
// 2. A run is a word of the text, or a part of a word, with its bytes.
// 3. A copy of runs is another place in the bytes that repeats their text (DuplicateText).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/values.h"
#include "markup/chunk.h"

namespace codau::markup {

/// A change of bytes that splice() made.
struct ElementChange {
  /// `in` is a range of MarkupChunk::bytes, and `out` a range of SpliceResult::bytes. `before` and
  /// `after` are the bytes there, with their escapes.
  Change change;
  std::string element;  ///< id of the changed element (TextRun::element); may be empty
};

/// The result of splice().
struct SpliceResult {
  std::string bytes;                   ///< the bytes of the chunk after all changes
  std::vector<ElementChange> changes;  ///< the changes that were made, ascending
  /// Number of unapplied changes: those that were not made (rules 3 to 5 of splice()).
  std::size_t unapplied = 0;
};

/// Returns chunk.bytes with `changes` applied. Change::in is a range of chunk.text; Change::out is
/// ignored. Precondition: `changes` ascend and never overlap. Rules:
/// 1. Only the bytes of changed words and of their copies change.
/// 2. A frozen run (TextRun::is_frozen) never changes.
/// 3. If a change keeps the number of words, and each of these words is one run, each word is
///    changed by itself. Each frozen run that should change counts as one unapplied change.
/// 4. If a change is inside one word of several runs, each run keeps its number of letters. If this
///    is impossible, the change is unapplied. Otherwise frozen runs count as in rule 3.
/// 5. Any other change joins or splits words. It is unapplied if the chunk has copies. It is
///    unapplied if a run of these words is frozen, or if its element is for one word
///    (TextRun::is_word). If there are several runs, they must have no escapes, and only white
///    space may be between their bytes. So no element begins or ends between joined words.
/// 6. A change of white space alone is ignored, and not counted.
/// Law: undoing SpliceResult::changes in SpliceResult::bytes gives chunk.bytes.
[[nodiscard]] SpliceResult splice(const MarkupChunk& chunk, std::span<const Change> changes);

}  // namespace codau::markup
