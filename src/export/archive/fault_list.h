// export/archive/fault_list.h — writes the list of faults: all that must be added or corrected
// before an archive accepts a delivery. An archival file (hồ sơ) is a set of papers that are kept
// together; a paper is a document of the store. A package is a ZIP file with one archival file.
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

// Values of ArchivalFault::code that only packages have. ArchivalFault lists the other codes
// (export/archive/archival_sheets.h).

/// An XML file violates a schema of the user. ArchivalFault::detail: file, line, element and cause.
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID";
/// No package is made for the archival file. Other lines of the list give the reasons.
inline constexpr std::string_view kNoPackage = "NO_PACKAGE";
/// An earlier archival file has the same archive code (the field arcFileCode, only in an AIP). A
/// warning. ArchivalFault::detail: the code of the earlier archival file.
inline constexpr std::string_view kSameArchiveCode = "SAME_ARCHIVE_CODE";
/// The user did not select this paper for the export, but other papers of its archival file.
inline constexpr std::string_view kNotChosen = "NOT_CHOSEN";
// A paper that the export withholds has the code REJECTED, if a person has rejected its row, or a
// code of record/reasons.h (export/delivery/export_filter.h).

/// Writes con-thieu.csv (kFaultListFile) into the folder of `files`. The file is CSV for Excel. A
/// line of titles precedes one line for each fault, in the given order. Each line explains its code
/// in Vietnamese and English. Adds a note for each fault to `files`. Throws Error{kOutput} if the
/// file cannot be written, and Error{kInput} if it cannot be read back. Throws Error{kInternal} for
/// a code that has no explanation.
void write_fault_list(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
