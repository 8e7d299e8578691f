// export/archive/archival_plan.h — reads the metadata, a CSV file that people give (--metadata).
// The metadata tell which paper belongs to which archival file, and give values for fields. A paper
// is a document of the store (the output folder of `codau run`). An archival file (hồ sơ) is a set
// of papers that are kept together (export/archive/archival_fields.h).
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

/// Fault code of a document that the metadata put in no archival file.
inline constexpr std::string_view kFileCodeMissing = "FILE_CODE_MISSING";
/// Names in the target folder of an export. In the format ho-so, each archival file has a folder
/// beside them.
inline constexpr const char* kSheetsFile = "ho-so.xlsx";  ///< the metadata sheets
inline constexpr const char* kFaultListFile =
    "con-thieu.csv";                                    ///< the list of missing and wrong values
inline constexpr const char* kOriginalsFolder = "goc";  ///< the signed originals

using ArchivalValues = std::map<std::string, std::string>;  ///< by name of the field
/// The place of a paper in its archival file, and its metadata.
struct PlacedPaper {
  std::string file_code;      ///< code of the archival file
  std::uint64_t ordinal = 0;  ///< number in the archival file, 1 to 9,999,999
  ArchivalValues values;      ///< values of the metadata for the paper
  /// Returns file code and number: "H49.64.33.2001.160.1". Its PDF has this name.
  [[nodiscard]] std::string id() const;
  /// Returns file code and number, with seven digits: "H49.64.33.2001.160.0000001".
  [[nodiscard]] std::string code() const;
};
/// A line of the metadata whose paper gets no place in the archival file of that line. No other
/// paper gets its number.
struct UnplacedPaper {
  std::string key;            ///< path or doc_id of the line
  std::string file_code;      ///< code of the archival file
  std::uint64_t ordinal = 0;  ///< the reserved number
  /// Why the paper has no place:
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
  /// Documents of lines without a file code, by doc_id, each with the values for archival files.
  std::map<std::string, ArchivalValues, std::less<>> documents_without_file = {};
};

/// Reads the file `metadata`, and gives every paper its place. `folder`: data/archival. `form`: the
/// delivery that the metadata are for. An empty path `metadata` gives a plan without papers. The
/// file is CSV in UTF-8, with commas. Its first line names the columns, in upper or lower case:
/// 1. `source_path` or `doc_id`, exactly one of them: the paper of a line. A path stands for all
///    papers of its source file. Paths are compared in NFC.
/// 2. `fileCode`: the code of the archival file; empty if the paper has no archival file.
/// 3. Optionally `ordinal`: the number of a single paper. Without it, a paper gets the number after
///    the highest so far, in the order of the lines. Papers of one source file are numbered in the
///    order of its pages.
/// 4. Optionally fields of any form. If archival files and papers both have a field of one name,
///    the name means the archival file, and "paper.NAME" the paper.
/// Rows without a value and columns without a name are ignored. Throws Error{kUsage}, with the
/// number of the row, for:
/// 1. cells that are not UTF-8, or have controls or line breaks;
/// 2. a line without path or id, or with another number of cells than of columns;
/// 3. a column that is missing, unknown, given twice, or set by codau itself (docId, docCode,
///    docOrdinal);
/// 4. a code that is_valid_archive_code() refuses, that is the name of an exported file, or that
///    differs from another code only in case;
/// 5. two values for one field of an archival file, or two different lines for one paper;
/// 6. an ordinal that is given twice, is not from 1 to 9,999,999, or stands for several papers.
/// Throws other errors:
/// 1. Error{kUsage} if `metadata` is no regular file, Error{kOutput} if it cannot be opened;
/// 2. Error{kModel} if a table in `folder` is missing or malformed.
[[nodiscard]] ArchivalPlan make_archival_plan(const std::filesystem::path& folder,
                                              const std::filesystem::path& metadata,
                                              const store::StoreReader& store,
                                              ArchivalForm form = ArchivalForm::kSheets);

}  // namespace codau::exports
