// record/schema/row_codec.h — the rows of a document as bytes between our own processes, and single
// values as JSON. The published forms (export/tabular/row_text.h) do not distinguish a number from
// a text that looks like one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/schema/row.h"

namespace codau::record {

/// A byte string: the version of this form, then the number of rows of each table of schema() and
/// their values. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string encode_records(const Records& records);
/// Returns nothing unless the bytes are of
/// this version, every row has the width of its table and every value the type of its column.
/// Total. Law: decode_records(encode_records(r)) == r.
[[nodiscard]] std::optional<Records> decode_records(std::string_view bytes);

/// A row as bytes, of equal rows equal ones.
[[nodiscard]] std::string encode_row(const Row& row);

/// The JSON of one value, and back: nothing if it is not of the column's type.
[[nodiscard]] std::string value_to_json(const Value& value);
[[nodiscard]] std::optional<Value> value_from_json(const Column& column, std::string_view json);

}  // namespace codau::record
