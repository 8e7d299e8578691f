// export/tabular/opensearch.h — writes rows as bulk requests for OpenSearch (standards section 10).
#pragma once

#include <cstdint>
#include <string>

#include "export/delivery/change_feed.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Maximum bytes of a bulk file. A request that alone is longer has a file of its own.
inline constexpr std::uint64_t kMaxBulkBytes = 10'000'000;

/// Writes the tables of `rows`, each into its own index codau-<table>-v1:
/// 1. bulk/<table>-0001.ndjson …: a request for each row. The first line names index and `_id`, and
///    the second line is the row as a JSON object.
/// 2. mapping/<table>.json: settings and mapping of the index.
/// The same row has the same `_id`, so that loading twice changes nothing.
void write_opensearch(const RowSource& rows, FileSet& files,
                      std::uint64_t bulk_bytes = kMaxBulkBytes);
/// Writes bulk/deleted-0001.ndjson …: a line for each row that `feed` reports as removed. Only rows
/// of the tables of `rows` are listed. No row is both deleted and written, so the order of the
/// files does not matter.
void write_deletions(const ChangeFeed& feed, const RowSource& rows, FileSet& files,
                     std::uint64_t bulk_bytes = kMaxBulkBytes);

/// Returns the body of PUT /codau-<table>-v1.
/// 1. Text is searched in lower case and without diacritics (asciifolding: đ becomes d). Its
///    subfield `keyword` has the exact text.
/// 2. Codes, document numbers, ids and hashes are exact keywords only.
[[nodiscard]] std::string make_opensearch_mapping(const record::Table& table);

}  // namespace codau::exports
