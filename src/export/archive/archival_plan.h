// export/archive/archival_plan.h — reads the metadata: a CSV file that people write for an export.
// The metadata assign papers to archival files, and give values for fields. A paper is a document
// of the store (the output folder of `codau run`). An archival file (hồ sơ) is a set of papers that
// are kept together. A field is a named value of a paper, of an archival file or of a package, such
// as a title (export/archive/archival_fields.h).
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

/// The reason why the format ho-so leaves out a document: the metadata give it no place in an
/// archival file. The formats sip and aip use kInputMissing instead (archival_sheets.h).
inline constexpr std::string_view kFileCodeMissing = "FILE_CODE_MISSING";
/// Names of files and a folder in the folder of an export. The format ho-so also has a folder for
/// each archival file there, named by its code.
inline constexpr const char* kSheetsFile = "ho-so.xlsx";  ///< the metadata sheets
inline constexpr const char* kFaultListFile =
    "con-thieu.csv";                                    ///< the list of missing and wrong values
inline constexpr const char* kOriginalsFolder = "goc";  ///< the signed originals

using ArchivalValues = std::map<std::string, std::string>;  ///< by name of the field
/// The place of a paper in its archival file, and the metadata of the paper.
struct PlacedPaper {
  std::string file_code;      ///< code of the archival file
  std::uint64_t ordinal = 0;  ///< number in the archival file, 1 to 9,999,999
  ArchivalValues values;      ///< values of the metadata for the paper
  /// Returns file code and number: "H49.64.33.2001.160.1". The PDF of the paper has this name.
  [[nodiscard]] std::string id() const;
  /// Returns file code and number, with seven digits: "H49.64.33.2001.160.0000001". This is the
  /// value of the field docCode, by which an archive names the paper.
  [[nodiscard]] std::string code() const;
};
/// A line of the metadata whose paper is not found, or cannot be placed. The paper keeps its number
/// in the archival file: no other paper gets this number. So no number changes when the paper is
/// found later.
struct UnplacedPaper {
  std::string key;            ///< path or doc_id in the line
  std::string file_code;      ///< code of the archival file
  std::uint64_t ordinal = 0;  ///< the reserved number
  /// The reason:
  /// 1. NO_DOCUMENT: no document of the store matches the line.
  /// 2. AMBIGUOUS: several source files with different bytes have this path. A doc_id avoids this.
  /// 3. IN_OTHER_FILE: an earlier line has put the document in another archival file.
  std::string_view fault_code;
  /// Returns file code and number, as PlacedPaper::id() does.
  [[nodiscard]] std::string id() const;
};
/// The metadata, assigned to archival files and papers.
struct ArchivalPlan {
  ArchivalTables tables;                ///< the fields
  std::vector<std::string> file_codes;  ///< the archival files, in the order of the metadata
  std::map<std::string, ArchivalValues> file_values;       ///< of archival files, by file code
  std::map<std::string, PlacedPaper, std::less<>> papers;  ///< by doc_id
  std::vector<UnplacedPaper> unplaced_papers;              ///< in the order of the metadata
  /// Documents with an empty cell `fileCode`, by doc_id. They are in no archival file. Each has the
  /// values that its line gives for other fields of archival files and packages.
  /// The function make_package_plan() reports the mandatory fields that have no value here.
  std::map<std::string, ArchivalValues, std::less<>> documents_without_file = {};
};

/// Reads the file `metadata`, and gives papers their places. An empty path `metadata` gives a plan
/// without papers. The folder `folder` is data/archival, with the tables of fields. The argument
/// `form` decides which of these tables are used (read_archival_tables()). The format ho-so needs
/// kSheets, sip needs kSip, and aip needs kAip. The file is CSV in UTF-8, with commas. Its first
/// line names the columns, in upper or lower case:
/// 1. `source_path` or `doc_id`, exactly one of the two: the paper of a line. A path stands for all
///    papers of this source file. Paths are compared in NFC.
/// 2. `fileCode`: the code of the archival file. An empty cell: the paper is in no archival file.
/// 3. `ordinal` (may be missing): the number of the paper in its archival file. An empty cell: the
///    highest number so far in the archival file, plus 1. Several papers of one source file are
///    numbered in the order of their pages.
/// 4. Names of fields, of any form. If papers and archival files both have a field NAME, the column
///    NAME is for archival files, and "paper.NAME" for papers.
/// Lines with only empty cells, and columns without a name, are ignored. Throws Error{kUsage}, with
/// the number of the line, for:
/// 1. a cell that is not UTF-8, or has controls, line breaks, U+FFFE or U+FFFF;
/// 2. a line without path or doc_id, or with more or fewer cells than columns;
/// 3. a column that is missing, unknown, given twice, or set by codau itself (docId, docCode,
///    docOrdinal);
/// 4. a `fileCode` that is_valid_archive_code() refuses;
/// 5. a `fileCode` that is the name of a file or folder of the export, such as kSheetsFile (also if
///    upper and lower case differ);
/// 6. two values of `fileCode` that differ only in upper and lower case;
/// 7. two values for one field of an archival file;
/// 8. two lines that put one paper into one archival file, with different values or ordinals;
/// 9. an ordinal that an archival file has twice;
/// 10. an ordinal that is not from 1 to 9,999,999, or is in a line for several papers.
/// Also throws:
/// 1. Error{kUsage}, without a line number, if `metadata` is no regular file;
/// 2. Error{kOutput} if `metadata` cannot be opened;
/// 3. Error{kModel} if a table in `folder` is missing or malformed.
[[nodiscard]] ArchivalPlan make_archival_plan(const std::filesystem::path& folder,
                                              const std::filesystem::path& metadata,
                                              const store::StoreReader& store,
                                              ArchivalForm form = ArchivalForm::kSheets);

}  // namespace codau::exports
