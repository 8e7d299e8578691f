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

/// A violation of a schema.
struct XmlFault {
  std::int64_t line = 0;  ///< line in the XML file, from 1; 0: unknown
  std::string element;    ///< name of the element; empty: unknown
  std::string cause;      ///< message of libxml2
  std::string file = {};  ///< for a fault in a schema: name of the XSD; empty: unknown
};

/// The *.xsd files of a folder, compiled. The kind of an XML file decides on its schema:
/// 1. METS and PREMIS: the schema with their namespace, together with the schemas of all other
///    namespaces in the folder.
/// 2. EAD.xml: ead.xsd. EAD_doc_*.xml: ead_doc.xsd. The case of these names does not count.
/// An import or include in a schema finds a file of the same name in the folder, whatever path or
/// address it gives. No network is used, and no other file is read.
/// Not thread-safe. The constructor replaces the entity loader of libxml2 in the whole process, so
/// that libxml2 finds only the files of the object made last.
class XmlSchemas {
 public:
  /// A schema file, read into memory.
  struct File {
    std::string name;                               ///< file name: "mets.xsd"
    std::string bytes;                              ///< content
    std::string target_namespace;                   ///< empty: no namespace
    std::string sha256 = {};                        ///< of the content, lower-case hexadecimal
    std::set<std::string, std::less<>> parts = {};  ///< files that it includes or redefines
    bool is_part = false;                           ///< another file includes or redefines it
  };
  /// Reads and compiles the schemas. Throws Error{kUsage} if:
  /// 1. the folder does not exist, cannot be read, or has no XSD;
  /// 2. the folder has more than 64 XSD files, or more than 32 MiB of them;
  /// 3. a file is no XSD, cannot be read, or is larger than 8 MiB;
  /// 4. is_valid_archive_code() (archival_fields.h) does not accept a file name;
  /// 5. two schemas validate one kind of XML, or have one namespace and do not include each other;
  /// 6. no schema validates any kind of XML;
  /// 7. libxml2 cannot use a schema, or would skip a schema file and lose its definitions.
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
