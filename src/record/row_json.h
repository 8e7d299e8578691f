// record/row_json.h — rows as lines of JSON between our own processes: the published forms
// (export/tables.h) do not tell a number from a text that looks like one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/records.h"

namespace codau::record {

/// `["<table>",value,…]` and a line feed: texts as strings, lists as arrays of strings, NULL as
/// null; reals come back exactly.
[[nodiscard]] std::string row_line(const Table& table, const Row& row);

/// Puts the row of a line (without its line feed) behind the rows of its table; false, and nothing
/// done, where the line is no row of a table of the schema: of its width, each value of its type.
/// The rest is record/validate.h's. Laws: row_line's lines give the rows back; total.
[[nodiscard]] bool add_row_line(std::string_view line, Records& records);

/// The JSON of one value, and back: nothing where it is not of the column's type.
[[nodiscard]] std::string value_json(const Value& value);
[[nodiscard]] std::optional<Value> value_from_json(const Column& column, std::string_view json);

}  // namespace codau::record
