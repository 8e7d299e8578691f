// export/archive/archival_sheets.h — the metadata sheets of files (hồ sơ) and papers (văn bản), and
// their faults.
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

/// A delivered document, with its place in a file and the facts known about it.
struct KnownPaper {
  std::string doc_id, source_path;
  PlacedPaper place;
  record::Row document;  ///< row of the table documents
  FoundPdf pdf = {};
  std::int64_t min_dpi = 0;      ///< lowest resolution of its pages; 0: unknown
  std::size_t unread_pages = 0;  ///< pages that no run has read: left out by --pages, or rejected
};
/// A fault: a value that must be added or corrected before an archive accepts the sheets.
struct ArchivalFault {
  std::string_view sheet;  ///< ho_so or van_ban
  std::string row;         ///< code of the file, or id of the paper
  std::string doc_id, source_path, field, label;
  /// The code of the fault, one of:
  /// 1. MISSING: a needed value is empty.
  /// 2. The codes of the function make_paper_fault() in archival_fields.h, and those of
  /// UnknownPaper.
  /// 3. PDF_MISSING, PDF_SHARED, PDF_DAMAGED.
  /// 4. DPI_LOW: a page has a resolution below 200 dpi.
  /// 5. PAGES_NOT_READ (`detail`: pages read / all pages).
  /// 6. REVIEW: a value is doubtful, and nobody has accepted it.
  /// 7. PARTIAL_FILE of a file: a paper is not delivered. codau then counts no values of the file
  ///    and does not report them as MISSING.
  /// 8. COUNT_DIFFERS of a file (`detail`: the counted number).
  /// 9. DATES_REVERSED of a file: the first day is after the last.
  /// 10. Of packages: kInputMissing, PDF_NOT_A, and the codes of fault_list.h.
  std::string_view code;
  bool has_no_scan = false;   ///< the paper is a text file without a scan
  bool is_mandatory = false;  ///< no package is made without this field
  std::string detail = {};    ///< text after the words of the code, same in both languages
};
/// Fault code of a missing value without which no package is made.
inline constexpr std::string_view kInputMissing = "AIP_INPUT_MISSING";
/// Returns the fault of a paper that has no place in its file.
[[nodiscard]] ArchivalFault make_paper_fault(const UnknownPaper& paper);

/// The sheet rows of a file and of its delivered papers, in the order of the papers.
struct ArchivalFile {
  ArchivalValues package;                        ///< values that only the package needs
  std::vector<std::string> cells;                ///< row of the file
  std::vector<std::vector<std::string>> papers;  ///< rows of the papers
  std::vector<ArchivalFault> faults;
};
/// Returns the number of papers that each file should have. Includes papers without a place.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> count_planned_papers(
    const ArchivalPlan& plan);
/// Returns the rows and faults of one file. `planned`: its number from count_planned_papers().
[[nodiscard]] ArchivalFile make_archival_file(const ArchivalPlan& plan, const std::string& file,
                                              std::size_t planned,
                                              const std::vector<const KnownPaper*>& papers);

/// The two sheets, with cells in the order of the fields. No value is invented:
/// 1. A value that nobody gave and that no page shows stays empty. A needed value is reported.
/// 2. A wrong value stays as given and is reported.
/// 3. A value over 32,767 UTF-16 units does not fit a cell. The cell stays empty, and the value is
///    reported.
struct ArchivalSheets {
  std::vector<std::vector<std::string>> files, papers;
  std::vector<ArchivalFault> faults;
};
/// Makes the sheets of `papers`, given in any order. Leaves out files with none of these papers.
[[nodiscard]] ArchivalSheets make_archival_sheets(const ArchivalPlan& plan,
                                                  std::vector<KnownPaper> papers);

}  // namespace codau::exports
