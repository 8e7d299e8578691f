// export/archive/package_xml.h — the XML files of a package SIP or AIP (E-ARK CSIP 2.0.4 as Thông
// tư 05/2025/TT-BNV extends it, as others have read the circular: data/archival/packages.tsv),
// written by libxml2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/archive/archival_fields.h"

namespace codau::exports {

/// A file of a package as METS and PREMIS describe it.
struct PackedFile {
  std::string path;  ///< in the package, with '/': "representations/rep1/data/H1.2.1.pdf"
  std::uint64_t bytes = 0;
  std::string sha256;
  std::int64_t made = 0;  ///< seconds since 1970
};
/// A paper with its files.
struct PackedPaper {
  std::string name;                         ///< docId
  PackedFile pdf;                           ///< under data/
  bool is_pdf_a = false;                    ///< claims to be PDF/A-2b
  PackedFile description;                   ///< EAD_doc_*.xml
  std::optional<PackedFile> original = {};  ///< signed, as it came; under data/
};
/// Facts that the XML files of one package share.
struct PackageFacts {
  ArchivalForm form = ArchivalForm::kSip;
  PackageTerms terms;
  std::string objid, label;               ///< OBJID; title of the file
  std::string fonds, creator, agreement;  ///< the last two may be empty
  std::string version;                    ///< of the program
  std::int64_t made = 0;                  ///< seconds since 1970
  std::string schema_locations = {};      ///< xsi:schemaLocation pairs, relative to the root
};

/// Returns seconds since 1970 as "2024-02-15T07:00:00+07:00".
[[nodiscard]] std::string vietnamese_time(std::int64_t seconds);
/// Returns "application/pdf" for a PDF, else the type of XML or XSD files from packages.tsv.
[[nodiscard]] std::string_view mime_type(const PackageTerms& terms, std::string_view path);
/// Replaces the placeholders in a name of packages.tsv: "{UUID}" by the value of UUID.
[[nodiscard]] std::string filled(std::string pattern,
                                 const std::vector<std::pair<std::string_view, std::string>>& by);

/// Returns a simpledc document: every field with its cell, in order.
[[nodiscard]] std::string ead_xml(const std::vector<ArchivalField>& fields,
                                  const std::vector<std::string>& cells);

/// Returns METS.xml of the package. `premis`: only of an AIP.
[[nodiscard]] std::string root_mets(const PackageFacts& facts, const PackedFile& ead,
                                    const std::optional<PackedFile>& premis,
                                    const PackedFile& rep_mets,
                                    const std::vector<PackedFile>& schemas);
/// Returns METS.xml of representations/rep1, with paths relative to that folder. `premis`: only of
/// an AIP.
[[nodiscard]] std::string rep_mets(const PackageFacts& facts,
                                   const std::vector<PackedPaper>& papers,
                                   const std::optional<PackedFile>& premis);
/// Returns PREMIS.xml of an AIP, or PREMIS_rep1.xml of its representation with each file.
[[nodiscard]] std::string root_premis(const PackageFacts& facts);
[[nodiscard]] std::string rep_premis(const PackageFacts& facts,
                                     const std::vector<PackedPaper>& papers);

}  // namespace codau::exports
