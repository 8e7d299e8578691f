// export/archive/package_plan.h — decides which archival files become packages. A paper is a
// document of the store (the output folder of `codau run`). An archival file (hồ sơ) is a set of
// papers that are kept together. A package is a ZIP file with one archival file. An archival file
// becomes a package if:
// 1. the export delivers all its papers (export/delivery/export_filter.h), each with its PDF;
// 2. no mandatory value is missing or wrong;
// 3. its XML satisfies the schemas of the user, if there are any.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "export/archive/archival_plan.h"
#include "export/archive/archival_sheets.h"
#include "export/archive/package.h"
#include "export/delivery/export_filter.h"
#include "store/store_reader.h"

namespace codau::exports {

/// An archival file that becomes a package.
struct PackedArchiveFile {
  std::string code;                  ///< code of the archival file
  std::size_t ordinal = 0;           ///< number among the archival files of the metadata, from 1
  std::vector<std::string> doc_ids;  ///< all its papers, in the order of their numbers
};
/// The planned packages, and the faults of all papers and archival files.
struct PackagePlan {
  PackageSettings settings;
  ArchivalPlan archival_plan;                           ///< the metadata
  std::shared_ptr<PaperPdfFinder> pdf_finder;           ///< finds the PDFs of papers
  std::vector<PackedArchiveFile> packed_files;          ///< archival files that become packages
  std::map<std::string, PackedPdfs, std::less<>> pdfs;  ///< of papers in packages, by doc_id
  /// Why papers are in no package, by doc_id.
  std::map<std::string, Refusal, std::less<>> refusals;
  std::vector<ArchivalFault> faults;  ///< for the list of faults; some are only warnings
};

/// Plans the packages, and reads each PDF once. `options`: decide which papers the export may
/// deliver; options.tables is ignored. If such a paper is in no package, it gets a refusal with one
/// of these codes:
/// 1. kInputMissing (archival_sheets.h): mandatory values of the archival file or its papers are
///    missing or wrong. Refusal::field has the names of the fields, with ", " between.
/// 2. PDF_MISSING, PDF_SHARED, PDF_DAMAGED: the state of the PDF of this paper (PaperPdfState).
/// 3. PARTIAL_FILE: another paper of the archival file is not delivered, or has no PDF.
/// 4. kSchemaInvalid (fault_list.h): XML of the package violates a schema.
/// Throws Error{kOutput} if a PDF cannot be read or cut, and Error{kInput} if the disk fails.
/// Throws Error{kModel} if settings.terms give a name that no file or folder can have.
[[nodiscard]] PackagePlan make_package_plan(PackageSettings settings, ArchivalPlan archival_plan,
                                            std::shared_ptr<PaperPdfFinder> pdf_finder,
                                            const store::StoreReader& store,
                                            ExportFilterOptions options);

/// Returns nothing if `row` is of another table than `documents`, or if its paper is in a package.
/// Otherwise returns the refusal of the paper in plan.refusals. If the metadata do not name the
/// paper, returns a refusal with the code kInputMissing.
[[nodiscard]] std::optional<Refusal> find_package_refusal(const PackagePlan& plan,
                                                          const record::Table& table,
                                                          const record::Row& row);

}  // namespace codau::exports
