// export/archive/package_files.h — writes packages (SIP, AIP) as ZIP files.
#pragma once

#include "export/archive/package_plan.h"
#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes a ZIP file for each planned file, and the list of faults
/// (export/archive/fault_list.h). Copies PDFs in pieces. Reads every ZIP file back and
/// compares all checksums. Throws Error{kOutput}:
/// 1. A file cannot be written.
/// 2. EXPORT_MISMATCH: a ZIP file differs when read back.
/// 3. A PDF has changed since make_package_plan().
void write_packages(const ExportFilter& filter, const PackagePlan& plan, FileSet& files);

}  // namespace codau::exports
