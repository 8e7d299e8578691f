// export/archive/package.h — one package, SIP or AIP. It holds a file of an archive: the PDFs of
// its papers, their metadata, and the checksums of all entries.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_sheets.h"
#include "export/archive/package_xml.h"
#include "export/archive/xml_schemas.h"

namespace codau::exports {

/// The facts of a PDF, read once.
struct PdfFacts {
  std::filesystem::path from;
  std::uint64_t bytes = 0;
  std::string sha256;
  std::int64_t made = 0;  ///< seconds since 1970
  bool is_pdf_a = false;  ///< claims to be PDF/A-2b
};
/// Reads a PDF piece by piece. Throws Error{kOutput} if it cannot be read.
[[nodiscard]] PdfFacts pdf_facts(const std::filesystem::path& pdf);

struct PackedPdfs {
  PdfFacts pdf;
  std::optional<PdfFacts> original = {};  ///< signed, as it came
};
/// Settings that all packages of a delivery share.
struct PackageMaking {
  ArchivalForm form = ArchivalForm::kSip;
  PackageTerms terms;
  std::shared_ptr<const XmlSchemas> schemas;  ///< null: none
  std::string version;                        ///< of the program
  std::optional<std::int64_t> epoch = {};     ///< SOURCE_DATE_EPOCH: replaces every time
};
/// An entry of a package. Exactly one of `bytes`, `shared` and `from` (a file) holds its content.
struct PackageEntry {
  PackedFile file;
  std::string bytes = {};
  std::string_view shared = {};         ///< an XSD; lives as long as the schemas
  std::optional<PackageXml> kind = {};  ///< of an XML file
  std::filesystem::path from = {};
  [[nodiscard]] std::string_view text() const { return shared.empty() ? bytes : shared; }
};
struct Package {
  std::string folder, zip;            ///< names; all entries are in the folder
  std::vector<PackageEntry> entries;  ///< sorted by path
};
/// Makes the package of a file whose papers are all delivered. `ordinal`: number of the file, from
/// 1. The time of a PDF entry is the modification time of the PDF file. All other entries have the
/// latest of these times. The UUID is derived from the form and from the codes of archive, fonds
/// and file. Throws Error{kModel} if packages.tsv gives an unusable name.
[[nodiscard]] Package make_package(const PackageMaking& making, const ArchivalTables& tables,
                                   const std::string& file, std::size_t ordinal,
                                   const ArchivalFile& made, const std::vector<std::string>& names,
                                   const std::vector<PackedPdfs>& pdfs);

/// An XML file that violates its schema: "EAD.xml:4: title: …".
struct UnfitFile {
  std::string path;
  XmlFault fault;
};
[[nodiscard]] std::vector<UnfitFile> unfit_files(const Package& package, const XmlSchemas& schemas);

}  // namespace codau::exports
