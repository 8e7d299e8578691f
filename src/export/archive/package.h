// export/archive/package.h — makes a package for an archive in memory, ready to be written as a ZIP
// file. Terms:
// 1. A paper is a document of the store, the output folder of `codau run`. An archival file (hồ sơ)
//    is a set of papers that are kept together.
// 2. A field is a named value, such as a title (export/archive/archival_fields.h). The metadata are
//    a file in which people give values of fields (export/archive/archival_plan.h).
// 3. A package has the PDFs of the papers of one archival file, the fields as XML, and checksums of
//    these entries. A SIP is a package for submission, an AIP for preservation.
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
  std::filesystem::path path;    ///< place of the PDF
  std::uint64_t size = 0;        ///< in bytes
  std::string sha256;            ///< lower-case hexadecimal
  std::int64_t modified_at = 0;  ///< modification time of the file, in seconds since 1970
  bool is_pdf_a = false;         ///< the PDF claims to be PDF/A-2, the archival form of PDF
};
/// Reads a PDF and returns its facts. Throws Error{kOutput} if the PDF cannot be read.
[[nodiscard]] PdfFacts read_pdf_facts(const std::filesystem::path& pdf);

/// The PDFs of one paper.
struct PackedPdfs {
  PdfFacts pdf;                           ///< the searchable PDF
  std::optional<PdfFacts> original = {};  ///< the signed original, as received
};
/// Settings that all packages of a delivery share.
struct PackageSettings {
  ArchivalForm form = ArchivalForm::kSip;     ///< kSip or kAip
  PackageTerms terms;                         ///< constants: read_package_terms() for `form`
  std::shared_ptr<const XmlSchemas> schemas;  ///< schemas of the user; null: no schemas
  std::string version;                        ///< version of codau
  /// A time that replaces every time in the package, in seconds since 1970 (SOURCE_DATE_EPOCH).
  std::optional<std::int64_t> epoch = {};
};
/// An entry of a package: an XML file, an XSD file or a PDF.
struct PackageEntry {
  PackedFile file;                      ///< path in the package, size and checksum
  std::string bytes = {};               ///< content of an XML file
  std::string_view schema_bytes = {};   ///< content of an XSD, owned by PackageSettings::schemas
  std::optional<PackageXml> kind = {};  ///< kind of an XML file; nothing for other entries
  std::filesystem::path pdf_path = {};  ///< place of a PDF, whose content is not in memory
  /// Returns the content of an XML or XSD file; empty for a PDF.
  [[nodiscard]] std::string_view text() const {
    return schema_bytes.empty() ? bytes : schema_bytes;
  }
};
/// A complete package, not yet written.
struct Package {
  std::string folder;  ///< name of the folder that has all entries, inside the ZIP file
  std::string zip;     ///< name of the ZIP file, with ".zip"
  std::vector<PackageEntry> entries;  ///< sorted by path, which is relative to `folder`
};
/// Makes the package of an archival file with all its papers. Parameters:
/// 1. `tables`: the fields, from read_archival_tables() for settings.form.
/// 2. `file_code`: the code of the archival file.
/// 3. `ordinal`: the number of the archival file among all archival files of the metadata, from 1.
/// 4. `values`: the values of the fields, made by make_archival_file().
/// 5. `paper_ids`, `paper_pdfs`: ids (PlacedPaper::id()) and PDFs of the papers. Both are as long
///    as values.paper_cells, and in the same order.
/// The same input gives the same package. The time of a PDF is its modification time. The time of
/// all other entries is the latest time of a PDF. If settings.epoch is given, all entries have this
/// time instead. The names of folder and ZIP file follow settings.terms, which may put a UUID into
/// them. This UUID is computed from the form, and from the codes of the archive, the fonds (the
/// holdings of one office) and the archival file. Throws Error{kModel} if settings.terms give a
/// name that no file or folder can have.
[[nodiscard]] Package make_package(const PackageSettings& settings, const ArchivalTables& tables,
                                   const std::string& file_code, std::size_t ordinal,
                                   const ArchivalFile& values,
                                   const std::vector<std::string>& paper_ids,
                                   const std::vector<PackedPdfs>& paper_pdfs);

/// An XML file of a package that violates its schema.
struct InvalidXmlFile {
  std::string path;  ///< in the package: "metadata/descriptive/EAD.xml"
  XmlFault fault;    ///< the first violation in this file
};
/// Returns the XML files of the package that violate their schemas, sorted by path.
[[nodiscard]] std::vector<InvalidXmlFile> find_invalid_xml(const Package& package,
                                                           const XmlSchemas& schemas);

}  // namespace codau::exports
