// record/validate.h — do rows keep the promises of the schema? For tests and for whoever stores
// them.
#pragma once

#include <string>
#include <vector>

#include "record/records.h"
#include "record/row_stream.h"

namespace codau::record {

/// Whether a value is of the column's type, and of its codes where these are closed.
[[nodiscard]] bool is_valid_value(const Column& column, const Value& value);

/// What is wrong, one line each; empty when all is well: every table there and sorted by key, every
/// row as wide as its table, types, nullability and codes right, texts never empty and well-formed
/// UTF-8, keys unique, parents present, corrections turning each `_ocr` into its value, no value
/// that was read without its `_ocr`, due_last_day as due_op says, terms of one agency apart. Never
/// holds a value of the rows. Of rows that are walked it holds keys, and what was inferred.
[[nodiscard]] std::vector<std::string> validate_rows(const RowStream& rows);
[[nodiscard]] std::vector<std::string> validate_rows(const Records& records);

}  // namespace codau::record
