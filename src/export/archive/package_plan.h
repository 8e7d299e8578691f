// export/archive/package_plan.h — which files of an archive go as packages: those of which nothing
// is missing that a package cannot be without.
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

/// A file that goes, with all its papers in their order.
struct PackedArchiveFile {
  std::string code;
  std::size_t ordinal = 0;  ///< among those of the metadata, from 1
  std::vector<std::string> doc_ids;
};
struct PackagePlan {
  PackageMaking making;
  ArchivalPlan plan;
  std::shared_ptr<PaperPdfs> found;                     ///< where PDFs of papers lie
  std::vector<PackedArchiveFile> files;                 ///< those that go
  std::map<std::string, PackedPdfs, std::less<>> pdfs;  ///< of their papers, by doc_id
  std::map<std::string, Refusal, std::less<>> refused;  ///< papers that do not, by doc_id
  std::vector<ArchivalFault> faults;
};

/// Codes of papers that do not go: kInputMissing (`field`: which values, with commas), PDF_MISSING,
/// PDF_SHARED, PDF_DAMAGED, PARTIAL_FILE (another paper of its file does not),
/// kSchemaInvalid. A file goes whole or not at all: what an archive holds for a file must be all of
/// it. PDFs are read once, piece by piece. `options`: what else decides which documents go. Throws
/// as archival_plan(), package_terms() and pdf_facts().
[[nodiscard]] PackagePlan package_plan(PackageMaking making, ArchivalPlan plan,
                                       std::shared_ptr<PaperPdfs> found, const store::Reader& store,
                                       DeliveryOptions options);

/// Why a document does not go, or nothing.
[[nodiscard]] std::optional<Refusal> without_package(const PackagePlan& plan,
                                                     const record::Table& table,
                                                     const record::Row& row);

}  // namespace codau::exports
