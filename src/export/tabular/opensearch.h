// export/tabular/opensearch.h — rows as bulk requests of OpenSearch (standards section 10).
#pragma once

#include <cstdint>
#include <string>

#include "export/delivery/change_feed.h"
#include "export/delivery/row_source.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Bytes of one bulk file at most; a pair of lines that is longer has a file of its own.
inline constexpr std::uint64_t kBulkBytes = 10'000'000;

/// bulk/<table>-0001.ndjson …: two lines a row, the second its object without provenance unless
/// `rows` has it; mapping/<table>.json: settings and mapping of the index codau-<table>-v1. The
/// same row has the same `_id`, so that loading twice changes nothing.
void write_opensearch(const RowSource& rows, FileSet& files, std::uint64_t bulk_bytes = kBulkBytes);
/// bulk/deleted-0001.ndjson …: a line for each row of the tables of `rows` that the feed calls
/// removed. No row is in both kinds of files, so their order does not matter.
void write_deletions(const ChangeFeed& feed, const RowSource& rows, FileSet& files,
                     std::uint64_t bulk_bytes = kBulkBytes);
/// Reads the bulk files back: Error{kOutput} EXPORT_MISMATCH.
void check_opensearch(const RowSource& rows, const FileSet& files);

/// Body of PUT /codau-<table>-v1. Text is folded (asciifolding: đ becomes d) and has a `keyword`;
/// codes, numbers of documents, ids and hashes are keywords alone.
[[nodiscard]] std::string opensearch_mapping(const record::Table& table);

}  // namespace codau::exports
