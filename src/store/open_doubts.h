// store/open_doubts.h — the open questions for reviewers in the documents of a store. Run, review
// page, statistics, doctor and manifest all count with these functions.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/edits/review_doubts.h"
#include "store/database/sqlite.h"
#include "store/schema/ddl.h"
#include "store/store_reader.h"

namespace codau::store {

/// Returns record::find_doubts() of one document, for its current rows and edits. Empty if the
/// document does not exist.
[[nodiscard]] std::vector<record::ReviewDoubt> find_open_doubts(const StoreReader& store,
                                                                std::string_view doc_id);

/// Returns the number of open questions of one document. Reads its rows only if it has a review
/// reason.
[[nodiscard]] std::uint64_t count_doubts(const StoreReader& store, std::string_view doc_id);
/// Returns the number of open questions of all documents. Reads only documents that have a review
/// reason.
[[nodiscard]] std::uint64_t count_doubts(const StoreReader& store);
/// Returns the number of open questions in a store that is open for writing.
[[nodiscard]] std::uint64_t count_doubts(const Connection& connection);

}  // namespace codau::store
