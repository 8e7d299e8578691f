// export/archive/package_plan.h — decides which files (hồ sơ) become packages. All papers of such a
// file are delivered, and no required value is missing. Its XML satisfies the schemas of the user.
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

/// A file that becomes a package, with all its papers in their order.
struct PackedArchiveFile {
  std::string code;
  std::size_t ordinal = 0;  ///< number among the files of the metadata, from 1
  std::vector<std::string> doc_ids;
};
/// The planned packages, and the papers and values that prevent others.
struct PackagePlan {
  PackageSettings settings;
  ArchivalPlan archival_plan;
  std::shared_ptr<PaperPdfFinder> paper_pdfs;           ///< source of the PDFs of papers
  std::vector<PackedArchiveFile> files;                 ///< files that become packages
  std::map<std::string, PackedPdfs, std::less<>> pdfs;  ///< by doc_id; only papers in packages
  std::map<std::string, Refusal, std::less<>> refused;  ///< by doc_id: documents without a package
  std::vector<ArchivalFault> faults;
};

/// Plans the packages. An archive must hold all of a file, so a file is delivered whole or not at
/// all. Reads each PDF once, in pieces.
/// `options` decides which documents may be delivered; options.tables is ignored. Throws as
/// make_package(), read_pdf_facts() and PaperPdfFinder::locate(). Codes of refused papers:
/// 1. kInputMissing (`field`: the missing values, separated by commas);
/// 2. PDF_MISSING, PDF_SHARED, PDF_DAMAGED;
/// 3. PARTIAL_FILE: another paper of the file cannot be delivered;
/// 4. kSchemaInvalid.
/// The fault PDF_NOT_A (a PDF that does not claim PDF/A-2) is a warning and refuses no paper.
[[nodiscard]] PackagePlan make_package_plan(PackageSettings settings, ArchivalPlan plan,
                                            std::shared_ptr<PaperPdfFinder> found,
                                            const store::StoreReader& store,
                                            ExportFilterOptions options);

/// Returns the reason why a document has no package. Returns nothing if the document has a package,
/// and for rows of other tables.
[[nodiscard]] std::optional<Refusal> find_package_refusal(const PackagePlan& plan,
                                                          const record::Table& table,
                                                          const record::Row& row);

}  // namespace codau::exports
