// record/row_codec.h — rows between our own processes and within one, as bytes, and single values
// as JSON: the published forms (export/tabular/row_text.h) do not tell a number from a text that
// looks like one.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "record/records.h"

namespace codau::record {

/// A row for another process: the number of bytes behind this number, the table, the values as
/// encode_row() has them. What is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string encode_row_frame(const Table& table, const Row& row);

/// The number at the beginning of a frame takes so many bytes.
inline constexpr std::size_t kRowFrameHeaderBytes = 4;
/// How many bytes the whole frame has. Precondition: the first kRowFrameHeaderBytes of them.
[[nodiscard]] std::size_t read_row_frame_size(std::string_view head);
/// The row of a frame; nothing where it is none of a table of the schema: of its width, each value
/// of its type. The rest is record/validate.h's. Laws: row_frame's rows come back; total.
struct DecodedRow {
  const Table* table = nullptr;
  Row row;
};
[[nodiscard]] std::optional<DecodedRow> decode_row_frame(std::string_view frame);

/// Bytes of a row for our own use, in a fraction of the time of JSON; any row comes back exactly.
/// Law: decode_row(encode_row(row)) == row.
[[nodiscard]] std::string encode_row(const Row& row);
/// Precondition: bytes of encode_row().
[[nodiscard]] Row decode_row(std::string_view bytes);
[[nodiscard]] std::size_t compute_encoded_size(const Row& row);
/// The same in pieces, each written or read (so many bytes at a time) before the next: a long text
/// stands nowhere else.
void encode_row_to(const Row& row, const std::function<void(std::string_view)>& write);
[[nodiscard]] Row decode_row(std::size_t size, const std::function<std::string(std::size_t)>& read);

/// The JSON of one value, and back: nothing where it is not of the column's type.
[[nodiscard]] std::string value_to_json(const Value& value);
[[nodiscard]] std::optional<Value> value_from_json(const Column& column, std::string_view json);

}  // namespace codau::record
