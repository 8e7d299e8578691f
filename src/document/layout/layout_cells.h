// document/layout/layout_cells.h — restores the printed lines of heads and closings in plain text.
// Converters of Word files and web pages write the cells of a layout table as lines, join lines,
// and break them.
#pragma once

#include <vector>

#include "core/values.h"
#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Replaces such lines by the printed ones, in the order of the cells. Only in plain text.
/// 1. A small table that has ô 1, ô 3, ô 4, ô 7 or ô 9b is a layout table: its lines are no table.
/// 2. A line with one of these is divided at tabs and bars. A cell is divided at tags, and
///    before and after ô 1. It is divided before ô 3, the items of ô 9b, and the lines of ô 7.
/// 3. "CỘNG" / "HÒA XÃ HỘI …", "Số:" / "45/KH-UBND" and "…, ngày" / "13 tháng 7 …" are joined.
void restore_layout_lines(const Lexicon& lexicon, const TextDocument& document,
                          std::vector<PrintedLine>& lines);

}  // namespace codau::document
