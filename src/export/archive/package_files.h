// export/archive/package_files.h — writes planned packages (formats sip and aip) as ZIP files. A
// package holds an archival file, a set of papers that are kept together. A paper is a document of
// the store, with its PDF.
#pragma once

#include "export/archive/package_plan.h"
#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes a ZIP file for each archival file of plan.packed_files, and the list of plan.faults
/// (export/archive/fault_list.h), into the folder of `files`. Reads every ZIP file back and
/// compares all checksums. Precondition: `filter` refuses papers by find_package_refusal(), with
/// the same plan (ExportFilterOptions::refuse). Throws Error{kOutput} if:
/// 1. a file cannot be written;
/// 2. a ZIP file differs when read back (EXPORT_MISMATCH);
/// 3. a PDF has changed since make_package_plan().
void write_packages(const ExportFilter& filter, const PackagePlan& plan, FileSet& files);

}  // namespace codau::exports
