// record/rows/correction.h — a row of corrections (standards section 9).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/values.h"
#include "record/schema/typed_row.h"

namespace codau::record {

/// Where a correction belongs: the `seq`-th of its field.
struct CorrectionKey {
  std::string_view doc_id, table, row_id, field;
  std::size_t seq = 1;
};

/// Corrections of people count from here: those of machines never get there.
inline constexpr std::size_t kFirstHumanCorrection = 1'000'000;

/// The id, which is made of place and offset.
[[nodiscard]] std::string make_correction_id(const CorrectionKey& place, std::size_t begin);
/// All columns but page_no and status.
[[nodiscard]] CorrectionRow make_correction_row(const CorrectionKey& place, Change change);

}  // namespace codau::record
