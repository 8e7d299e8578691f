// worker/line_corrections.h — corrects printed lines of a restored document
// (record/edits/line_edits.h), before rows are made from it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "record/edits/line_edits.h"

namespace codau::worker {

/// Returns the bytes of the `line`-th line of a page, from 1, without line feed or carriage return.
/// Returns nothing if the page has fewer lines. `page`: bytes of the page in `text`.
[[nodiscard]] std::optional<ByteRange> find_line(std::string_view text, ByteRange page,
                                                 std::uint32_t line);

/// Returns the changes that turn one line into another, word by word. Each change replaces at least
/// one word of `before`, unless `before` has no word. All have the source of people, no rule, and
/// the replaced text as runner_up.
/// Law: apply(changes, before) is `after`.
[[nodiscard]] std::vector<Change> compute_line_changes(std::string_view before,
                                                       std::string_view after);

/// A document with corrected lines.
struct LineCorrections {
  std::vector<Change> changes;  ///< of RestoredDocument::after.text
  /// The corrections that were made, with their lines as indexes into `lines` of correct_lines().
  std::vector<std::size_t> made;
};
/// Finds the corrections whose line is unchanged: its restored text is LineCorrection::read.
/// `lines`: sorted by page and line.
[[nodiscard]] LineCorrections correct_lines(const TextDocument& restored,
                                            std::span<const record::LineCorrection> lines);

/// Returns the document with the changes made. A replaced word has the confidence 1, since a person
/// has read it; doubts about it are gone. Laws: the numbers of lines, words, cells and pages stay.
[[nodiscard]] RestoredDocument apply_line_changes(const RestoredDocument& document,
                                                  const std::vector<Change>& changes);

/// Returns the bytes of `text` from which the lines `of` of `corrected` were made. `of` begins and
/// ends at borders of lines.
[[nodiscard]] ByteRange find_same_lines(std::string_view text, std::string_view corrected,
                                        ByteRange of);

}  // namespace codau::worker
