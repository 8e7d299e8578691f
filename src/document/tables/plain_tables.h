// document/tables/plain_tables.h — tables of plain text without bars and tabs. Word processors save
// one cell a line; PDF converters set columns between blanks.
#pragma once

#include <optional>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns the document with such tables added. Returns nothing if the document has none or is no
/// plain text.
/// 1. One cell a line: three or more lines in succession are titles of the list for different
///    purposes. An ordinal and a task are among them. "1" follows, then the next ordinals.
/// 2. Columns: a line has three or more parts between two blanks or more, two of them titles. The
///    columns end where the fewest lines have ink. The table ends at a line that runs across them.
///
/// Several cells of the result may have the same row and column: the pieces of one cell, from the
/// top down. Laws: text and lines stay; the tables that the document has stay as they are.
[[nodiscard]] std::optional<TextDocument> find_plain_tables(const Lexicon& lexicon,
                                                            const TextDocument& document);

}  // namespace codau::document
