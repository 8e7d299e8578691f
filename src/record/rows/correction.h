// record/rows/correction.h — makes rows of the table `corrections` (standards section 9).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/values.h"
#include "record/schema/typed_row.h"

namespace codau::record {

/// The value that a correction changes. `seq` numbers the corrections of one field.
struct CorrectionKey {
  std::string_view doc_id, table, row_id, field;
  std::size_t seq = 1;
};

/// The first `seq` of corrections by people. Corrections by machines have lower numbers.
inline constexpr std::size_t kFirstHumanCorrection = 1'000'000;

/// Returns the id of a correction (corrections.corr_id), made of the key and the offset `begin` in
/// bytes.
[[nodiscard]] std::string make_correction_id(const CorrectionKey& place, std::size_t begin);
/// Returns the row of a correction with all columns except page_no, status, actor and at.
[[nodiscard]] CorrectionRow make_correction_row(const CorrectionKey& place, Change change);

}  // namespace codau::record
