// export/archive/package_plan.h — decides which files of an archive become packages: the files that
// have every value that a package requires.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "export/archive/archival_plan.h"
#include "export/archive/archival_sheets.h"
#include "export/archive/package.h"
#include "export/delivery/delivery.h"
#include "store/reader.h"

namespace codau::exports {

/// A file that becomes a package, with all its papers in their order.
struct PackedArchiveFile {
  std::string code;
  std::size_t ordinal = 0;  ///< among the files of the metadata, from 1
  std::vector<std::string> doc_ids;
};
struct PackagePlan {
  PackageMaking making;
  ArchivalPlan plan;
  std::shared_ptr<PaperPdfs> found;                     ///< finds the PDFs of papers
  std::vector<PackedArchiveFile> files;                 ///< files that become packages
  std::map<std::string, PackedPdfs, std::less<>> pdfs;  ///< of the papers in packages, by doc_id
  std::map<std::string, Refusal, std::less<>> refused;  ///< papers without a package, by doc_id
  std::vector<ArchivalFault> faults;
};

/// Plans the packages. A file is delivered whole or not at all, because an archive must hold all of
/// a file. PDFs are read once, piece by piece. `options` decides which documents may be delivered.
/// Throws as archival_plan(), package_terms() and pdf_facts(). Codes of refused papers:
/// 1. kInputMissing (`field`: the missing values, separated by commas);
/// 2. PDF_MISSING, PDF_SHARED, PDF_DAMAGED;
/// 3. PARTIAL_FILE: another paper of the file cannot be delivered;
/// 4. kSchemaInvalid.
/// The fault PDF_NOT_A (a PDF that does not claim PDF/A-2b) is a warning and refuses no paper.
[[nodiscard]] PackagePlan package_plan(PackageMaking making, ArchivalPlan plan,
                                       std::shared_ptr<PaperPdfs> found, const store::Reader& store,
                                       DeliveryOptions options);

/// Returns why a document has no package; nothing if it has one.
[[nodiscard]] std::optional<Refusal> without_package(const PackagePlan& plan,
                                                     const record::Table& table,
                                                     const record::Row& row);

}  // namespace codau::exports
