// store/schema/review_queue_view.h — the review queue as an SQL view: the most expensive expected
// mistake comes first.
#pragma once

#include <string>

#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// Returns the statement that creates the view review_queue(doc_id, table_name, row_id, field,
/// reason, value, confidence, cost); empty if `tables` has no table to review. The view is plain
/// SQL and follows every edit. A row of the queue is a reason for which a row of documents,
/// sections or tasks is in review.
///
/// The column `field` is the column that the reason means (record/schema/review_cost.h). For other
/// reasons it is the column of the row with the greatest cost; NULL means the row as a whole. The
/// column `cost` is the chance of a mistake times the cost of a mistake in that field. The chance
/// is 1 - confidence, but not less than the reason says.
///
/// Law: cost is within [0, record::kMaxCost] and descends, and the queue does not depend on the
/// order in which documents came.
[[nodiscard]] std::string make_review_queue_view(TableSpan tables);

/// Replaces the view of a store that has none, or one with other costs.
void renew_review_queue(const Connection& connection);

}  // namespace codau::store
