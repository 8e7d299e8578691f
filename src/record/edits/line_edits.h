// record/edits/line_edits.h — corrections of printed lines (EditAction::kSetLine). They change the
// restored text of a file, and its rows are then made from the corrected text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/edits/human_edit.h"
#include "record/rows/records.h"

namespace codau::record {

/// A correction of one line. It counts only while restoration gives the text `read` for that line.
struct LineCorrection {
  PrintedLine place;
  std::string read, text;  ///< the restored text of the line, and the text that replaces it
  std::string actor, at;   ///< as in HumanEdit
  bool operator==(const LineCorrection&) const = default;
};

/// Returns the last correction of each line, sorted by page and line. A line whose last edit takes
/// its corrections back has none. `edits`: of all documents of a file, in their order.
[[nodiscard]] std::vector<LineCorrection> find_line_corrections(std::span<const HumanEdit> edits);

/// Returns the rule of changes in a line: "line 5 of page 3", or "line 5" of plain text. Parses any
/// text; returns nothing for any other.
/// Law: parse_line_rule(make_line_rule(place)) is `place`.
[[nodiscard]] std::string make_line_rule(const PrintedLine& place);
[[nodiscard]] std::optional<PrintedLine> parse_line_rule(std::string_view rule);

/// A correction that was made in the text from which rows are made.
struct AppliedLine {
  LineCorrection line;
  std::uint32_t begin = 0;  ///< first byte in the document's text as read
  std::string as_read;      ///< the line as read, before restoration
};
/// Adds a row of `corrections` for each line. It is about the document as a whole, and tells
/// apply_edits() that the edit was applied. Rows that tell of the same changes in values get person
/// and time.
void add_line_corrections(Records& records, std::span<const AppliedLine> lines);

/// A line, and the text that a correction gave it.
struct CorrectedLine {
  PrintedLine place;
  std::string text;
  auto operator<=>(const CorrectedLine&) const = default;
};
/// Returns the lines that rows of add_line_corrections() tell of, sorted.
[[nodiscard]] std::vector<CorrectedLine> find_corrected_lines(const Records& records);

}  // namespace codau::record
