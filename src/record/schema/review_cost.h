// record/schema/review_cost.h — what a mistake costs, by where it stands, and where a review reason
// looks for one. Of these the store makes its view review_queue (store/schema/review_queue_view.h).
#pragma once

#include <span>
#include <string_view>

namespace codau::record {

/// A wrong date, number or amount: a task that nobody does in time, a document that nobody finds.
inline constexpr double kMaxCost = 100;

/// Of a column of documents, sections or tasks; an empty one stands for the row as a whole.
struct FieldCost {
  std::string_view table, column;
  double cost;  ///< above 0, kMaxCost at most
};
/// Dearest first in each table.
[[nodiscard]] std::span<const FieldCost> field_costs();

/// A reason that says which column it means. A reason of a row that is not in the list may mean any
/// of its columns.
struct ReasonTarget {
  std::string_view reason, table, column;
  double min_probability;  ///< of a mistake, whatever the confidence of the value
};
[[nodiscard]] std::span<const ReasonTarget> reason_targets();

}  // namespace codau::record
