// export/archive/fault_list.h — the list of faults: values that must be added or corrected
// before an archive accepts the delivery. A file (hồ sơ) groups papers (documents).
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Codes of faults of packages:
/// 1. kSchemaInvalid: an XML file violates the schema of the user.
/// 2. kNoPackage: no package is made for the file. Other lines of the list give the reasons.
/// 3. kSameArchiveCode: two files have one archive code (`detail`: the other file).
/// 4. kNotChosen: the user did not select this paper for the export.
/// The fault of a paper that is not delivered has the code REJECTED or a code of record/reasons.h.
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID", kNoPackage = "NO_PACKAGE",
                                  kSameArchiveCode = "SAME_ARCHIVE_CODE", kNotChosen = "NOT_CHOSEN";

/// Writes kFaultListFile, a CSV file with one line for each fault, in Vietnamese and English. Adds
/// a note for each fault to `files`.
void write_fault_list(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
