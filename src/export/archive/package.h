// export/archive/package.h — makes one package in memory: an archival file with the PDFs of its
// papers, their metadata, and all checksums. Papers, archival files, SIP and AIP are explained in
// export/archive/archival_fields.h.
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
  std::uint64_t bytes = 0;     ///< size
  std::string sha256;          ///< lower-case hexadecimal
  std::int64_t made = 0;       ///< modification time, seconds since 1970
  bool is_pdf_a = false;       ///< the metadata of the PDF claim PDF/A-2
};
/// Reads a PDF in pieces and returns its facts. Throws Error{kOutput} if the PDF cannot be read.
[[nodiscard]] PdfFacts read_pdf_facts(const std::filesystem::path& pdf);

/// The PDFs of one paper.
struct PackedPdfs {
  PdfFacts pdf;                           ///< the searchable PDF
  std::optional<PdfFacts> original = {};  ///< the signed original, as received
};
/// Settings that all packages of a delivery share.
struct PackageSettings {
  ArchivalForm form = ArchivalForm::kSip;     ///< kSip or kAip
  PackageTerms terms;                         ///< of read_package_terms() for this form
  std::shared_ptr<const XmlSchemas> schemas;  ///< schemas of the user; null: no schemas
  std::string version;                        ///< version of codau
  /// Replaces every time in the package; seconds since 1970 (SOURCE_DATE_EPOCH).
  std::optional<std::int64_t> epoch = {};
};
/// An entry of a package. Exactly one of `bytes`, `shared` and `from` holds its content.
struct PackageEntry {
  PackedFile file;               ///< path in the package, size and checksum
  std::string bytes = {};        ///< the content of an XML file
  std::string_view shared = {};  ///< the content of an XSD, owned by PackageSettings::schemas
  std::optional<PackageXml> kind = {};  ///< only for XML files that a schema may validate
  std::filesystem::path from = {};      ///< the place of a PDF
  /// Returns the content from memory; empty for a PDF.
  [[nodiscard]] std::string_view text() const { return shared.empty() ? bytes : shared; }
};
/// A complete package, not yet written.
struct Package {
  std::string folder;                 ///< the folder inside the ZIP file that has all entries
  std::string zip;                    ///< name of the ZIP file, with ".zip"
  std::vector<PackageEntry> entries;  ///< sorted by path
};
/// Makes the package of an archival file with all its papers. Parameters:
/// 1. `tables`: the tables of the form.
/// 2. `file`, `ordinal`: code of the archival file, and its number among all archival files, from
///    1.
/// 3. `made`: result of make_archival_file().
/// 4. `names`, `pdfs`: ids and PDFs of the papers, as many as made.papers and in the same order.
/// The time of a PDF is its modification time. All other entries have the latest of these times.
/// The UUID comes from the form and the codes of archive, fonds and archival file. So the same
/// input gives the same package.
/// Throws Error{kModel} if packages.tsv gives a name that no file or folder can have.
[[nodiscard]] Package make_package(const PackageSettings& settings, const ArchivalTables& tables,
                                   const std::string& file, std::size_t ordinal,
                                   const ArchivalFile& made, const std::vector<std::string>& names,
                                   const std::vector<PackedPdfs>& pdfs);

/// An XML file of a package that violates its schema.
struct InvalidXmlFile {
  std::string path;  ///< in the package: "metadata/descriptive/EAD.xml"
  XmlFault fault;    ///< the first violation
};
/// Returns the XML files of the package that violate their schemas.
[[nodiscard]] std::vector<InvalidXmlFile> find_invalid_xml(const Package& package,
                                                           const XmlSchemas& schemas);

}  // namespace codau::exports
