// record/schema/validate.h — checks that rows keep the rules of the schema. For tests, and for code
// that stores rows.
#pragma once

#include <string>
#include <vector>

#include "record/schema/row.h"

namespace codau::record {

/// Returns whether a column may hold a value:
/// 1. NULL, if the column is nullable;
/// 2. else a value of the column's type. If the column has a closed list of codes, the value is one
///    of them. Reals are in [0, 1]. Texts are well-formed UTF-8 and never empty.
[[nodiscard]] bool is_valid_value(const Column& column, const Value& value);

/// Returns one line for each violation; no line if all rules hold. Lines name table, row number and
/// column, and hold no value of a row. The rules:
/// 1. Rows have one value for each column, and tables are sorted by primary key.
/// 2. Values satisfy is_valid_value().
/// 3. Primary keys are unique.
/// 4. The row of each foreign key exists. The exception is target_doc_id, which may be another
///    document of the store.
/// 5. The applied corrections of a field turn its `_ocr` text into its value.
/// 6. A value has an `_ocr` text if its column has one, unless the value was inferred.
/// 7. Rows of evidence and corrections refer to existing columns.
/// 8. due_last_day follows from due_date and due_op.
/// 9. Terms of validity of one agency do not overlap.
/// Rules 4, 5, 6, 8 and 9 are checked only if the other rules hold.
[[nodiscard]] std::vector<std::string> validate_rows(const Records& records);

}  // namespace codau::record
