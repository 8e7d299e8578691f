// export/archive/package_files.h — packages SIP and AIP as ZIP files.
#pragma once

#include "export/archive/package_plan.h"
#include "export/delivery/delivery.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// Writes a ZIP file for each planned file, and the list of faults
/// (export/archive/archival_faults.h). PDFs are copied piece by piece. Every ZIP file is read back
/// and its checksums are compared. Throws Error{kOutput} if a file cannot be written, or if a PDF
/// has changed since it was planned.
void write_packages(const Delivery& delivery, const PackagePlan& plan, FileSet& files);

}  // namespace codau::exports
