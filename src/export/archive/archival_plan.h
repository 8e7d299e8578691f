// export/archive/archival_plan.h — the metadata that people give for the papers of an archive
// (--metadata), and the code of each paper.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_fields.h"
#include "store/reader.h"

namespace codau::exports {

/// Code of a document whose file nobody has named.
inline constexpr std::string_view kFileCodeMissing = "FILE_CODE_MISSING";
/// Names in the target beside the folders of files: the sheets, the list of faults, and the folder
/// of signed originals.
inline constexpr const char* kSheets = "ho-so.xlsx";
inline constexpr const char* kFaultsFile = "con-thieu.csv";
inline constexpr const char* kOriginals = "goc";

using ArchivalValues = std::map<std::string, std::string>;  // by field
/// A paper in its file.
struct PlacedPaper {
  std::string file;           ///< code of the file
  std::uint64_t ordinal = 0;  ///< number in the file, from 1
  ArchivalValues given;
  /// Returns the id ("H49.64.33.2001.160.1"), or the code ("H49.64.33.2001.160.0000001").
  [[nodiscard]] std::string id() const;
  [[nodiscard]] std::string code() const;
};
/// A line of the metadata that places no paper in its file. Its number in the file stays reserved.
/// Codes:
/// 1. NO_DOCUMENT: no document matches the line.
/// 2. AMBIGUOUS: documents of several source files match; doc_id would decide.
/// 3. IN_OTHER_FILE: an earlier line has put the document in another file.
struct UnknownPaper {
  std::string key, file;
  std::uint64_t ordinal = 0;
  std::string_view code;
  [[nodiscard]] std::string id() const;
};
struct ArchivalPlan {
  ArchivalTables tables;
  std::vector<std::string> files;                          ///< codes, in the order of the metadata
  std::map<std::string, ArchivalValues> given;             ///< of files
  std::map<std::string, PlacedPaper, std::less<>> papers;  ///< by doc_id
  std::vector<UnknownPaper> unknown;
  std::map<std::string, ArchivalValues, std::less<>> without_file = {};  ///< without fileCode
};

/// Reads the metadata and gives every paper its place. Without `metadata` no paper has a place.
/// `folder` holds the tables. `metadata` is a CSV file (UTF-8, commas) whose first line names the
/// columns:
/// 1. source_path or doc_id, which identifies the papers of a line;
/// 2. fields of any form. A name that both tables have belongs to the file, or with the prefix
///    "paper." to the paper.
/// Papers of a file are numbered in the order of the lines. Papers of one source are numbered in
/// the order of its pages. `ordinal` overrides the number. Paths are compared in NFC, column names
/// without case. Rows without a value and columns without a name are ignored. Throws:
/// 1. Error{kUsage} with the line: bytes that are not UTF-8, or controls;
/// 2. Error{kUsage}: a column that is unknown or that codau itself sets;
/// 3. Error{kUsage}: a file code that cannot name a folder, or differs from another by case alone;
/// 4. Error{kUsage}: two values for one field of a file or paper, or an ordinal given twice;
/// 5. Error{kOutput} if the file cannot be read;
/// 6. Error{kModel} as archival_tables().
[[nodiscard]] ArchivalPlan archival_plan(const std::filesystem::path& folder,
                                         const std::filesystem::path& metadata,
                                         const store::Reader& store,
                                         ArchivalForm form = ArchivalForm::kSheets);

}  // namespace codau::exports
