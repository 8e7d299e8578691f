// export/archive/archival_sheets.h — makes the metadata sheets of a delivery to an archive, and
// finds faults in their values. One sheet (ho_so) has a row for each archival file, the other sheet
// (van_ban) a row for each paper. Terms:
// 1. A paper (văn bản) is a document of the store (the output folder of `codau run`). An export
//    delivers some papers, and withholds the others (export/delivery/export_filter.h).
// 2. An archival file (hồ sơ) is a set of papers that are kept together. A package is a ZIP file
//    with one archival file.
// 3. A field is a named value of a paper, of an archival file or of a package, such as a title
//    (ArchivalField in export/archive/archival_fields.h).
// 4. The metadata are a CSV file in which people assign papers to archival files, and give values
//    for fields. An ArchivalPlan has its contents (export/archive/archival_plan.h).
// 5. An empty value of a needed field is a fault. A field is needed always
//    (ArchivalField::is_needed), or if another field has a certain value
//    (ArchivalField::needed_field).
// 6. A mandatory field (ArchivalField::is_mandatory) is a needed field with a further rule: without
//    a good value, no package is made. Faults of other fields do not prevent a package.
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
#include "record/rows/records.h"

namespace codau::exports {

/// A paper to deliver, with all facts from which its row is made.
struct KnownPaper {
  std::string doc_id;
  std::string source_path;       ///< path of its source file
  PlacedPaper place;             ///< its place in an archival file, and its metadata
  record::Row document;          ///< row of the table `documents`
  FoundPdf pdf = {};             ///< its PDF, if one was found
  std::int64_t min_dpi = 0;      ///< lowest resolution of its pages; 0: unknown
  std::size_t unread_pages = 0;  ///< number of its pages that no run has read
};
/// Fault code of an empty value of a mandatory field.
inline constexpr std::string_view kInputMissing = "AIP_INPUT_MISSING";
/// A fault: a value or PDF that people must add or correct before an archive accepts the delivery.
/// Some faults are only warnings. Members that do not apply are empty.
struct ArchivalFault {
  std::string_view sheet;   ///< "ho_so" for an archival file, "van_ban" for a paper
  std::string row;          ///< code of the archival file, or id of the paper
  std::string doc_id;       ///< the paper
  std::string source_path;  ///< path of the source file of the paper, or UnplacedPaper::key
  std::string field;        ///< name of the faulty field
  std::string label;        ///< label of that field
  /// The kind of fault, a text that is valid as long as the program runs:
  /// 1. MISSING: the value of a needed field is empty, and the field is not mandatory. For a
  ///    mandatory field, the code is kInputMissing.
  /// 2. BAD_DATE and the other codes of find_value_fault() (archival_fields.h): a wrong value. Two
  ///    of them have a second meaning. TOO_LONG: the value does not fit into a cell
  ///    (make_archival_file()). PARTIAL_DATE: the date of issue of a paper has no day.
  /// 3. NO_DOCUMENT, AMBIGUOUS, IN_OTHER_FILE: a line of the metadata without a paper
  ///    (UnplacedPaper).
  /// 4. PDF_MISSING, PDF_SHARED, PDF_DAMAGED: states of the PDF (PaperPdfState).
  /// 5. DPI_LOW: a page has a resolution below 200 dpi.
  /// 6. PAGES_NOT_READ: no run has read some pages. `detail` has the number of read pages, '/' and
  ///    the number of all pages: "3/5".
  /// 7. REVIEW: the row of the paper in the table `documents` waits for review by a person.
  /// 8. PARTIAL_FILE: a paper of the archival file is not delivered. Values that are computed from
  ///    the papers are then empty, without a fault MISSING.
  /// 9. COUNT_DIFFERS: the metadata give a number of papers or pages that codau has counted
  ///    differently. `detail` has the counted number.
  /// 10. DATES_REVERSED: the first date of an archival file is after its last date.
  /// 11. PDF_NOT_A, a warning: the PDF of a paper in a package does not claim to be PDF/A-2.
  /// 12. The codes in export/archive/fault_list.h.
  std::string_view code;
  bool has_no_scan = false;   ///< the paper is a text file without a scan
  bool is_mandatory = false;  ///< `field` is mandatory
  std::string detail = {};    ///< follows the explanation of the code in the list of faults
};
/// Returns the fault for a line of the metadata whose paper is not found or cannot be placed.
[[nodiscard]] ArchivalFault make_paper_fault(const UnplacedPaper& paper);

/// The values and faults of an archival file and of its delivered papers.
struct ArchivalFile {
  ArchivalValues package_values;        ///< values of ArchivalTables::package_fields, by name
  std::vector<std::string> file_cells;  ///< values of ArchivalTables::file_fields, in their order
  /// For each paper, the values of ArchivalTables::paper_fields, in their order.
  std::vector<std::vector<std::string>> paper_cells;
  std::vector<ArchivalFault> faults;
};
/// Returns the number of papers that the metadata assign to each archival file, by its code. Counts
/// plan.papers and plan.unplaced_papers.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> count_planned_papers(
    const ArchivalPlan& plan);
/// Returns the values and faults of one archival file. Parameters:
/// 1. `file_code`: its code.
/// 2. `planned_papers`: its number of papers from count_planned_papers().
/// 3. `papers`: its delivered papers. If their number differs from `planned_papers`, PARTIAL_FILE
///    is reported. The result keeps their order.
/// A value comes from the metadata, otherwise from ArchivalField::from, otherwise it is empty. A
/// wrong value is kept, and is reported as a fault. A value over 32,767 UTF-16 code units is too
/// long for a cell. Such a value becomes empty, and is reported as TOO_LONG.
[[nodiscard]] ArchivalFile make_archival_file(const ArchivalPlan& plan,
                                              const std::string& file_code,
                                              std::size_t planned_papers,
                                              const std::vector<const KnownPaper*>& papers);

/// The rows of the sheets ho_so (archival files) and van_ban (papers), and all faults. The cells of
/// a row are in the order of ArchivalTables::file_fields or paper_fields.
struct ArchivalSheets {
  std::vector<std::vector<std::string>> files;   ///< rows of ho_so
  std::vector<std::vector<std::string>> papers;  ///< rows of van_ban
  std::vector<ArchivalFault> faults;
};
/// Makes the sheets for `papers`, the delivered papers in any order. Rows of archival files are in
/// the order of the metadata, without archival files that have none of `papers`. Rows of papers are
/// in the order of their archival files, then of their numbers. The faults include
/// make_paper_fault() for each of plan.unplaced_papers.
[[nodiscard]] ArchivalSheets make_archival_sheets(const ArchivalPlan& plan,
                                                  std::vector<KnownPaper> papers);

}  // namespace codau::exports
