// export/archive/fault_list.h — writes the list of faults. A fault (ArchivalFault) is something
// that must be added or corrected before an archive accepts a delivery, or a warning. A paper is a
// document of the store (the output folder of `codau run`). An export delivers some papers, and
// withholds the others (export/delivery/export_filter.h). An archival file (hồ sơ) is a set of
// papers that are kept together. A package is a ZIP file with one archival file.
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

// Codes of faults (ArchivalFault::code) that occur only in exports of packages. The comment of
// ArchivalFault has all other codes (export/archive/archival_sheets.h).

/// An XML file violates a schema of the user. ArchivalFault::detail: file, line, element and cause.
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID";
/// No package is made for the archival file. Other faults of the list give the reasons.
inline constexpr std::string_view kNoPackage = "NO_PACKAGE";
/// A warning: an earlier archival file has the same value of the field arcFileCode, which only an
/// AIP has. ArchivalFault::detail: the code of the earlier archival file.
inline constexpr std::string_view kSameArchiveCode = "SAME_ARCHIVE_CODE";
/// The user selected some papers of an archival file for the export, but not this paper.
inline constexpr std::string_view kNotChosen = "NOT_CHOSEN";
// If an archival file has no package, each of its withheld papers is a fault, too. The code of this
// fault is REJECTED if a person has rejected the paper, else one of record/schema/reasons.h.

/// Writes con-thieu.csv (kFaultListFile) into the folder of `files`, as CSV for Excel. A line of
/// titles is followed by a line for each fault, in the given order. Each line explains its code in
/// Vietnamese and English. Adds a note for each fault to `files`. Throws Error{kOutput} if the file
/// cannot be written, and Error{kInput} if it cannot be read back. Throws Error{kInternal} for a
/// code that has no explanation.
void write_fault_list(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
