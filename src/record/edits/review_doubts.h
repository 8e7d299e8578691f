// record/edits/review_doubts.h — what a person is asked about a document: one value, or one row, at
// a time.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/edits/human_edit.h"
#include "record/rows/records.h"

namespace codau::record {

struct ReviewDoubt {
  std::string table, row_id;
  std::string field;                 ///< empty: the row as a whole
  std::vector<std::string> reasons;  ///< those that ask for a person, in the order of standards 11
  int cost = 0;                      ///< of a mistake; the greater ones are asked first
  bool operator==(const ReviewDoubt&) const = default;
};

/// Returns the open doubts of one document, of each row the costliest first. Everybody who counts
/// doubts counts these: run, review page, statistics, doctor and manifest (store/open_doubts.h).
/// - Each value that a review reason of a row in review means, unless a person has set it since.
/// - The row itself, last: if a reason means none of its values, or if all values are settled and
///   the verdict on the row is still due. Of a document that verdict is to sign it off.
/// A rejected document has no doubts; nor has a row whose reasons ask nobody.
/// `records` has documents, sections and tasks; evidence and task_agencies name more values.
[[nodiscard]] std::vector<ReviewDoubt> find_doubts(const Records& records,
                                                   std::span<const HumanEdit> edits);

/// Returns the doubts that keep the document from being signed off: all of them except the document
/// itself. Those of a document that is accepted already are counted too.
[[nodiscard]] std::vector<ReviewDoubt> find_unsettled_doubts(const Records& records,
                                                             std::span<const HumanEdit> edits);

/// Whether it is the document as a whole that is asked for.
[[nodiscard]] inline bool is_document_doubt(const ReviewDoubt& doubt) {
  return doubt.table == "documents" && doubt.field.empty();
}

/// What a mistake in the column costs whoever relies on it (record/schema/review_cost.h): dates and
/// numbers are acted on, leads decide who does; text is read by people, who see that a word is
/// wrong.
[[nodiscard]] int find_doubt_cost(std::string_view table, std::string_view field);

/// No doubt that has the reason costs more: known before any row is read. 0 for what asks nobody.
[[nodiscard]] int find_max_cost(std::string_view reason);

/// Where the value is printed: the column itself, or the one that it was made from.
[[nodiscard]] std::string_view find_printed_column(std::string_view table, std::string_view field);

}  // namespace codau::record
