// export/archival_faults.h — the list of what is to be added or put right before an archive takes
// what was made for it.
#pragma once

#include <string_view>
#include <vector>

#include "export/archival_sheets.h"
#include "export/file_set.h"

namespace codau::exports {

/// Of packages: an XML file is not what the user's schema asks for; too much for a ZIP file; not
/// all papers of the file can go.
inline constexpr std::string_view kSchemaInvalid = "SCHEMA_INVALID",
                                  kPackageTooLarge = "PACKAGE_TOO_LARGE", kNoPackage = "NO_PACKAGE";

/// A line each in kFaultsFile, in both languages, and a note of `files`.
void write_faults(const std::vector<ArchivalFault>& faults, FileSet& files);

}  // namespace codau::exports
