// export/archive/xml_schemas.h — XML judged by the schemas (XSD) that a user has (the only door to
// libxml2).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace codau::exports {

/// The files of a package: METS.xml, PREMIS*.xml, EAD.xml, EAD_doc_*.xml.
enum class PackageXml : std::uint8_t { kMets, kPremis, kFile, kPaper };
/// "METS", "PREMIS", "EAD", "EAD_doc".
[[nodiscard]] std::string_view name_of(PackageXml kind);

/// Where and why an XML file does not fit.
struct XmlFault {
  std::int64_t line = 0;
  std::string element, cause;  ///< its name; the words of libxml2
  std::string file = {};       ///< of a schema: the XSD that it is in, where that is known
};

/// The *.xsd of a folder. METS and PREMIS are judged by that of their namespace, with those of all
/// other namespaces in the folder; EAD.xml and EAD_doc_*.xml by ead.xsd and ead_doc.xsd (in either
/// case). What a schema takes up is looked for by its file name among those *.xsd, wherever it says
/// that it is: no network is used, and no other file is read. A namespace is that of one XSD and of
/// those that it includes or redefines.
class XmlSchemas {
 public:
  struct File {
    std::string name, bytes;  ///< a good code (export/archive/archival_fields.h)
    std::string target;       ///< namespace; empty: none
    std::string sha256 = {};
    std::set<std::string, std::less<>> parts = {};  ///< names that it includes or redefines
    bool is_part = false;                           ///< another one includes or redefines it
  };
  /// Throws Error{kUsage}: no folder, no XSD in it, one that is none or larger than 8 MiB, more
  /// than 64 or than 32 MiB, a name with other signs than letters, digits, dots, dashes; two for
  /// one kind or one namespace; one that is of no use, or that leaves out what another has.
  explicit XmlSchemas(const std::filesystem::path& folder);
  ~XmlSchemas();
  XmlSchemas(const XmlSchemas&) = delete;
  XmlSchemas& operator=(const XmlSchemas&) = delete;

  /// Sorted by name.
  [[nodiscard]] const std::vector<File>& files() const noexcept { return *files_; }
  /// By which a kind is judged; null where none is there.
  [[nodiscard]] const File* schema_of(PackageXml kind) const;
  /// The first fault; nothing where it fits, or nothing is there to judge it by.
  [[nodiscard]] std::optional<XmlFault> fault_of(PackageXml kind, std::string_view xml) const;

 private:
  struct Compiled;
  std::shared_ptr<const std::vector<File>> files_;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace codau::exports
