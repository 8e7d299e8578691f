// export/archive/archival_sheets.h — the rows of metadata of archival files (hồ sơ) and papers (văn
// bản), and the faults in them. Both words are explained in export/archive/archival_fields.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_plan.h"
#include "export/pdf/paper_pdf_finder.h"
#include "record/records.h"

namespace codau::exports {

/// A delivered paper, with all that is known about it.
struct KnownPaper {
  std::string doc_id;
  std::string source_path;       ///< path of its source file
  PlacedPaper place;             ///< its place in an archival file, and its metadata
  record::Row document;          ///< row of the table `documents`
  FoundPdf pdf = {};             ///< its PDF
  std::int64_t min_dpi = 0;      ///< lowest resolution of its pages; 0: unknown
  std::size_t unread_pages = 0;  ///< pages that no run has read: left out by --pages, or rejected
};
/// A fault: a value that must be added or corrected before an archive accepts the delivery. Members
/// that do not apply are empty.
struct ArchivalFault {
  std::string_view sheet;   ///< "ho_so": of an archival file; "van_ban": of a paper
  std::string row;          ///< code of the archival file, or id of the paper
  std::string doc_id;       ///< the paper
  std::string source_path;  ///< path of its source file
  std::string field;        ///< name of the field with the value
  std::string label;        ///< label of that field
  /// The kind of fault:
  /// 1. MISSING: a needed value is empty. kInputMissing: a mandatory value is empty.
  /// 2. The codes of find_value_fault() (archival_fields.h), and those of UnplacedPaper.
  /// 3. PDF_MISSING, PDF_SHARED, PDF_DAMAGED: states of the PDF (PaperPdfState).
  /// 4. DPI_LOW: a page has a resolution below 200 dpi.
  /// 5. PAGES_NOT_READ (`detail`: pages read / all pages).
  /// 6. REVIEW: a value is doubtful, and nobody has accepted it.
  /// 7. PARTIAL_FILE of an archival file: a paper is not delivered. Values that codau would count
  ///    from its papers are then empty, and not reported as MISSING.
  /// 8. COUNT_DIFFERS of an archival file (`detail`: the counted number).
  /// 9. DATES_REVERSED of an archival file: the first day is after the last.
  /// 10. PDF_NOT_A of a package: the PDF of a paper does not claim PDF/A-2. A warning.
  /// 11. The codes of fault_list.h.
  /// The text lives as long as the program.
  std::string_view code;
  bool has_no_scan = false;   ///< the paper is a text file without a scan
  bool is_mandatory = false;  ///< no package is made without this field
  std::string detail = {};    ///< text after the words of the code, same in both languages
};
/// Fault code of a missing value without which no package is made.
inline constexpr std::string_view kInputMissing = "AIP_INPUT_MISSING";
/// Returns the fault of a paper that has no place in its archival file.
[[nodiscard]] ArchivalFault make_paper_fault(const UnplacedPaper& paper);

/// The values and faults of an archival file and of its delivered papers.
struct ArchivalFile {
  ArchivalValues package;          ///< values of the fields ArchivalTables::package
  std::vector<std::string> cells;  ///< values of the fields ArchivalTables::files, in their order
  /// For each paper, the values of the fields ArchivalTables::papers, in their order.
  std::vector<std::vector<std::string>> papers;
  std::vector<ArchivalFault> faults;
};
/// Returns, by code, the number of papers that each archival file should have. Includes papers
/// without a place.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> count_planned_papers(
    const ArchivalPlan& plan);
/// Returns the values and faults of one archival file. Parameters:
/// 1. `file`: its code.
/// 2. `planned`: its number from count_planned_papers().
/// 3. `papers`: its delivered papers; the result has their order.
/// No value is invented:
/// 1. A value that nobody gave and that ArchivalField::from does not give stays empty.
/// 2. A wrong value stays as given and is reported.
/// 3. A value over 32,767 UTF-16 code units does not fit a cell. It is left out and reported.
[[nodiscard]] ArchivalFile make_archival_file(const ArchivalPlan& plan, const std::string& file,
                                              std::size_t planned,
                                              const std::vector<const KnownPaper*>& papers);

/// The rows of both sheets, with cells in the order of the fields, and all faults.
struct ArchivalSheets {
  std::vector<std::vector<std::string>> files, papers;
  std::vector<ArchivalFault> faults;
};
/// Makes the sheets of `papers`, given in any order, by make_archival_file(). Archival files are in
/// the order of the metadata, and papers in the order of their numbers. Archival files with none of
/// `papers` are left out.
[[nodiscard]] ArchivalSheets make_archival_sheets(const ArchivalPlan& plan,
                                                  std::vector<KnownPaper> papers);

}  // namespace codau::exports
