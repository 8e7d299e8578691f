// export/archive/package_files.h — packages SIP and AIP as ZIP files.
#pragma once

#include "export/archive/package_plan.h"
#include "export/delivery/delivery.h"
#include "export/target/file_set.h"

namespace codau::exports {

/// A ZIP file for each file that goes, and the list of what is missing
/// (export/archive/archival_faults.h). PDFs go through piece by piece; what was written is read
/// back, and its sums are compared. Throws Error{kOutput}: what cannot be written; a PDF that is
/// not what it was when it was planned.
void write_packages(const Delivery& delivery, const PackagePlan& plan, FileSet& files);

}  // namespace codau::exports
