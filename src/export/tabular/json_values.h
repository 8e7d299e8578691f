// export/tabular/json_values.h — compares a JSON object with a row.
#pragma once

#include <string>
#include <string_view>

#include "record/records.h"
#include "record/schema.h"

namespace codau::exports {

/// Tells whether `json` parses to an object with exactly the columns and values of the row. Reals
/// are compared with four decimals.
[[nodiscard]] bool is_json_of(const record::Table& table, const record::Row& row,
                              std::string_view json);

}  // namespace codau::exports
