// document/tables/column_tables.h — a table of plain text whose columns stand between blanks, as
// converters of PDF set them.
#pragma once

#include <optional>
#include <span>

#include "document/tables/column_head.h"

namespace codau::document {

/// The table below the head; nothing if it has fewer than two rows, or no line tells where rows
/// begin. The columns end where the fewest lines of a page have ink, near their place on the page
/// before. The table ends at a line that runs across them, but for up to three above more rows.
[[nodiscard]] std::optional<PlainTable> read_column_table(const Lexicon& lexicon,
                                                          const TextDocument& document,
                                                          std::span<const PlainLine> lines,
                                                          const PlainHead& head);

}  // namespace codau::document
