// review/queue/typed_values.h — values as people see and type them.
#pragma once

#include <string>
#include <string_view>

#include "core/message.h"
#include "record/rows/records.h"
#include "record/schema/schema.h"

namespace codau::review {

/// What a clerk calls a column: "Hạn hoàn thành", "Due date". A column without a name of its own
/// is called as the schema calls it; an empty one is the row.
[[nodiscard]] Message make_column_label(std::string_view table, std::string_view column);

/// A value as it is typed: dates as 31/12/2026, lists by '|', NULL as nothing.
[[nodiscard]] std::string format_typed(const record::Column& column, const record::Value& value);

/// The JSON of what was typed for a column, as a file of edits has it: days before months in a
/// date, spaces and dots in whole numbers passed over, "có"/"không" for truth, nothing is null.
/// What does not fit stays a text, which whoever reads the edit refuses.
[[nodiscard]] std::string parse_typed(const record::Column& column, std::string_view typed);

}  // namespace codau::review
