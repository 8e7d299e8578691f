// store/schema/review_queue_view.h — what people have to look at, the dearest expected mistake
// first.
#pragma once

#include <string>

#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// The view review_queue(doc_id, table_name, row_id, field, reason, value, confidence, cost): each
/// reason for which a row of documents, sections or tasks is in review, with the column that it
/// means (record/schema/review_cost.h), else the one of the row with the greatest cost; NULL for
/// the row as a whole. cost = chance of a mistake (1 - confidence, or what the reason says at the
/// least) times what one costs there. Plain SQL: it follows every edit. Law: cost is within [0,
/// record::kMaxCost], descends, and the queue is the same in whatever order the documents came.
[[nodiscard]] std::string make_review_queue_view(TableSpan tables);

/// Gives a store that was made with other costs, or before there was a queue, the view of today.
void renew_review_queue(const Connection& connection);

}  // namespace codau::store
