// export/archive/archival_sheets.h — the metadata sheets hồ sơ and văn bản, and what they lack.
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

/// A delivered document that has a place, with what is known of it besides its row.
struct KnownPaper {
  std::string doc_id, source_path;
  PlacedPaper place;
  record::Row document;  ///< of the table documents
  FoundPdf pdf = {};
  std::int64_t least_dpi = 0;  ///< of its pages; 0: not known
  std::size_t unread = 0;      ///< pages that no run has read: --pages, or they are rejects
};
/// Something that is to be added or put right before an archive takes the sheets.
struct ArchivalFault {
  std::string_view sheet;  ///< ho_so or van_ban
  std::string row;         ///< code of the file, id of the paper
  std::string doc_id, source_path, field, label;
  /// MISSING, those of fault_of(), PARTIAL_DATE, PDF_MISSING, PDF_SHARED, PDF_DAMAGED, DPI_LOW
  /// (below 200), PAGES_NOT_READ (`detail`: how many were, of how many), REVIEW (something that was
  /// read is in doubt, and nobody has accepted it), the codes of UnknownPaper; of a file
  /// PARTIAL_FILE (a paper of it does not go, so nothing is counted, and what would be is not
  /// MISSING), COUNT_DIFFERS (`detail`: what was counted), DATES_REVERSED; of packages
  /// kInputMissing, and those of export/archive/package_plan.h
  std::string_view code;
  bool is_of_text = false;  ///< of a paper that has no scan
  bool is_must = false;     ///< of a field without which no package goes
  std::string detail = {};  ///< what the words of the code cannot tell; in no language
};
/// Code of a value that nobody has given, and without which no package goes.
inline constexpr std::string_view kInputMissing = "AIP_INPUT_MISSING";
[[nodiscard]] ArchivalFault fault_of(const UnknownPaper& paper);

/// A file with those of its papers that are given, in their order.
struct ArchivalFile {
  ArchivalValues package;  ///< what its package says besides
  std::vector<std::string> cells;
  std::vector<std::vector<std::string>> papers;
  std::vector<ArchivalFault> faults;
};
/// Papers that each file is to have, those that are not there too.
[[nodiscard]] std::map<std::string, std::size_t, std::less<>> planned_papers(
    const ArchivalPlan& plan);
/// As archival_sheets() has it. `planned`: of planned_papers().
[[nodiscard]] ArchivalFile archival_file(const ArchivalPlan& plan, const std::string& file,
                                         std::size_t planned,
                                         const std::vector<const KnownPaper*>& papers);

/// Cells in the order of the fields; nothing is invented: what nobody has said and no page shows is
/// empty, and told if it is needed. What is wrong stands as it is, and is told; what no
/// cell holds (32,767 characters) is told alone.
struct ArchivalSheets {
  std::vector<std::vector<std::string>> files, papers;
  std::vector<ArchivalFault> faults;
};
/// `papers` in any order. Files that have none of them are not there.
[[nodiscard]] ArchivalSheets archival_sheets(const ArchivalPlan& plan,
                                             std::vector<KnownPaper> papers);

}  // namespace codau::exports
