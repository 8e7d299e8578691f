// pipeline/output/publish.h — writes records/ from the store at the end of a run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "export/target/file_set.h"
#include "store/store.h"

namespace codau::pipeline {

/// Returns the allowed values of RunOptions::formats: the formats of records/, the searchable PDF,
/// and "sqlite" (codau.db, which always exists).
[[nodiscard]] const std::set<std::string>& list_known_formats();

/// The files that publish_records() wrote, and counts of the store.
struct PublishedRecords {
  std::vector<exports::WrittenFile> files;       ///< paths relative to OUT
  std::vector<exports::ExportNote> notes;        ///< data that a format could not hold
  std::map<std::string, std::uint64_t> rows;     ///< number of rows, by table
  std::map<std::string, std::uint64_t> reasons;  ///< number of review reasons and flags, by code
  std::map<std::string, std::uint64_t> pdfs;     ///< number of searchable PDFs, as Store::pdfs
  std::optional<std::uint64_t> to_review = {};   ///< open doubts, if is_small_store()
};

/// Writes OUT/records with every row, whatever its review status, and returns counts and files.
/// Rows are streamed one by one. Throws Error{kOutput}. The files are:
/// 1. "csv": <table>.csv and datapackage.json;
/// 2. "jsonl": <table>.jsonl;
/// 3. "xlsx": codau.xlsx, the workbook for users, in Vietnamese;
/// 4. schema/<table>.json, always.
[[nodiscard]] PublishedRecords publish_records(const store::Store& store,
                                               const std::filesystem::path& out,
                                               const std::set<std::string>& formats);

/// Removes the files of publish_records(), and the folder if it is then empty.
void remove_records(const std::filesystem::path& out);

/// Returns the formats that exist in OUT/records: csv, jsonl, xlsx.
[[nodiscard]] std::set<std::string> find_record_formats(const std::filesystem::path& out);

/// Returns true if the store is small enough to be written out completely by every run.
[[nodiscard]] bool is_small_store(const store::Store& store);

/// Returns the counts without writing any file.
[[nodiscard]] PublishedRecords count_records(const store::Store& store);

}  // namespace codau::pipeline
