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
#include "store/store_reader.h"

namespace codau::exports {

/// Fault code of a document for which the metadata name no file (hồ sơ).
inline constexpr std::string_view kFileCodeMissing = "FILE_CODE_MISSING";
/// Names in the target folder: the sheets, the list of faults, and the folder of signed originals.
/// Each file has a folder beside them.
inline constexpr const char* kSheetsFile = "ho-so.xlsx";
inline constexpr const char* kFaultListFile = "con-thieu.csv";
inline constexpr const char* kOriginalsFolder = "goc";

using ArchivalValues = std::map<std::string, std::string>;  // by field
/// The place of a paper in its file, and its metadata.
struct PlacedPaper {
  std::string file;           ///< code of the file
  std::uint64_t ordinal = 0;  ///< number in the file, from 1
  ArchivalValues given;       ///< values of the metadata
  /// Returns the id ("H49.64.33.2001.160.1"), or the code ("H49.64.33.2001.160.0000001").
  [[nodiscard]] std::string id() const;
  [[nodiscard]] std::string code() const;
};
/// A metadata line with a document that could not be placed in the file that the line names. The
/// ordinal stays reserved. Codes:
/// 1. NO_DOCUMENT: no document matches the line.
/// 2. AMBIGUOUS: several source files with different bytes have this path. A line with a doc_id
///    avoids this.
/// 3. IN_OTHER_FILE: an earlier line has put the document in another file.
struct UnknownPaper {
  std::string key, file;  ///< path or doc_id of the line; code of the file
  std::uint64_t ordinal = 0;
  std::string_view code;
  [[nodiscard]] std::string id() const;
};
struct ArchivalPlan {
  ArchivalTables tables;
  std::vector<std::string> files;                          ///< codes, in the order of the metadata
  std::map<std::string, ArchivalValues> given;             ///< of files
  std::map<std::string, PlacedPaper, std::less<>> papers;  ///< by doc_id
  std::vector<UnknownPaper> unknown_papers;
  /// By doc_id: values for the file, from lines without a file code.
  std::map<std::string, ArchivalValues, std::less<>> without_file = {};
};

/// Reads the metadata and gives every paper its place. If `metadata` is empty, no paper has a
/// place. `folder` holds the tables. `metadata` is a CSV file (UTF-8, commas). Its first line names
/// the columns:
/// 1. source_path or doc_id, exactly one of them: it identifies the papers of a line;
/// 2. fileCode: the code of their file;
/// 3. optionally `ordinal` and other fields of any form. If files and papers both have a field, the
///    plain name means the file. The prefix "paper." means the paper.
/// Papers of a file are numbered in the order of the lines. Papers of one source are numbered in
/// the order of its pages. `ordinal` overrides the number. Paths are compared in NFC, column names
/// without case. Rows without a value and columns without a name are ignored. Throws:
/// 1. Error{kUsage} with the line: bytes that are not UTF-8, controls, or a malformed CSV line;
/// 2. Error{kUsage}: a column that is missing, given twice, unknown, or set by codau itself;
/// 3. Error{kUsage}: a file code that cannot name a folder, or is the name of an exported file;
/// 4. Error{kUsage}: two file codes that differ only in case;
/// 5. Error{kUsage}: two values for one field of a file or paper, or an ordinal given twice;
/// 6. Error{kUsage} if `metadata` is no regular file, Error{kOutput} if reading it fails;
/// 7. Error{kModel} as read_archival_tables().
[[nodiscard]] ArchivalPlan make_archival_plan(const std::filesystem::path& folder,
                                              const std::filesystem::path& metadata,
                                              const store::StoreReader& store,
                                              ArchivalForm form = ArchivalForm::kSheets);

}  // namespace codau::exports
