// export/archive/fault_list.h — writes the list of faults: values that must be added or corrected
// before an archive accepts the delivery (ArchivalFault in export/archive/archival_sheets.h).
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

// Fault codes of packages:

/// An XML file violates a schema of the user (`detail`: file, line, element and cause).
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID";
/// No package is made for the archival file. Other lines of the list give the reasons.
inline constexpr std::string_view kNoPackage = "NO_PACKAGE";
/// Two archival files have one archive code (`detail`: the other archival file).
inline constexpr std::string_view kSameArchiveCode = "SAME_ARCHIVE_CODE";
/// The user did not select this paper for the export.
inline constexpr std::string_view kNotChosen = "NOT_CHOSEN";
// A paper that is kept back has the code REJECTED, or a code of record/reasons.h.

/// Writes kFaultListFile, a CSV file for Excel with one line for each fault, in Vietnamese and
/// English. Adds a note for each fault to `files`. Throws as FileSet::write(), and Error{kInternal}
/// for a code without words.
void write_fault_list(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
