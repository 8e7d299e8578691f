// export/archive/fault_list.h — writes the list of faults of an export to an archive. Terms:
// 1. Paper (văn bản): a document of the store, the output folder of `codau run`.
// 2. Archival file (hồ sơ): a set of papers that are kept together.
// 3. Package: a ZIP file with one archival file. Only the export formats sip and aip make packages.
// 4. Fault (ArchivalFault): something to add or to correct before the archive accepts the export.
//    Some faults are only warnings.
// 5. Withheld paper: a paper that the export leaves out (export/delivery/export_filter.h).
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

// The codes below (ArchivalFault::code) occur only in exports of packages. The comment of
// ArchivalFault (export/archive/archival_sheets.h) lists all other codes.

/// An XML file violates a schema that the user gave. ArchivalFault::detail has the file, the line,
/// the element and the cause.
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID";
/// No package is made for the archival file. Other faults in the list give the reasons.
inline constexpr std::string_view kNoPackage = "NO_PACKAGE";
/// A warning, only for the form AIP: an earlier archival file has the same value in the field
/// arcFileCode. ArchivalFault::detail has the code of the earlier archival file.
inline constexpr std::string_view kSameArchiveCode = "SAME_ARCHIVE_CODE";
/// The user exports only some papers of an archival file, and this paper is not among them.
inline constexpr std::string_view kNotChosen = "NOT_CHOSEN";
// If an archival file has no package, each of its withheld papers is a fault, too. The code of this
// fault is REJECTED if a person rejected the paper. Otherwise the code is one of
// record/schema/reasons.h.

/// Writes the list of faults as con-thieu.csv (kFaultListFile) into the folder of `files`. The file
/// is CSV for Excel. The first line has the column titles. Then each fault has one line, in the
/// given order, with an explanation of its code in Vietnamese and English. Adds a note for each
/// fault to `files`. Throws:
/// 1. Error{kOutput} if the file cannot be written;
/// 2. Error{kInput} if the file cannot be read back;
/// 3. Error{kInternal} if a code has no explanation.
void write_fault_list(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
