// export/archive/xml_schemas.h — validates XML against the schemas (XSD) of the user, by libxml2.
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

/// The kinds of XML files in a package: METS.xml, PREMIS*.xml, EAD.xml (of the hồ sơ),
/// EAD_doc_*.xml (of a paper).
enum class PackageXml : std::uint8_t { kMets, kPremis, kFile, kPaper };
/// Returns "METS", "PREMIS", "EAD" or "EAD_doc".
[[nodiscard]] std::string_view to_string(PackageXml kind);

/// The place and the cause of a schema violation. `line` is 0 if unknown.
struct XmlFault {
  std::int64_t line = 0;
  std::string element, cause;  ///< name of the element; message of libxml2
  std::string file = {};       ///< for a fault of a schema: the XSD with the fault, if known
};

/// The *.xsd files of a folder. Each kind of XML is validated as follows:
/// 1. METS and PREMIS: the schema of their namespace. Schemas of all other namespaces in the folder
///    also apply.
/// 2. EAD.xml: ead.xsd. EAD_doc_*.xml: ead_doc.xsd. Upper and lower case of file names are equal.
/// Imported and included schemas are found in the folder by file name, whatever their location
/// says. No network is used, and no other file is read. A namespace belongs to one XSD and to the
/// files that this XSD includes or redefines.
class XmlSchemas {
 public:
  /// A schema file, read into memory.
  struct File {
    std::string name, bytes;  ///< the name satisfies is_valid_archive_code() (archival_fields.h)
    std::string target;       ///< target namespace; empty: no namespace
    std::string sha256 = {};
    std::set<std::string, std::less<>> parts = {};  ///< files that it includes or redefines
    bool is_part = false;                           ///< another file includes or redefines it
  };
  /// Reads and compiles the schemas. Throws Error{kUsage} in these cases:
  /// 1. The folder does not exist, or it has no XSD.
  /// 2. The folder has more than 64 XSD files, or more than 32 MiB of them.
  /// 3. A file is malformed or larger than 8 MiB.
  /// 4. A file name does not satisfy is_valid_archive_code() (archival_fields.h).
  /// 5. Two schemas serve one kind of XML or one namespace.
  /// 6. No schema serves any kind, or libxml2 cannot use a schema.
  /// 7. libxml2 would skip a schema file, and its definitions would be lost.
  explicit XmlSchemas(const std::filesystem::path& folder);
  ~XmlSchemas();
  XmlSchemas(const XmlSchemas&) = delete;
  XmlSchemas& operator=(const XmlSchemas&) = delete;

  /// Returns the XSD files, sorted by name.
  [[nodiscard]] const std::vector<File>& files() const noexcept { return *files_; }
  /// Returns the schema that validates a kind; null if the folder has none.
  [[nodiscard]] const File* find_schema(PackageXml kind) const;
  /// Returns the first fault; nothing if the XML is valid, or no schema exists for its kind.
  [[nodiscard]] std::optional<XmlFault> validate(PackageXml kind, std::string_view xml) const;

 private:
  struct Compiled;
  std::shared_ptr<const std::vector<File>> files_;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace codau::exports
