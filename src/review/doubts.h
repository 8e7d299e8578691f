// review/doubts.h — what a person is asked about a document: one value, or one row, at a time.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/human_edit.h"
#include "record/records.h"

namespace codau::review {

struct Doubt {
  std::string table, row_id;
  std::string field;                 ///< empty: the row as a whole
  std::vector<std::string> reasons;  ///< those that ask for a person, in the order of standards 11
  int cost = 0;                      ///< of a mistake; the greater ones are asked first
  bool operator==(const Doubt&) const = default;
};

/// The open doubts of one document, of each row the costliest first: the values that the review
/// reasons of rows in review are about, but for those that a person has set since. A row whose
/// reasons are about no value, or whose values are all settled, is one doubt by itself: what a
/// person thinks of it can then only be said of the row. A document
/// that is rejected has none.
/// `records` has documents, sections and tasks; evidence and task_agencies tell more where they
/// are.
[[nodiscard]] std::vector<Doubt> doubts_of(const record::Records& records,
                                           std::span<const record::HumanEdit> edits);

/// What a mistake in the column costs whoever relies on it (record/review_cost.h): dates and
/// numbers are acted on, leads decide who does; text is read by people, who see that a word is
/// wrong.
[[nodiscard]] int cost_of(std::string_view table, std::string_view field);

/// No doubt that has the reason costs more: known before any row is read. 0 for what asks nobody.
[[nodiscard]] int most_cost_of(std::string_view reason);

/// Where the value is printed: the column itself, or the one that it was made from.
[[nodiscard]] std::string_view printed_column(std::string_view table, std::string_view field);

}  // namespace codau::review
