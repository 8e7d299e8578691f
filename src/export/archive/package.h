// export/archive/package.h — one package SIP or AIP: a file of an archive with the PDFs of its
// papers, what is said of them, and the sums of all of it.
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
#include "export/xlsx/zip_writer.h"

namespace codau::exports {

/// A PDF as it was read once.
struct PdfFacts {
  std::filesystem::path from;
  std::uint64_t bytes = 0;
  std::string sha256;
  std::uint32_t crc = 0;
  std::int64_t made = 0;  ///< seconds since 1970
  bool is_pdf_a = false;  ///< it says that it is PDF/A-2b
};
/// Read piece by piece. Throws Error{kOutput} where it cannot be read.
[[nodiscard]] PdfFacts pdf_facts(const std::filesystem::path& pdf);

struct PackedPdfs {
  PdfFacts pdf;
  std::optional<PdfFacts> original = {};  ///< signed, as it came
};
/// What packages of a delivery have in common.
struct PackageMaking {
  ArchivalForm form = ArchivalForm::kSip;
  PackageTerms terms;
  std::shared_ptr<const XmlSchemas> schemas;  ///< null: none
  std::string version;                        ///< of the program
  std::optional<std::int64_t> epoch = {};     ///< SOURCE_DATE_EPOCH: every time is this
};
/// One of `bytes`, `shared` and `from`, a file.
struct PackageEntry {
  PackedFile file;
  std::string bytes = {};
  std::string_view shared = {};         ///< of an XSD: they live with the schemas
  std::optional<PackageXml> kind = {};  ///< of XML
  std::filesystem::path from = {};
  std::uint32_t crc = 0;
  [[nodiscard]] std::string_view text() const { return shared.empty() ? bytes : shared; }
};
struct Package {
  std::string folder, zip;            ///< names; all entries lie in the folder
  std::vector<PackageEntry> entries;  ///< sorted by path
};
/// Of a file whose papers all go. `ordinal`: of the file, from 1. Times are those of the PDF
/// files where they lie (mtime); of what is about several the latest. The UUID is made of the codes
/// of archive, fonds and file. Throws Error{kModel} where packages.tsv gives a name that is none.
[[nodiscard]] Package make_package(const PackageMaking& making, const ArchivalTables& tables,
                                   const std::string& file, std::size_t ordinal,
                                   const ArchivalFile& made, const std::vector<std::string>& names,
                                   const std::vector<PackedPdfs>& pdfs);

/// "EAD.xml:4: title: …" of each XML file that does not fit its schema.
struct UnfitFile {
  std::string path;
  XmlFault fault;
};
[[nodiscard]] std::vector<UnfitFile> unfit_files(const Package& package, const XmlSchemas& schemas);

}  // namespace codau::exports
