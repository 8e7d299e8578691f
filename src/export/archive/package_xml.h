// export/archive/package_xml.h — writes the XML files of a package (SIP or AIP,
// export/archive/archival_fields.h) by libxml2. METS lists the entries, PREMIS records their
// preservation, and EAD holds the metadata. Standard: E-ARK CSIP 2.0.4, extended by Thông tư
// 05/2025/TT-BNV. The values of the circular come from data/archival/packages.tsv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_fields.h"

namespace codau::exports {

/// Folder of the papers in a package, with '/' at its end.
inline constexpr std::string_view kRepresentationFolder = "representations/rep1/";

/// A file of a package, as METS and PREMIS record it.
struct PackedFile {
  std::string path;         ///< in the package: "representations/rep1/data/H1.2.1.pdf"
  std::uint64_t bytes = 0;  ///< size
  std::string sha256;       ///< lower-case hexadecimal
  std::int64_t made = 0;    ///< recorded time of its creation, seconds since 1970
};
/// A paper with its files.
struct PackedPaper {
  std::string name;                         ///< id of the paper (PlacedPaper::id())
  PackedFile pdf;                           ///< under data/
  bool is_pdf_a = false;                    ///< the PDF claims PDF/A-2
  PackedFile description;                   ///< its metadata: EAD_doc_*.xml
  std::optional<PackedFile> original = {};  ///< the signed original as received, under data/
};
/// Facts that all XML files of one package share.
struct PackageFacts {
  ArchivalForm form = ArchivalForm::kSip;  ///< kSip or kAip
  PackageTerms terms;                      ///< of read_package_terms()
  std::string objid;                       ///< OBJID of METS: "uuid-…"
  std::string label;                       ///< title of the archival file
  std::string fonds;                       ///< code of the fonds, the holdings of one office
  std::string creator;                     ///< office that makes the package; may be empty
  std::string agreement;                   ///< number of the submission agreement; may be empty
  std::string version;                     ///< version of codau
  std::int64_t made = 0;                   ///< time of the package, seconds since 1970
  /// The value of xsi:schemaLocation: pairs of namespace and path, with spaces between. Paths begin
  /// at the root of the package. Empty: no schemas.
  std::string schema_locations = {};
};

/// Returns the time in Vietnam: "2024-02-15T07:00:00+07:00". `seconds`: since 1970.
[[nodiscard]] std::string vietnamese_time(std::int64_t seconds);
/// Returns "application/pdf" for a path that ends with .pdf. Else returns MIMETYPE_xml of `terms`
/// for .xml, and MIMETYPE_xsd for others; valid as long as `terms`.
[[nodiscard]] std::string_view mime_type(const PackageTerms& terms, std::string_view path);
/// Returns `pattern` with its placeholders replaced by the values in `by`: "{FONDS}.zip" with FONDS
/// = "H1" gives "H1.zip". Unknown placeholders stay, and values are not searched for placeholders.
[[nodiscard]] std::string fill_placeholders(
    std::string pattern, const std::vector<std::pair<std::string_view, std::string>>& by);

/// Returns a simpledc document (EAD.xml, EAD_doc_*.xml): one element for each field, with its cell.
/// `cells`: as many as `fields`.
[[nodiscard]] std::string ead_xml(const std::vector<ArchivalField>& fields,
                                  const std::vector<std::string>& cells);

/// Returns METS.xml of the package. `ead`: EAD.xml. `premis`: PREMIS.xml, only in an AIP.
/// `rep_mets`: METS.xml of the representation. `schemas`: the XSD files.
[[nodiscard]] std::string root_mets(const PackageFacts& facts, const PackedFile& ead,
                                    const std::optional<PackedFile>& premis,
                                    const PackedFile& rep_mets,
                                    const std::vector<PackedFile>& schemas);
/// Returns METS.xml of the representation (kRepresentationFolder), with paths relative to that
/// folder. `premis`: PREMIS_rep1.xml, only in an AIP.
[[nodiscard]] std::string rep_mets(const PackageFacts& facts,
                                   const std::vector<PackedPaper>& papers,
                                   const std::optional<PackedFile>& premis);
/// Returns PREMIS.xml of an AIP.
[[nodiscard]] std::string root_premis(const PackageFacts& facts);
/// Returns PREMIS_rep1.xml of an AIP, with an object for each PDF.
[[nodiscard]] std::string rep_premis(const PackageFacts& facts,
                                     const std::vector<PackedPaper>& papers);

}  // namespace codau::exports
