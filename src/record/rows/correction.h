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

/// The beginning of the rule of changes that a person made in a printed line: "line 5 of page 3"
/// (record/edits/line_edits.h).
inline constexpr std::string_view kLineRule = "line ";
/// Returns whether a row of `corrections` comes from an edit of its value by a person. A value
/// whose printed line a person corrected was still read by a machine.
[[nodiscard]] bool is_set_by_person(const ConstCells<Corrections>& row);

/// The first `seq` of corrections by people. Corrections by machines have lower numbers.
inline constexpr std::size_t kFirstHumanCorrection = 1'000'000;

/// Returns the id of a correction (corrections.corr_id), made of the key and the offset `begin` in
/// bytes.
[[nodiscard]] std::string make_correction_id(const CorrectionKey& place, std::size_t begin);
/// Returns the row of a correction with all columns except page_no, status, actor and at.
[[nodiscard]] CorrectionRow make_correction_row(const CorrectionKey& place, Change change);

}  // namespace codau::record
