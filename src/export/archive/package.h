// export/archive/package.h — one package for an archive. A package holds a file (hồ sơ): the PDFs
// of its papers, their metadata, and the checksums of all entries. SIP: package for submission.
// AIP: package for preservation.
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

/// The facts of a PDF.
struct PdfFacts {
  std::filesystem::path from;  ///< path of the PDF
  std::uint64_t bytes = 0;
  std::string sha256;
  std::int64_t made = 0;  ///< modification time, seconds since 1970
  bool is_pdf_a = false;  ///< the metadata of the PDF claim PDF/A-2
};
/// Reads a PDF in pieces and returns its facts. Throws Error{kOutput} if the PDF cannot be read.
[[nodiscard]] PdfFacts read_pdf_facts(const std::filesystem::path& pdf);

/// The PDFs of one paper.
struct PackedPdfs {
  PdfFacts pdf;
  std::optional<PdfFacts> original = {};  ///< signed original, as received
};
/// Settings that all packages of a delivery share.
struct PackageSettings {
  ArchivalForm form = ArchivalForm::kSip;
  PackageTerms terms;
  std::shared_ptr<const XmlSchemas> schemas;  ///< schemas of the user; null: no schemas
  std::string version;                        ///< version of codau
  std::optional<std::int64_t> epoch = {};     ///< SOURCE_DATE_EPOCH: replaces every time
};
/// An entry of a package. Exactly one of `bytes`, `shared` and `from` (path of a PDF) holds its
/// content.
struct PackageEntry {
  PackedFile file;
  std::string bytes = {};
  std::string_view shared = {};         ///< an XSD, owned by PackageSettings::schemas
  std::optional<PackageXml> kind = {};  ///< set only for XML files that have a schema kind
  std::filesystem::path from = {};
  /// Returns the content from memory; empty for a PDF.
  [[nodiscard]] std::string_view text() const { return shared.empty() ? bytes : shared; }
};
/// A complete package, not yet written.
struct Package {
  std::string folder, zip;            ///< name of the folder of all entries; name of the ZIP file
  std::vector<PackageEntry> entries;  ///< sorted by path
};
/// Makes the package of a file with all its papers. Throws Error{kModel} if packages.tsv gives an
/// unusable name. Parameters:
/// 1. `ordinal`: number of the file, from 1.
/// 2. `made`: result of make_archival_file().
/// 3. `names`, `pdfs`: ids and PDFs of the papers, in the order of `made`.
/// The time of a PDF entry is the modification time of the PDF. All other entries have the latest
/// of these times. The UUID is derived from the form and from the codes of archive, fonds and file.
[[nodiscard]] Package make_package(const PackageSettings& settings, const ArchivalTables& tables,
                                   const std::string& file, std::size_t ordinal,
                                   const ArchivalFile& made, const std::vector<std::string>& names,
                                   const std::vector<PackedPdfs>& pdfs);

/// An XML file of a package that violates its schema: "EAD.xml:4: title: …".
struct InvalidXmlFile {
  std::string path;
  XmlFault fault;
};
/// Returns the XML files that violate their schemas, each with its first fault.
[[nodiscard]] std::vector<InvalidXmlFile> find_invalid_xml(const Package& package,
                                                           const XmlSchemas& schemas);

}  // namespace codau::exports
