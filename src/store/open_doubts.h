// store/open_doubts.h — what people are still asked of the documents of a store. Run, review page,
// statistics, doctor and manifest count by this and nothing else.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/edits/review_doubts.h"
#include "store/database/sqlite.h"
#include "store/schema/ddl.h"
#include "store/store_reader.h"

namespace codau::store {

/// Returns record::find_doubts() a document, by its rows and edits as they are now. Nothing if
/// there is no such document.
[[nodiscard]] std::vector<record::ReviewDoubt> find_open_doubts(const StoreReader& store,
                                                                std::string_view doc_id);

/// Returns how many there are of all documents. Reads the documents that have a review reason.
[[nodiscard]] std::uint64_t count_doubts(const StoreReader& store);
/// The same of a store that is being written to.
[[nodiscard]] std::uint64_t count_doubts(const Connection& connection);

}  // namespace codau::store
