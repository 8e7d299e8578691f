// export/archive/archival_faults.h — the list of what is to be added or put right before an archive
// takes what was made for it.
#pragma once

#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Of packages: an XML file is not what the user's schema asks for; too much for a ZIP file; the
/// file does not go, as other lines say; two files have one archive code (`detail`: the other); a
/// paper that was not asked for. Besides, REJECTED or the reason (record/reasons.h) of a paper that
/// is kept back.
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID", kNoPackage = "NO_PACKAGE",
                                  kSameCode = "SAME_ARCHIVE_CODE", kNotChosen = "NOT_CHOSEN";

/// A line each in kFaultsFile, in both languages, and a note of `files`.
void write_faults(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
