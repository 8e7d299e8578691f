// record/schema/review_cost.h — ranks doubts for review. One table has the cost of a mistake in
// each column, the other the column that each review reason is about. The store computes the view
// review_queue from both (store/schema/review_queue_view.h).
#pragma once

#include <span>
#include <string_view>

namespace codau::record {

/// The cost of the worst mistakes: a wrong date, number or amount. Then nobody does the task in
/// time, or nobody finds the document.
inline constexpr double kMaxCost = 100;

/// The cost of a mistake in a column of documents, sections or tasks. An empty `column` stands for
/// the row as a whole.
struct FieldCost {
  std::string_view table, column;
  double cost;  ///< greater than 0, at most kMaxCost
};
/// Returns all costs, in each table the highest first.
[[nodiscard]] std::span<const FieldCost> field_costs();

/// Names the column that a review reason is about. A reason without an entry for the row's table
/// may be about any column.
struct ReasonTarget {
  std::string_view reason, table, column;
  /// Lower bound of the probability of a mistake, whatever the confidence of the value.
  double min_probability;
};
/// Returns all entries.
[[nodiscard]] std::span<const ReasonTarget> reason_targets();

}  // namespace codau::record
