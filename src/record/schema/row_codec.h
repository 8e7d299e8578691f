// record/schema/row_codec.h — encodes rows as bytes for other processes of codau, and single values
// as JSON. The published formats (export/tabular/row_text.h) cannot serve here: they do not
// distinguish a number from a text that looks like a number.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/schema/row.h"

namespace codau::record {

/// Encodes records as bytes: the version of the encoding, then for each table of schema() the
/// number of rows and their values. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string encode_records(const Records& records);
/// Decodes bytes of encode_records(). Accepts any bytes, and returns nothing unless all of these
/// hold:
/// 1. The version is the present one.
/// 2. Every row has as many values as its table has columns.
/// 3. Every value has the type of its column.
/// 4. No bytes are left over.
/// Law: decode_records(encode_records(r)) == r.
[[nodiscard]] std::optional<Records> decode_records(std::string_view bytes);

/// Encodes one row as bytes. Equal rows have equal bytes.
[[nodiscard]] std::string encode_row(const Row& row);

/// Returns a value as JSON. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string value_to_json(const Value& value);
/// Parses the JSON of a value. Returns nothing if the value does not have the column's type.
[[nodiscard]] std::optional<Value> value_from_json(const Column& column, std::string_view json);

}  // namespace codau::record
