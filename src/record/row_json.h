// record/row_json.h — rows between our own processes, as lines of JSON, and within one, as bytes:
// the published forms (export/tables.h) do not tell a number from a text that looks like one.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "record/records.h"

namespace codau::record {

/// `["<table>",value,…]` and a line feed: texts as strings, lists as arrays of strings, NULL as
/// null; reals come back exactly.
[[nodiscard]] std::string row_line(const Table& table, const Row& row);

/// The row of a line (without its line feed); nothing where the line is no row of a table of the
/// schema: of its width, each value of its type. The rest is record/validate.h's. Laws: row_line's
/// lines give the rows back; total.
struct RowOfTable {
  const Table* table = nullptr;
  Row row;
};
[[nodiscard]] std::optional<RowOfTable> row_from_line(std::string_view line);

/// Bytes of a row for our own use, in a fraction of the time of JSON; any row comes back exactly.
/// Law: unpacked(packed(row)) == row.
[[nodiscard]] std::string packed(const Row& row);
/// Precondition: bytes of packed().
[[nodiscard]] Row unpacked(std::string_view bytes);
[[nodiscard]] std::size_t packed_size(const Row& row);
/// The same in pieces, each written or read (so many bytes at a time) before the next: a long text
/// stands nowhere else.
void pack(const Row& row, const std::function<void(std::string_view)>& write);
[[nodiscard]] Row unpacked(std::size_t size, const std::function<std::string(std::size_t)>& read);

/// The JSON of one value, and back: nothing where it is not of the column's type.
[[nodiscard]] std::string value_json(const Value& value);
[[nodiscard]] std::optional<Value> value_from_json(const Column& column, std::string_view json);

}  // namespace codau::record
