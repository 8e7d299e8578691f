// export/archive/package_xml.h — writes the XML files of a package (SIP or AIP) by libxml2.
// Standard: E-ARK CSIP 2.0.4, extended by Thông tư 05/2025/TT-BNV. Other readers of the circular
// gave its values in data/archival/packages.tsv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_fields.h"

namespace codau::exports {

/// A file of a package, with the facts that METS (content) and PREMIS (preservation) record.
struct PackedFile {
  std::string path;  ///< in the package, with '/': "representations/rep1/data/H1.2.1.pdf"
  std::uint64_t bytes = 0;
  std::string sha256;
  std::int64_t made = 0;  ///< seconds since 1970
};
/// A paper (document) with its files.
struct PackedPaper {
  std::string name;                         ///< id of the paper: docId
  PackedFile pdf;                           ///< under data/
  bool is_pdf_a = false;                    ///< the PDF claims PDF/A-2
  PackedFile description;                   ///< EAD_doc_*.xml
  std::optional<PackedFile> original = {};  ///< signed original as received, under data/
};
/// Facts that all XML files of one package share.
struct PackageFacts {
  ArchivalForm form = ArchivalForm::kSip;
  PackageTerms terms;
  std::string objid, label;               ///< OBJID of METS; title of the file (hồ sơ)
  std::string fonds, creator, agreement;  ///< `creator` and `agreement` may be empty
  std::string version;                    ///< version of codau
  std::int64_t made = 0;                  ///< seconds since 1970
  std::string schema_locations = {};  ///< pairs of xsi:schemaLocation; paths relative to the root
};

/// Returns the time in Vietnam, as "2024-02-15T07:00:00+07:00". `seconds`: since 1970.
[[nodiscard]] std::string vietnamese_time(std::int64_t seconds);
/// Returns "application/pdf" for a PDF, else the type of XML or XSD files from packages.tsv.
[[nodiscard]] std::string_view mime_type(const PackageTerms& terms, std::string_view path);
/// Returns `pattern`, a name of packages.tsv, with its placeholders replaced: "{UUID}" by the value
/// of UUID. Unknown placeholders stay.
[[nodiscard]] std::string filled(std::string pattern,
                                 const std::vector<std::pair<std::string_view, std::string>>& by);

/// Returns a simpledc document (EAD.xml, EAD_doc_*.xml): each field with its cell, in order.
[[nodiscard]] std::string ead_xml(const std::vector<ArchivalField>& fields,
                                  const std::vector<std::string>& cells);

/// Returns METS.xml of the package. `premis`: only for an AIP.
[[nodiscard]] std::string root_mets(const PackageFacts& facts, const PackedFile& ead,
                                    const std::optional<PackedFile>& premis,
                                    const PackedFile& rep_mets,
                                    const std::vector<PackedFile>& schemas);
/// Returns METS.xml of the folder representations/rep1, with paths relative to that folder.
/// `premis`: only for an AIP.
[[nodiscard]] std::string rep_mets(const PackageFacts& facts,
                                   const std::vector<PackedPaper>& papers,
                                   const std::optional<PackedFile>& premis);
/// Returns PREMIS.xml of an AIP.
[[nodiscard]] std::string root_premis(const PackageFacts& facts);
/// Returns PREMIS_rep1.xml of an AIP, with an object for each PDF.
[[nodiscard]] std::string rep_premis(const PackageFacts& facts,
                                     const std::vector<PackedPaper>& papers);

}  // namespace codau::exports
