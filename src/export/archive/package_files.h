// export/archive/package_files.h — writes packages (export formats sip and aip) as ZIP files.
// Terms:
// 1. A paper is a document of the store, the output folder of `codau run`.
// 2. An archival file is a set of papers that are kept together. A package is a ZIP file with the
//    PDFs of one archival file, and XML that describes them.
// 3. A fault is something that must be added or corrected before an archive accepts the delivery.
// 4. The plan tells which archival files become packages (export/archive/package_plan.h).
#pragma once

#include "export/archive/package_plan.h"
#include "export/delivery/export_filter.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes a ZIP file for each of plan.packed_files, and con-thieu.csv, the list of plan.faults
/// (export/archive/fault_list.h), into the folder of `files`. Reads every ZIP file back, and
/// compares the checksums of all its entries.
/// Precondition: `filter` delivers exactly the papers that are in packages. To get such a filter,
/// take the options that make_package_plan() had, and let their member `refuse` call
/// find_package_refusal() with this plan. Throws Error{kOutput} if:
/// 1. a file cannot be written;
/// 2. a ZIP file differs when read back (the message has EXPORT_MISMATCH);
/// 3. a PDF has changed since make_package_plan() read it.
void write_packages(const ExportFilter& filter, const PackagePlan& plan, FileSet& files);

}  // namespace codau::exports
