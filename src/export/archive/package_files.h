// export/archive/package_files.h — writes packages (export formats sip and aip) as ZIP files. A
// package has one archival file: a set of papers that are kept together, with their PDFs. A paper
// is a document of the store, the output folder of `codau run`. A plan tells which archival files
// become packages (export/archive/package_plan.h).
#pragma once

#include "export/archive/package_plan.h"
#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes two things into the folder of `files`: a ZIP file for each of plan.packed_files, and the
/// list of plan.faults (export/archive/fault_list.h). Reads every ZIP file back, and compares all
/// checksums. Precondition: ExportFilterOptions::refuse of `filter` calls find_package_refusal()
/// with this plan. Throws Error{kOutput} if:
/// 1. a file cannot be written;
/// 2. a ZIP file differs when read back (EXPORT_MISMATCH);
/// 3. a PDF has changed since make_package_plan() has read it.
void write_packages(const ExportFilter& filter, const PackagePlan& plan, FileSet& files);

}  // namespace codau::exports
