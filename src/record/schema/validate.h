// record/schema/validate.h — do rows keep the promises of the schema? For tests and for whoever
// stores them.
#pragma once

#include <string>
#include <vector>

#include "record/schema/row.h"

namespace codau::record {

/// Whether a value is of the column's type, and of its codes where these are closed.
[[nodiscard]] bool is_valid_value(const Column& column, const Value& value);

/// What is wrong, one line each; empty when all is well: every table there and sorted by key, every
/// row as wide as its table, types, nullability and codes right, texts never empty and well-formed
/// UTF-8, keys unique, parents present, corrections turning each `_ocr` into its value, no value
/// that was read without its `_ocr`, evidence and corrections about columns, due_last_day as due_op
/// says, terms of one agency apart. The lines hold no value of the rows.
[[nodiscard]] std::vector<std::string> validate_rows(const Records& records);

}  // namespace codau::record
