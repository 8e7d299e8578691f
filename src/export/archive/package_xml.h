// export/archive/package_xml.h — makes the XML files of a package by libxml2. A package is a ZIP
// file for an archive: a SIP (submission information package) or an AIP (archival information
// package). A package has one archival file, which is a set of papers that are kept together. A
// paper is a document of the store (export/archive/archival_fields.h).
// 1. The PDFs of the papers are in a subfolder, the representation.
// 2. METS.xml lists files. The package has one, and the representation has another.
// 3. PREMIS.xml (package) and PREMIS_rep1.xml (representation) record preservation, in an AIP only.
// 4. EAD.xml has the metadata of the archival file. EAD_doc_*.xml has the metadata of one paper.
// Standard: E-ARK CSIP 2.0.4, extended by the circular Thông tư 05/2025/TT-BNV.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_fields.h"

namespace codau::exports {

/// Path of the representation in a package, with '/' at its end.
inline constexpr std::string_view kRepresentationFolder = "representations/rep1/";

/// A file of a package, as METS and PREMIS record it.
struct PackedFile {
  std::string path;             ///< in the package: "representations/rep1/data/H1.2.1.pdf"
  std::uint64_t size = 0;       ///< in bytes
  std::string sha256;           ///< lower-case hexadecimal
  std::int64_t created_at = 0;  ///< time of creation, in seconds since 1970
};
/// A paper with its files.
struct PackedPaper {
  std::string id;                           ///< PlacedPaper::id()
  PackedFile pdf;                           ///< in the folder data of the representation
  bool is_pdf_a = false;                    ///< the PDF claims PDF/A-2
  PackedFile description;                   ///< its metadata: EAD_doc_*.xml
  std::optional<PackedFile> original = {};  ///< the signed original as received, also in data
};
/// Facts that all XML files of one package share.
struct PackageFacts {
  ArchivalForm form = ArchivalForm::kSip;  ///< kSip or kAip
  PackageTerms terms;                      ///< result of read_package_terms() for `form`
  std::string objid;                       ///< OBJID of METS: "uuid-…"
  std::string label;                       ///< title of the archival file
  std::string fonds;                       ///< code of the fonds, the holdings of one office
  std::string creator;                     ///< office that makes the package; may be empty
  std::string agreement;                   ///< number of the submission agreement; may be empty
  std::string version;                     ///< version of codau
  std::int64_t created_at = 0;             ///< creation of the package, in seconds since 1970
  /// The value of xsi:schemaLocation: pairs of namespace and path, with spaces between. Paths are
  /// relative to the root of the package. Empty: no schemas.
  std::string schema_locations = {};
};

/// Returns a time in the time zone of Vietnam: 0 gives "1970-01-01T07:00:00+07:00". `seconds`:
/// since 1970 (UTC).
[[nodiscard]] std::string format_vietnamese_time(std::int64_t seconds);
/// Returns the MIME type of the file `path`, by the ending of its name. A .pdf file has the type
/// "application/pdf". A .xml file has the constant MIMETYPE_xml of `terms`, and any other file has
/// MIMETYPE_xsd. The result is valid as long as `terms`.
[[nodiscard]] std::string_view find_mime_type(const PackageTerms& terms, std::string_view path);
/// Returns `pattern` with its placeholders replaced by `values`: "{FONDS}.zip" with the value "H1"
/// for FONDS gives "H1.zip". Unknown placeholders stay. Placeholders in values are not replaced.
[[nodiscard]] std::string fill_placeholders(
    std::string pattern, const std::vector<std::pair<std::string_view, std::string>>& values);

/// Returns EAD.xml or EAD_doc_*.xml: an element <simpledc> with one element for each field. The
/// field "fileCode" with the value "H1.2" gives <fileCode>H1.2</fileCode>. The argument `cells` has
/// the values of `fields`, in the same order. Precondition: `cells` is as long as `fields`.
[[nodiscard]] std::string make_ead(const std::vector<ArchivalField>& fields,
                                   const std::vector<std::string>& cells);

/// Returns METS.xml of the package, which lists `ead` (EAD.xml), `premis` (PREMIS.xml, only in an
/// AIP), `representation` (METS.xml of the representation), and `schemas` (XSD files).
[[nodiscard]] std::string make_package_mets(const PackageFacts& facts, const PackedFile& ead,
                                            const std::optional<PackedFile>& premis,
                                            const PackedFile& representation,
                                            const std::vector<PackedFile>& schemas);
/// Returns METS.xml of the representation, which lists the files of `papers`, and `premis`
/// (PREMIS_rep1.xml, only in an AIP), with paths relative to kRepresentationFolder.
[[nodiscard]] std::string make_representation_mets(const PackageFacts& facts,
                                                   const std::vector<PackedPaper>& papers,
                                                   const std::optional<PackedFile>& premis);
/// Returns PREMIS.xml of an AIP, about the package as a whole.
[[nodiscard]] std::string make_package_premis(const PackageFacts& facts);
/// Returns PREMIS_rep1.xml of an AIP, with an object for each PDF.
[[nodiscard]] std::string make_representation_premis(const PackageFacts& facts,
                                                     const std::vector<PackedPaper>& papers);

}  // namespace codau::exports
