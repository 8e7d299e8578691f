// record/correction.h — a row of corrections (standards section 9).
#pragma once

#include <cstddef>
#include <string_view>

#include "core/values.h"
#include "record/row.h"

namespace codau::record {

/// Where a correction belongs: the `seq`-th of its field.
struct CorrectionPlace {
  std::string_view doc_id, table, row_id, field;
  std::size_t seq = 1;
};

/// All columns but page_no and status. The id is made of place and offset.
[[nodiscard]] RowWriter correction_row(const CorrectionPlace& place, Change change);

}  // namespace codau::record
