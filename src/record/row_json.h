// record/row_json.h — rows as lines of JSON between our own processes: the published forms
// (export/tables.h) do not tell a number from a text that looks like one.
#pragma once

#include <string>
#include <string_view>

#include "record/records.h"

namespace codau::record {

/// `["<table>",value,…]` and a line feed: texts as strings, lists as arrays of strings, NULL as
/// null; reals come back exactly.
[[nodiscard]] std::string row_line(const Table& table, const Row& row);

/// Puts the row of a line (without its line feed) behind the rows of its table. What is checked is
/// the table, the width and the type of each value: the rest is record/validate.h's. Throws
/// Error{kInternal}. Laws: row_line's lines give the rows back; total.
void add_row_line(std::string_view line, Records& records);

}  // namespace codau::record
