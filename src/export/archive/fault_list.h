// export/archive/fault_list.h — writes con-thieu.csv: the faults of an export to an archive, for
// the people who mend them. A fault (ArchivalFault) is a missing or wrong value, or a warning. It
// belongs to a paper (a document of the store), or to an archival file (hồ sơ, a set of papers).
// The store is the output folder of `codau run`.
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

// Codes of faults (ArchivalFault::code). The codes below occur only in the formats sip and aip,
// which make a package of each archival file: a ZIP file. ArchivalFault::code lists all other
// codes.

/// An XML file violates a schema that the user gave. ArchivalFault::detail has the file, the line,
/// the element and the cause.
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID";
/// No package is made of the archival file. Other faults of the archival file and of its papers
/// give the reasons.
inline constexpr std::string_view kNoPackage = "NO_PACKAGE";
/// A warning, only in the format aip: an earlier archival file has the same value in the field
/// arcFileCode. ArchivalFault::detail has the code of the earlier archival file.
inline constexpr std::string_view kSameArchiveCode = "SAME_ARCHIVE_CODE";
/// The user exports only some papers of an archival file, and this paper is not among them.
inline constexpr std::string_view kNotChosen = "NOT_CHOSEN";
// An export may withhold a paper of an archival file (export/delivery/export_filter.h). Then no
// package is made of this archival file, and the list has a fault for the paper. The code is
// REJECTED if a person rejected the paper. Otherwise the code is one of record/schema/reasons.h.

/// Writes `faults` as con-thieu.csv (kFaultListFile) into the folder of `files`. Also adds an
/// ExportNote for each fault to `files`, for manifest.json. The file is CSV for Excel: a line with
/// the column titles, then one line for each fault in the given order. Each line explains the code
/// in Vietnamese and English.
/// Throws:
/// 1. Error{kOutput} if the file cannot be written;
/// 2. Error{kInput} if the file cannot be read back;
/// 3. Error{kInternal} if a code has no explanation.
void write_fault_list(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
