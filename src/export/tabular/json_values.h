// export/tabular/json_values.h — whether a JSON object says what a row says.
#pragma once

#include <string>
#include <string_view>

#include "record/records.h"
#include "record/schema.h"

namespace codau::exports {

/// Whether `json` parses to an object with the columns of the row and their values, and nothing
/// else. Reals count with four decimals.
[[nodiscard]] bool is_json_of(const record::Table& table, const record::Row& row,
                              std::string_view json);

}  // namespace codau::exports
