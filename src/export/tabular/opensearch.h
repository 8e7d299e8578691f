// export/tabular/opensearch.h — writes rows as bulk requests for OpenSearch. Each table has an
// index of its own, codau-<table>-v1. Both write functions throw Error{kOutput} if a file cannot be
// written, and Error{kInput} if it cannot be read back.
#pragma once

#include <cstdint>
#include <string>

#include "export/delivery/change_feed.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Maximum bytes of a bulk file. A single request that is longer has a file of its own.
inline constexpr std::uint64_t kMaxBulkBytes = 10'000'000;

/// Writes these files for each table. `bulk_bytes`: maximum bytes of a bulk file.
/// 1. bulk/<table>-0001.ndjson, …: bulk files with two lines for each row. The first line names the
///    index and the `_id`. The second is the row as a JSON object (format_jsonl_line() in
///    row_text.h).
/// 2. mapping/<table>.json: make_opensearch_mapping().
/// The `_id` is the key of the row (record::row_id()), or its SHA-256 if the key is over 512 bytes.
/// So loading a row twice changes nothing.
void write_opensearch(const RowSource& rows, FileSet& files,
                      std::uint64_t bulk_bytes = kMaxBulkBytes);
/// Writes bulk/deleted-0001.ndjson, …: bulk files with a delete request for each row that `feed`
/// reports as removed. Leaves out rows of tables that are not in rows.tables. No row is both here
/// and in the bulk files of write_opensearch(), so that all these files may be loaded in any order.
void write_deletions(const ChangeFeed& feed, const RowSource& rows, FileSet& files,
                     std::uint64_t bulk_bytes = kMaxBulkBytes);

/// Returns the body of the request PUT /codau-<table>-v1, which creates the index:
/// 1. Free text is searched in lower case and without diacritics (asciifolding: đ becomes d). Its
///    subfield `keyword` has the exact text, but only if this has at most 8,191 characters.
/// 2. Codes, document numbers, ids, hashes and lists are exact keywords.
/// 3. Numbers, dates and truth values have their types. JSON is stored, but cannot be searched.
[[nodiscard]] std::string make_opensearch_mapping(const record::Table& table);

}  // namespace codau::exports
