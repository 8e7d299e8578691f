// export/tabular/opensearch.h — rows as bulk requests for OpenSearch (standards section 10).
#pragma once

#include <cstdint>
#include <string>

#include "export/delivery/change_feed.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Maximum bytes of a bulk file; a longer pair of lines has a file of its own.
inline constexpr std::uint64_t kBulkBytes = 10'000'000;

/// Writes bulk/<table>-0001.ndjson …, with two lines for each row. The second line is its object,
/// without provenance unless `rows` has it. Writes mapping/<table>.json: settings and mapping of
/// the index codau-<table>-v1. The same row has the same `_id`, so that loading twice changes
/// nothing.
void write_opensearch(const RowSource& rows, FileSet& files, std::uint64_t bulk_bytes = kBulkBytes);
/// Writes bulk/deleted-0001.ndjson …: a line for each row of the tables of `rows` that the feed
/// reports as removed. No row is in both kinds of files, so their order does not matter.
void write_deletions(const ChangeFeed& feed, const RowSource& rows, FileSet& files,
                     std::uint64_t bulk_bytes = kBulkBytes);

/// Returns the body of PUT /codau-<table>-v1. Text is folded (asciifolding: đ becomes d) and has a
/// `keyword`. Codes, document numbers, ids and hashes are only keywords.
[[nodiscard]] std::string opensearch_mapping(const record::Table& table);

}  // namespace codau::exports
