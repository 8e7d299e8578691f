// markup/splice.h — applies changes of the text of a chunk to its bytes. A chunk (markup/chunk.h)
// has the bytes of a part of a file, and their text. A run is a word of the text, or a part of a
// word, with its bytes. Copies are further places in the bytes that repeat the text of runs.
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
  /// Number of changes that were not made (rules 3 to 5 of splice()).
  std::size_t unapplied = 0;
};

/// Returns chunk.bytes with `changes` applied. Change::in is a range of chunk.text; Change::out is
/// ignored. Precondition: `changes` ascend and never overlap. Rules:
/// 1. Only the bytes of changed words and of their copies (DuplicateText) change.
/// 2. A frozen run (TextRun::is_frozen) never changes.
/// 3. If a change keeps the number of words, and each of these words is one run, each word is
///    changed by itself. Each frozen word counts as one change that was not made.
/// 4. If a change is inside one word of several runs, each run keeps its number of letters. If this
///    is impossible, the change is not made. Otherwise each frozen run counts as one change that
///    was not made.
/// 5. Any other change joins or splits words. It is made only if the words are in one piece of
///    text, so that no element begins or ends between them. No run may be frozen or have
///    TextRun::is_word, and the chunk may have no copies. Words that are joined may have no
///    escapes.
/// 6. A change of white space alone is ignored, and not counted.
/// Law: undoing SpliceResult::changes in SpliceResult::bytes gives chunk.bytes.
[[nodiscard]] SpliceResult splice(const MarkupChunk& chunk, std::span<const Change> changes);

}  // namespace codau::markup
