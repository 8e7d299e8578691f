// document/tables/column_tables.h — reads a table of plain text whose columns are divided by
// spaces, as converters of PDF write them.
#pragma once

#include <optional>
#include <span>

#include "document/tables/column_head.h"

namespace codau::document {

/// Returns the table below the head. Returns nothing if it has fewer than two rows, or if no line
/// tells where rows begin. The columns end where the fewest lines of a page have characters, near
/// their place on the page before. A line across the columns ends the table, unless more rows
/// follow within three lines.
[[nodiscard]] std::optional<PlainTable> read_column_table(const Lexicon& lexicon,
                                                          const TextDocument& document,
                                                          std::span<const PlainLine> lines,
                                                          const PlainHead& head);

}  // namespace codau::document
