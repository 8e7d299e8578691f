// export/archive/xml_schemas.h — validates the XML of packages against schemas (XSD) of the user,
// by libxml2.
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

/// The *.xsd files of a folder, compiled. They validate the kinds of XML as follows:
/// 1. METS and PREMIS: the schema with their namespace, together with the schemas of all other
///    namespaces in the folder.
/// 2. EAD.xml: ead.xsd. EAD_doc_*.xml: ead_doc.xsd. The case of these names does not count.
/// An import or include is looked up in the folder by the file name alone, whatever its location
/// says. No network is used, and no other file is read.
/// Not thread-safe. The constructor replaces the entity loader of libxml2 in the whole process, so
/// that libxml2 finds only the files of the object made last.
class XmlSchemas {
 public:
  /// A schema file, read into memory.
  struct File {
    std::string name;                               ///< file name, is_valid_archive_code()
    std::string bytes;                              ///< content
    std::string target;                             ///< target namespace; empty: no namespace
    std::string sha256 = {};                        ///< of the content
    std::set<std::string, std::less<>> parts = {};  ///< files that it includes or redefines
    bool is_part = false;                           ///< another file includes or redefines it
  };
  /// Reads and compiles the schemas. Throws Error{kUsage} if:
  /// 1. the folder does not exist, cannot be read, or has no XSD;
  /// 2. the folder has more than 64 XSD files, or more than 32 MiB of them;
  /// 3. a file is no XSD, cannot be read, or is larger than 8 MiB;
  /// 4. a file name is not is_valid_archive_code() (archival_fields.h);
  /// 5. two schemas serve one kind of XML, or one namespace without including each other;
  /// 6. no schema serves any kind;
  /// 7. libxml2 cannot use a schema, or would skip a schema file and lose its definitions.
  explicit XmlSchemas(const std::filesystem::path& folder);
  ~XmlSchemas();
  XmlSchemas(const XmlSchemas&) = delete;
  XmlSchemas& operator=(const XmlSchemas&) = delete;

  /// Returns the XSD files, sorted by name.
  [[nodiscard]] const std::vector<File>& files() const noexcept { return *files_; }
  /// Returns the schema that validates a kind; null if the folder has none.
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
