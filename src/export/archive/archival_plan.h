// export/archive/archival_plan.h — what people say of the papers of an archive (--metadata), and by
// which codes each paper goes.
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

/// Code of a document of which nobody has said which file it is in.
inline constexpr std::string_view kFileCodeMissing = "FILE_CODE_MISSING";
/// What lies in the target besides the folders of files: the sheets, the list of what is missing,
/// and the folder of signed originals.
inline constexpr const char* kSheets = "ho-so.xlsx";
inline constexpr const char* kFaultsFile = "con-thieu.csv";
inline constexpr const char* kOriginals = "goc";

using ArchivalValues = std::map<std::string, std::string>;  // by field
/// A paper in its file.
struct PlacedPaper {
  std::string file;           ///< its code
  std::uint64_t ordinal = 0;  ///< in it, from 1
  ArchivalValues given;
  /// "H49.64.33.2001.160.1", "H49.64.33.2001.160.0000001"
  [[nodiscard]] std::string id() const;
  [[nodiscard]] std::string code() const;
};
/// A paper that a line of the metadata puts in a file, where it is not: the line is of no document
/// (NO_DOCUMENT), of documents of several files (AMBIGUOUS: doc_id decides), or of one that an
/// earlier line has put in another file (IN_OTHER_FILE). Its number in the file is its own.
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
  std::map<std::string, ArchivalValues, std::less<>> without_file = {};  ///< said without fileCode
};

/// `folder`: of the tables. `metadata`: a CSV file (UTF-8, commas) whose first line names columns:
/// source_path or doc_id, by which papers are found, and fields of any form. A name that both
/// tables have is of the file, with "paper." before it of the paper. Papers of a file are numbered
/// in the order of the lines, those of one source in that of its pages, unless `ordinal` says
/// another number; paths are compared in NFC,
/// names of columns without case; rows without a value and columns without a name are passed over.
/// Nothing in `metadata`: no paper has a place. Throws Error{kUsage} with the line: what is not
/// UTF-8 or has controls, a column that is none or that codau sets, a code of a file that is no
/// good name of a folder or differs from another by case alone, a file or paper of which two things
/// are said, an ordinal that comes twice; Error{kOutput} where the file cannot be read;
/// Error{kModel} as archival_tables().
[[nodiscard]] ArchivalPlan archival_plan(const std::filesystem::path& folder,
                                         const std::filesystem::path& metadata,
                                         const store::Reader& store,
                                         ArchivalForm form = ArchivalForm::kSheets);

}  // namespace codau::exports
