// export/tabular/opensearch.h — writes rows as bulk requests for OpenSearch.
#pragma once

#include <cstdint>
#include <string>

#include "export/delivery/change_feed.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Maximum bytes of a bulk file. A single longer request has a file of its own.
inline constexpr std::uint64_t kMaxBulkBytes = 10'000'000;

/// Writes files for OpenSearch. Each table has an index of its own, codau-<table>-v1:
/// 1. bulk/<table>-0001.ndjson, …: two lines for each row. The first names the index and the `_id`,
///    and the second is the row as a JSON object (format_jsonl_line() in row_text.h).
/// 2. mapping/<table>.json: make_opensearch_mapping().
/// The `_id` is the key of the row (record::row_id()), or the SHA-256 of a key over 512 bytes. So
/// loading a row twice changes nothing. `bulk_bytes`: maximum bytes of a bulk file. Throws as
/// FileSet::write(): Error{kOutput} if a file cannot be written, Error{kInput} if it cannot be read
/// back.
void write_opensearch(const RowSource& rows, FileSet& files,
                      std::uint64_t bulk_bytes = kMaxBulkBytes);
/// Writes bulk/deleted-0001.ndjson, …: a delete request for each row that `feed` reports as
/// removed. Leaves out rows of tables that `rows` lacks. No row is in both these files and those of
/// write_opensearch(), so that all may be loaded in any order. Throws as write_opensearch().
void write_deletions(const ChangeFeed& feed, const RowSource& rows, FileSet& files,
                     std::uint64_t bulk_bytes = kMaxBulkBytes);

/// Returns the body of the request PUT /codau-<table>-v1, which creates the index:
/// 1. Free text is searched in lower case and without diacritics (asciifolding: đ becomes d). Its
///    subfield `keyword` has the exact text, if it has at most 8,191 characters.
/// 2. Codes, document numbers, ids, hashes and lists are exact keywords.
/// 3. Numbers, dates and truth values have their types. JSON is stored, but cannot be searched.
[[nodiscard]] std::string make_opensearch_mapping(const record::Table& table);

}  // namespace codau::exports
