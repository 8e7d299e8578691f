// pipeline/output/publish.h — records/ and manifest.json, written from the store at the end of a
// run.
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

/// The names that RunOptions::formats may hold: what is written here, the searchable PDF, and
/// codau.db, which is always there.
[[nodiscard]] const std::set<std::string>& list_known_formats();

struct PublishedRecords {
  std::vector<exports::WrittenFile> files;       ///< paths relative to OUT
  std::vector<exports::ExportNote> notes;        ///< what a form could not hold
  std::map<std::string, std::uint64_t> rows;     ///< by table
  std::map<std::string, std::uint64_t> reasons;  ///< review reasons and flags, by code
  std::map<std::string, std::uint64_t> pdfs;     ///< searchable ones, as Store::pdfs
  std::optional<std::uint64_t> to_review = {};   ///< open doubts, if is_small_store()
};

/// Writes OUT/records: <table>.jsonl, <table>.csv (with datapackage.json) and codau.xlsx (the
/// workbook for people, in Vietnamese) as `formats` asks, and schema/<table>.json: every row,
/// whatever its review status. Rows pass one by one. Throws Error{kOutput}.
[[nodiscard]] PublishedRecords publish_records(const store::Store& store,
                                               const std::filesystem::path& out,
                                               const std::set<std::string>& formats);

/// Removes what publish_records() writes, and the folder where nothing else is in it.
void remove_records(const std::filesystem::path& out);

/// The forms of these that OUT/records has: csv, jsonl, xlsx.
[[nodiscard]] std::set<std::string> find_record_formats(const std::filesystem::path& out);

/// Whether the store is so small that every run may write all of it.
[[nodiscard]] bool is_small_store(const store::Store& store);

/// Counts only.
[[nodiscard]] PublishedRecords count_records(const store::Store& store);

}  // namespace codau::pipeline
