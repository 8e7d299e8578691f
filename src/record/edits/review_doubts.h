// record/edits/review_doubts.h — lists the doubts that a person should settle in a document: one
// value, or one row, at a time.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/edits/human_edit.h"
#include "record/rows/records.h"

namespace codau::record {

/// A doubtful value, or a doubtful row as a whole.
struct ReviewDoubt {
  std::string table, row_id;
  std::string field;                 ///< empty: the row as a whole
  std::vector<std::string> reasons;  ///< those that ask a person, in the order of standards 11
  int cost = 0;                      ///< cost of a mistake; higher costs are asked first
  bool operator==(const ReviewDoubt&) const = default;
};

/// Returns the open doubts of one document; in each row the most costly first. Run, review page,
/// statistics, doctor and manifest all count these doubts (store/open_doubts.h). A doubt is:
/// 1. A value that a review reason of a row in review is about, unless a person has set the value
///    since.
/// 2. The row itself, after its values. Either a reason is about none of its values, or all values
///    are settled and the verdict on the row is due. For a document that verdict is the sign-off.
/// A rejected document has no doubts. A row has none if its reasons ask nobody. The argument
/// `records` needs documents, sections and tasks. Evidence and task_agencies name further values.
[[nodiscard]] std::vector<ReviewDoubt> find_doubts(const Records& records,
                                                   std::span<const HumanEdit> edits);

/// Returns the doubts that prevent the sign-off of the document: all except the document itself.
/// Doubts of a document that is already accepted count, too.
[[nodiscard]] std::vector<ReviewDoubt> find_unsettled_doubts(const Records& records,
                                                             std::span<const HumanEdit> edits);

/// Returns whether the doubt is about the document as a whole.
[[nodiscard]] inline bool is_document_doubt(const ReviewDoubt& doubt) {
  return doubt.table == "documents" && doubt.field.empty();
}

/// Returns the cost of a mistake in the column (record/schema/review_cost.h); 0 if the column has
/// no cost. People act on dates and numbers, and the lead decides who acts. Mistakes in other text
/// are seen by its readers.
[[nodiscard]] int find_doubt_cost(std::string_view table, std::string_view field);

/// Returns an upper bound of the cost of any doubt with this reason, before rows are read. Returns
/// 0 for a reason that asks nobody.
[[nodiscard]] int find_max_cost(std::string_view reason);

/// Returns the column with the printed text of a value: the column itself, or the column that the
/// value was made from.
[[nodiscard]] std::string_view find_printed_column(std::string_view table, std::string_view field);

}  // namespace codau::record
