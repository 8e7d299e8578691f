// export/archive/archival_sheets.h — the rows of metadata of archival files and papers, and the
// faults in them. A paper (văn bản) is a document of the store (the output folder of `codau run`).
// An archival file (hồ sơ) is a set of papers that are kept together. The metadata are values that
// people give for fields (export/archive/archival_fields.h).
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

/// A paper that goes to the archive, with all that is known about it.
struct KnownPaper {
  std::string doc_id;
  std::string source_path;       ///< path of its source file
  PlacedPaper place;             ///< its place in an archival file, and its metadata
  record::Row document;          ///< row of the table `documents`
  FoundPdf pdf = {};             ///< its PDF
  std::int64_t min_dpi = 0;      ///< lowest resolution of its pages; 0: unknown
  std::size_t unread_pages = 0;  ///< pages that no run has read: left out by --pages, or rejected
};
/// A fault: something that must be added or corrected before an archive accepts the delivery.
/// Members that do not apply are empty.
struct ArchivalFault {
  std::string_view sheet;   ///< "ho_so": of an archival file; "van_ban": of a paper
  std::string row;          ///< code of the archival file, or id of the paper
  std::string doc_id;       ///< the paper
  std::string source_path;  ///< path of the source file of the paper
  std::string field;        ///< name of the faulty field
  std::string label;        ///< label of that field
  /// The kind of fault:
  /// 1. MISSING: a needed value is empty. kInputMissing: a mandatory value is empty.
  /// 2. BAD_DATE to NOT_IN_LIST: a wrong value (find_value_fault() in archival_fields.h).
  /// 3. NO_DOCUMENT, AMBIGUOUS, IN_OTHER_FILE: a paper without a place (UnplacedPaper).
  /// 4. PDF_MISSING, PDF_SHARED, PDF_DAMAGED: states of the PDF (PaperPdfState).
  /// 5. DPI_LOW: a page has a resolution below 200 dpi.
  /// 6. PAGES_NOT_READ: `detail` has the number of read pages, '/' and the number of all pages.
  /// 7. REVIEW: the row of the paper in `documents` still waits for a person.
  /// 8. PARTIAL_FILE: a paper of the archival file is not delivered. Values that codau would count
  ///    from its papers are then empty, and not reported as MISSING.
  /// 9. COUNT_DIFFERS: the metadata give another number than `detail`, which codau has counted.
  /// 10. DATES_REVERSED: the first day of an archival file is after the last.
  /// 11. PDF_NOT_A: the PDF of a paper in a package does not claim PDF/A-2. A warning.
  /// 12. The codes in export/archive/fault_list.h.
  /// The text lives as long as the program.
  std::string_view code;
  bool has_no_scan = false;   ///< the paper is a text file without a scan
  bool is_mandatory = false;  ///< `field` must be corrected before a package is made
  std::string detail = {};    ///< follows the explanation of the code in the list of faults
};
/// Fault code of an empty value without which no package is made.
inline constexpr std::string_view kInputMissing = "AIP_INPUT_MISSING";
/// Returns the fault of a paper that has no place in its archival file.
[[nodiscard]] ArchivalFault make_paper_fault(const UnplacedPaper& paper);

/// The values and faults of an archival file and of its delivered papers.
struct ArchivalFile {
  ArchivalValues package_values;        ///< values of ArchivalTables::package_fields, by name
  std::vector<std::string> file_cells;  ///< values of ArchivalTables::file_fields, in their order
  /// For each paper, the values of ArchivalTables::paper_fields, in their order.
  std::vector<std::vector<std::string>> paper_cells;
  std::vector<ArchivalFault> faults;
};
/// Counts the papers that each archival file should have, also those without a place. The key is
/// the code of the archival file.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> count_planned_papers(
    const ArchivalPlan& plan);
/// Returns the values and faults of one archival file. Parameters:
/// 1. `file_code`: its code.
/// 2. `planned_papers`: its number from count_planned_papers().
/// 3. `papers`: its delivered papers; the result keeps their order.
/// No value is invented:
/// 1. A value that neither the metadata nor ArchivalField::from give stays empty.
/// 2. A wrong value stays as given and is reported.
/// 3. A value over 32,767 UTF-16 code units does not fit a cell. It is left out and reported.
[[nodiscard]] ArchivalFile make_archival_file(const ArchivalPlan& plan,
                                              const std::string& file_code,
                                              std::size_t planned_papers,
                                              const std::vector<const KnownPaper*>& papers);

/// The rows of the sheets ho_so (archival files) and van_ban (papers), and all faults. Cells are in
/// the order of the fields (ArchivalTables).
struct ArchivalSheets {
  std::vector<std::vector<std::string>> files, papers;
  std::vector<ArchivalFault> faults;
};
/// Makes the sheets of `papers`, given in any order. Archival files are in the order of the
/// metadata, and papers in the order of their numbers. Leaves out archival files without any of
/// `papers`. The faults also hold those of plan.unplaced_papers.
[[nodiscard]] ArchivalSheets make_archival_sheets(const ArchivalPlan& plan,
                                                  std::vector<KnownPaper> papers);

}  // namespace codau::exports
