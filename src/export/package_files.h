// export/package_files.h — packages SIP and AIP as ZIP files.
#pragma once

#include "export/delivery.h"
#include "export/file_set.h"
#include "export/package_plan.h"

namespace codau::exports {

/// A ZIP file for each file that goes, and the list of what is missing (export/archival_faults.h).
/// PDFs go through piece by piece; what was written is read back, and its sums are compared.
/// Throws Error{kOutput}: what cannot be written; a PDF that is not what it was when it was
/// planned.
void write_packages(const Delivery& delivery, const PackagePlan& plan, FileSet& files);

}  // namespace codau::exports
