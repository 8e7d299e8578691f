// export/archive/package_plan.h — decides which archival files become packages. Papers, archival
// files and packages are explained in export/archive/archival_fields.h. An archival file becomes a
// package if:
// 1. all its papers are delivered, each with its PDF;
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
/// The planned packages, and the faults that prevent others.
struct PackagePlan {
  PackageSettings settings;
  ArchivalPlan archival_plan;                           ///< the metadata
  std::shared_ptr<PaperPdfFinder> paper_pdfs;           ///< finds the PDFs of papers
  std::vector<PackedArchiveFile> files;                 ///< archival files that become packages
  std::map<std::string, PackedPdfs, std::less<>> pdfs;  ///< by doc_id: papers in packages
  std::map<std::string, Refusal, std::less<>> refused;  ///< by doc_id: papers without a package
  std::vector<ArchivalFault> faults;
};

/// Plans the packages. Reads each PDF once, in pieces.
/// `plan`: the metadata. `found`: finds the PDFs. `options`: decides which papers may be delivered;
/// options.tables is ignored. Codes of refused papers:
/// 1. kInputMissing (`field`: the names of missing or wrong mandatory fields, with ", " between);
/// 2. PDF_MISSING, PDF_SHARED, PDF_DAMAGED: the state of the paper's own PDF;
/// 3. PARTIAL_FILE: another paper of the archival file is not delivered, or has no PDF;
/// 4. kSchemaInvalid: XML of the package violates a schema.
/// Throws as make_package(), read_pdf_facts() and PaperPdfFinder::locate().
[[nodiscard]] PackagePlan make_package_plan(PackageSettings settings, ArchivalPlan plan,
                                            std::shared_ptr<PaperPdfFinder> found,
                                            const store::StoreReader& store,
                                            ExportFilterOptions options);

/// Returns why a paper has no package, for a row of `documents`. Returns nothing if the paper has a
/// package, and for rows of other tables.
[[nodiscard]] std::optional<Refusal> find_package_refusal(const PackagePlan& plan,
                                                          const record::Table& table,
                                                          const record::Row& row);

}  // namespace codau::exports
