// export/archive/xml_schemas.h — validates the XML of packages against schemas (XSD) of the user,
// by libxml2. A package is a ZIP file for an archive (export/archive/archival_fields.h).
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

/// The kinds of XML files in a package.
enum class PackageXml : std::uint8_t {
  kMets,    ///< METS.xml: the list of entries
  kPremis,  ///< PREMIS*.xml: records of preservation
  kEad,     ///< EAD.xml: metadata of the archival file
  kEadDoc,  ///< EAD_doc_*.xml: metadata of a paper
};
/// Returns "METS", "PREMIS", "EAD" or "EAD_doc".
[[nodiscard]] std::string_view to_string(PackageXml kind);

/// A violation of a schema by an XML file, or a fault in a schema itself.
struct XmlFault {
  std::int64_t line = 0;  ///< line in the XML file or schema, from 1; 0: unknown
  std::string element;    ///< name of the element; empty: unknown
  std::string cause;      ///< message of libxml2
  /// Name of the schema, if the fault is in a schema and the name is known. Otherwise empty.
  std::string file = {};
};

/// The schemas (*.xsd) of a folder, compiled. The kind of an XML file decides which schema
/// validates the file:
/// 1. METS, PREMIS: the schema with the namespace of METS or PREMIS, together with the schemas of
///    all other namespaces in the folder.
/// 2. EAD.xml: the schema ead.xsd. The name may be in upper or lower case.
/// 3. EAD_doc_*.xml: the schema ead_doc.xsd. The name may be in upper or lower case.
/// If a schema imports or includes another, only the file name counts, not its path or address. The
/// file must be in the folder: no network is used, and no other file is read.
/// Not thread-safe. The constructor replaces the entity loader of libxml2 in the whole process, so
/// that libxml2 finds only the files of the object made last.
class XmlSchemas {
 public:
  /// A schema file, read into memory.
  struct File {
    std::string name;              ///< file name: "mets.xsd"
    std::string bytes;             ///< content
    std::string target_namespace;  ///< empty: no namespace
    std::string sha256 = {};       ///< of the content, lower-case hexadecimal
    /// Names of the files that this file includes or redefines.
    std::set<std::string, std::less<>> parts = {};
    bool is_part = false;  ///< another file includes or redefines this file
  };
  /// Reads and compiles the schemas. Throws Error{kUsage} if:
  /// 1. the folder does not exist, cannot be read, or has no XSD;
  /// 2. the folder has more than 64 XSD files, or more than 32 MiB of them;
  /// 3. a file is no XSD, cannot be read, or is larger than 8 MiB;
  /// 4. is_valid_archive_code() (archival_fields.h) does not accept a file name;
  /// 5. two schemas would validate the same kind of XML;
  /// 6. two schemas have the same namespace, unless one is included in the other;
  /// 7. the folder has no schema for any kind of XML;
  /// 8. libxml2 cannot use a schema, or would skip a schema file and lose its definitions.
  explicit XmlSchemas(const std::filesystem::path& folder);
  ~XmlSchemas();
  XmlSchemas(const XmlSchemas&) = delete;
  XmlSchemas& operator=(const XmlSchemas&) = delete;

  /// Returns the XSD files, sorted by name.
  [[nodiscard]] const std::vector<File>& files() const noexcept { return *files_; }
  /// Returns the schema that validates a kind of XML; null if the folder has no such schema. Valid
  /// as long as this object.
  [[nodiscard]] const File* find_schema(PackageXml kind) const;
  /// Returns the first violation in `xml`; nothing if `xml` is valid, or if its kind has no schema.
  /// XML that is not well-formed is a violation, too.
  [[nodiscard]] std::optional<XmlFault> validate(PackageXml kind, std::string_view xml) const;

 private:
  struct Compiled;
  std::shared_ptr<const std::vector<File>> files_;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace codau::exports
