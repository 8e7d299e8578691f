// export/code_names.h — what the codes of records mean, in Vietnamese, for people who open a sheet.
#pragma once

#include <string_view>

#include "record/schema.h"

namespace codau::exports {

/// Of a value of a column with closed codes (record::Column::values), or of a review reason in a
/// list: "chậm nhất ngày đó" for tasks.due_op by. Empty for what is no code.
/// Law: every closed code and every review reason has a name.
[[nodiscard]] std::string_view code_name(const record::Column& column, std::string_view code);

}  // namespace codau::exports
