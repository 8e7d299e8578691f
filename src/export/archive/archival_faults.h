// export/archive/archival_faults.h — the list of faults: values to add or to correct before an
// archive accepts the delivery.
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Codes of faults of packages:
/// 1. kSchemaInvalid: an XML file violates the user's schema.
/// 2. kNoPackage: no package is made for the file, and other lines of the file say why.
/// 3. kSameCode: two files have one archive code (`detail`: the other file).
/// 4. kNotChosen: the user did not ask for this paper.
/// A paper that is kept back has REJECTED or the code of its reason (record/reasons.h).
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID", kNoPackage = "NO_PACKAGE",
                                  kSameCode = "SAME_ARCHIVE_CODE", kNotChosen = "NOT_CHOSEN";

/// Writes kFaultsFile with one line for each fault, in Vietnamese and English, and adds a note for
/// it to `files`.
void write_faults(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
