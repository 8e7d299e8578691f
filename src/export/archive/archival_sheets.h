// export/archive/archival_sheets.h — the metadata sheets hồ sơ and văn bản, and their faults.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_plan.h"
#include "export/pdf/paper_pdfs.h"
#include "record/records.h"

namespace codau::exports {

/// A delivered document with its place and further known facts.
struct KnownPaper {
  std::string doc_id, source_path;
  PlacedPaper place;
  record::Row document;  ///< of the table documents
  FoundPdf pdf = {};
  std::int64_t least_dpi = 0;  ///< lowest of its pages; 0: unknown
  std::size_t unread = 0;      ///< pages that no run has read: left out by --pages, or rejects
};
/// A value to add or to correct before an archive accepts the sheets.
struct ArchivalFault {
  std::string_view sheet;  ///< ho_so or van_ban
  std::string row;         ///< code of the file, id of the paper
  std::string doc_id, source_path, field, label;
  /// The code of the fault, one of:
  /// 1. MISSING, PARTIAL_DATE, the codes of the function fault_of() in archival_fields.h, or those
  ///    of UnknownPaper;
  /// 2. PDF_MISSING, PDF_SHARED, PDF_DAMAGED;
  /// 3. DPI_LOW: a resolution below 200 dpi;
  /// 4. PAGES_NOT_READ (`detail`: pages read / all pages);
  /// 5. REVIEW: a reading is doubtful, and nobody has accepted it;
  /// 6. PARTIAL_FILE of a file: a paper is not delivered. Nothing is counted then, and an uncounted
  ///    value is not MISSING;
  /// 7. COUNT_DIFFERS of a file (`detail`: the counted number), DATES_REVERSED;
  /// 8. of packages kInputMissing and the codes of export/archive/package_plan.h.
  std::string_view code;
  bool is_of_text = false;  ///< of a paper that has no scan
  bool is_must = false;     ///< of a field without which no package is made
  std::string detail = {};  ///< a value that completes the words of the code; in no language
};
/// Code of a value that nobody has given, and without which no package is made.
inline constexpr std::string_view kInputMissing = "AIP_INPUT_MISSING";
[[nodiscard]] ArchivalFault fault_of(const UnknownPaper& paper);

/// A file with the delivered papers among its papers, in their order.
struct ArchivalFile {
  ArchivalValues package;  ///< further values of its package
  std::vector<std::string> cells;
  std::vector<std::vector<std::string>> papers;
  std::vector<ArchivalFault> faults;
};
/// Returns the number of papers that each file should have, missing papers included.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> planned_papers(
    const ArchivalPlan& plan);
/// Returns one file of archival_sheets(). `planned`: its number from planned_papers().
[[nodiscard]] ArchivalFile archival_file(const ArchivalPlan& plan, const std::string& file,
                                         std::size_t planned,
                                         const std::vector<const KnownPaper*>& papers);

/// Sheets with cells in the order of the fields. Nothing is invented. A value that nobody gave and
/// no page shows stays empty, and is reported if needed. A wrong value stays as given and is
/// reported. A value too long for a cell (32,767 UTF-16 units) is only reported.
struct ArchivalSheets {
  std::vector<std::vector<std::string>> files, papers;
  std::vector<ArchivalFault> faults;
};
/// Makes the sheets; `papers` come in any order. Files without any of the papers are left out.
[[nodiscard]] ArchivalSheets archival_sheets(const ArchivalPlan& plan,
                                             std::vector<KnownPaper> papers);

}  // namespace codau::exports
