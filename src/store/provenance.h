// store/provenance.h — evidence and corrections of a document as one value each: a word that was
// changed costs some fifty bytes, not two hundred and fifty.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/each_row.h"
#include "record/records.h"

namespace codau::store {

/// What the table `provenance` holds of a document. Its views expand it in plain SQL.
struct Provenance {
  /// [[table_name, row_id, [[page_no, bbox, confidence, basis, [field, …]], …]], …]
  std::string evidence;
  /// {"how": [[rule, source, status], …],
  ///  "rows": [[table_name, row_id, [[field, page_no, number of its first,
  ///            [[start, before, after, how(, confidence(, end, actor, at))], …]], …]], …]};
  ///            without confidence it is 1, without end it is start and the length of before
  std::string corrections;
  std::string correction_ids;  ///< 16 bytes each, in that order
  bool is_empty = true;        ///< there is neither
};

/// Of the rows of both tables. Law: unpacking gives them back, sorted by key, reals with four
/// decimals.
[[nodiscard]] Provenance pack(const record::EachRow& rows);
/// Both throw Error{kOutput} for what no pack() has made.
[[nodiscard]] std::vector<record::Row> unpack_evidence(std::string_view evidence);
[[nodiscard]] std::vector<record::Row> unpack_corrections(std::string_view doc_id,
                                                          std::string_view corrections,
                                                          std::string_view ids);

}  // namespace codau::store
