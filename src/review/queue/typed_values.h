// review/queue/typed_values.h — converts values between the store and the form in which people see
// and type them.
#pragma once

#include <string>
#include <string_view>

#include "core/message.h"
#include "record/rows/records.h"
#include "record/schema/schema.h"

namespace codau::review {

/// Returns the name of a column for people: "Hạn hoàn thành", "Due date". A column without such a
/// name keeps its name in the schema. An empty `column` means the row: "Nhiệm vụ", "Task".
[[nodiscard]] Message make_column_label(std::string_view table, std::string_view column);

/// Returns a value in the form that people type. Dates are like 31/12/2026, lists have '|' between
/// elements, and NULL is an empty text.
[[nodiscard]] std::string format_typed(const record::Column& column, const record::Value& value);

/// Returns the JSON of a typed value, for a line of edits. Rules:
/// 1. An empty text is null.
/// 2. In a date, the day comes before the month.
/// 3. In a whole number, spaces and dots are ignored.
/// 4. "có" and "không" are true and false.
/// 5. Any other text stays a text. The reader of the edit then refuses a value that does not fit
///    the column.
[[nodiscard]] std::string parse_typed(const record::Column& column, std::string_view typed);

}  // namespace codau::review
