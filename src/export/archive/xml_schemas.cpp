#include "export/archive/xml_schemas.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "export/archive/archival_fields.h"
#include "export/target/xml_text.h"
#include "record/schema/ids.h"
#include "text/unicode.h"

namespace codau::exports {

/// Frees a schema of libxml2. It has external linkage because XmlSchemas::Compiled holds schemas.
struct XmlSchemaDeleter {
  void operator()(xmlSchema* schema) const { ::xmlSchemaFree(schema); }
};

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMetsSpace = "http://www.loc.gov/METS/",
                           kPremisSpace = "http://www.loc.gov/premis/v3",
                           kSchemaSpace = "http://www.w3.org/2001/XMLSchema";
constexpr std::array kKinds{PackageXml::kMets, PackageXml::kPremis, PackageXml::kEad,
                            PackageXml::kEadDoc};
constexpr std::size_t kMostFiles = 64;
constexpr std::uintmax_t kMostBytes = std::uintmax_t{8} << 20U;
constexpr std::uintmax_t kMostOfAll = std::uintmax_t{32} << 20U;
constexpr int kReading = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

[[noreturn]] void refuse(const fs::path& path, const Message& why) {
  throw Error(ErrorCode::kUsage, "--schemas: " + (path.string() + ": " + why));
}

std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string_view last_part(std::string_view url) { return url.substr(url.find_last_of('/') + 1); }

// ---- the entity loader of libxml2: one folder at a time, one thread ----

using Files = std::vector<XmlSchemas::File>;

std::shared_ptr<const Files>& asked_files() {
  static std::shared_ptr<const Files> files;
  return files;
}

const XmlSchemas::File* file_named(const Files& files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &XmlSchemas::File::name);
  return found == files.end() ? nullptr : &*found;
}

/// Loads only the files that were read, by the last part of their name.
xmlParserInputPtr load_from_files(const char* url, const char* /*id*/, xmlParserCtxtPtr context) {
  if (url == nullptr || !asked_files()) return nullptr;
  const XmlSchemas::File* const file = file_named(*asked_files(), last_part(url));
  if (file == nullptr) return nullptr;
  xmlParserInputBuffer* const buffer = ::xmlParserInputBufferCreateMem(
      file->bytes.data(), static_cast<int>(file->bytes.size()), XML_CHAR_ENCODING_NONE);
  if (buffer == nullptr) return nullptr;
  xmlParserInput* const input = ::xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE);
  if (input == nullptr) {
    ::xmlFreeParserInputBuffer(buffer);
    return nullptr;
  }
  input->filename = reinterpret_cast<char*>(::xmlCharStrdup(url));
  return input;
}

// ---- faults ----

std::string_view text_of(const char* text) { return text == nullptr ? std::string_view() : text; }

/// Tells whether libxml2 has lost a schema. It skips a second import of a namespace and only warns.
/// Nothing is lost if the skipped file is the imported one or a part of it.
bool loses_a_file(const xmlError& error) {
  if (error.code != XML_SCHEMAP_WARN_SKIP_SCHEMA || !asked_files()) return false;
  const std::string_view left_out = last_part(text_of(error.str1)),
                         taken = last_part(text_of(error.str3));
  const XmlSchemas::File* const file = file_named(*asked_files(), taken);
  return left_out != taken && (file == nullptr || !file->parts.contains(left_out));
}

/// Keeps the first fault.
void keep_first(void* into, xmlErrorPtr error) {
  auto& fault = *static_cast<std::optional<XmlFault>*>(into);
  if (fault || error == nullptr) return;
  if (error->level < XML_ERR_ERROR && !loses_a_file(*error)) return;
  fault.emplace();
  fault->line = error->line;
  fault->file = last_part(text_of(error->file));
  const auto* const node = static_cast<const xmlNode*>(error->node);
  if (node != nullptr && node->type == XML_ELEMENT_NODE) fault->element = text_of(node->name);
  fault->cause = error->message == nullptr ? "" : error->message;
  while (!fault->cause.empty() && fault->cause.back() == '\n') fault->cause.pop_back();
  std::ranges::replace(fault->cause, '\n', ' ');
}

struct FreeDoc {
  void operator()(xmlDoc* doc) const { ::xmlFreeDoc(doc); }
};
using Doc = std::unique_ptr<xmlDoc, FreeDoc>;
using Schema = std::unique_ptr<xmlSchema, XmlSchemaDeleter>;
Doc parse(std::string_view bytes, int options) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  return Doc(::xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8",
                             kReading | options));
}

// ---- the files ----

std::string bytes_of(const fs::path& file) {
  std::error_code error;
  if (fs::file_size(file, error) > kMostBytes || error)
    refuse(file, both("lớn hơn 8 MiB hoặc không đọc được", "is larger than 8 MiB or not readable"));
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) refuse(file, both("không đọc được", "cannot be read"));
  return bytes;
}

std::string attribute_of(const xmlNode* node, const char* name) {
  xmlChar* const value = ::xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name));
  std::string out(text_of(value));
  ::xmlFree(value);
  return out;
}

XmlSchemas::File file_of(const fs::path& file, std::string bytes) {
  const Doc doc(
      ::xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kReading));
  const xmlNode* const root = doc ? ::xmlDocGetRootElement(doc.get()) : nullptr;
  const auto is_of_schema = [](const xmlNode* node) {
    return node->type == XML_ELEMENT_NODE && node->ns != nullptr &&
           text_of(node->ns->href) == kSchemaSpace;
  };
  if (root == nullptr || !is_of_schema(root) || text_of(root->name) != "schema")
    refuse(file, both("không phải lược đồ XML (XSD)", "is no XML schema (XSD)"));
  XmlSchemas::File out{file.filename().string(), {}, attribute_of(root, "targetNamespace")};
  for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
    if (!is_of_schema(node)) continue;
    if (text_of(node->name) == "include" || text_of(node->name) == "redefine")
      out.parts.emplace(last_part(attribute_of(node, "schemaLocation")));
  }
  out.sha256 = record::sha256(bytes);
  out.bytes = std::move(bytes);
  return out;
}

/// Adds the parts of parts. Of files that include each other, the first by name is not a part.
void find_parts(Files& files) {
  for (bool grew = true; grew;) {
    grew = false;
    for (XmlSchemas::File& file : files) {
      const std::size_t before = file.parts.size();
      for (const XmlSchemas::File& other : files) {
        if (file.parts.contains(other.name))
          file.parts.insert(other.parts.begin(), other.parts.end());
      }
      grew = grew || file.parts.size() > before;
    }
  }
  for (XmlSchemas::File& file : files) {
    file.is_part = std::ranges::any_of(files, [&](const XmlSchemas::File& other) {
      return other.name != file.name && other.parts.contains(file.name) &&
             !(file.parts.contains(other.name) && file.name < other.name);
    });
  }
}

Files files_of(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    refuse(folder, both("không có thư mục này", "no such folder"));
  std::vector<fs::path> paths;
  for (fs::directory_iterator walk(folder, error), end; walk != end && !error;
       walk.increment(error)) {
    if (text::to_lower(walk->path().extension().string()) == ".xsd" && walk->is_regular_file(error))
      paths.push_back(walk->path());
  }
  if (error) refuse(folder, describe_errno(error.value()));
  if (paths.empty()) refuse(folder, both("không có tệp .xsd nào", "there is no .xsd in it"));
  if (paths.size() > kMostFiles) refuse(folder, both("quá 64 tệp .xsd", "more than 64 .xsd"));
  std::ranges::sort(paths);
  Files out;
  std::uintmax_t sum = 0;
  for (const fs::path& path : paths) {
    if (!is_valid_archive_code(path.filename().string()))
      refuse(path, both("tên tệp chỉ gồm chữ không dấu, số, dấu chấm, gạch",
                        "a name has letters without marks, digits, dots, dashes"));
    std::string bytes = bytes_of(path);
    sum += bytes.size();
    if (sum > kMostOfAll)
      refuse(folder, both("các tệp .xsd cộng lại lớn hơn 32 MiB", "its .xsd are more than 32 MiB"));
    out.push_back(file_of(path, std::move(bytes)));
  }
  find_parts(out);
  return out;
}

bool judges(const XmlSchemas::File& file, PackageXml kind) {
  if (kind == PackageXml::kMets) return file.target_namespace == kMetsSpace && !file.is_part;
  if (kind == PackageXml::kPremis) return file.target_namespace == kPremisSpace && !file.is_part;
  const std::string_view name = kind == PackageXml::kEad ? "ead.xsd" : "ead_doc.xsd";
  return text::to_lower(file.name) == name;
}

bool is_beside(const XmlSchemas::File& file) {
  return !file.is_part && !file.target_namespace.empty() && file.target_namespace != kMetsSpace &&
         file.target_namespace != kPremisSpace;
}

/// Refuses two unrelated schemas of one namespace, because libxml2 would import only one.
void check_namespaces(const fs::path& folder, const Files& files) {
  std::map<std::string_view, const XmlSchemas::File*> known;
  for (const XmlSchemas::File& file : files) {
    if (!is_beside(file)) continue;
    const auto [at, is_new] = known.emplace(file.target_namespace, &file);
    if (!is_new)
      refuse(folder,
             both("hai lược đồ cho cùng một không gian tên: ", "two schemas of one namespace: ") +
                 (at->second->name + ", " + file.name));
  }
}

/// Returns a schema that imports first every namespace other than METS and PREMIS, with all parts
/// of each schema, and then `main`.
std::string gathered(const Files& files, const XmlSchemas::File& main) {
  std::string out = "<xs:schema xmlns:xs=\"" + std::string(kSchemaSpace) + "\">";
  const auto import = [&](const XmlSchemas::File& file) {
    out += "<xs:import namespace=\"" + xml_text(file.target_namespace) + "\" schemaLocation=\"" +
           xml_text(file.name) + "\"/>";
  };
  for (const XmlSchemas::File& file : files) {
    if (is_beside(file)) import(file);
  }
  import(main);
  return out + "</xs:schema>";
}

Schema compile(const fs::path& folder, const std::string& name, const std::string& bytes) {
  std::optional<XmlFault> fault;
  xmlSchemaParserCtxt* const context =
      ::xmlSchemaNewMemParserCtxt(bytes.data(), static_cast<int>(bytes.size()));
  ::xmlSchemaSetParserStructuredErrors(context, keep_first, &fault);
  Schema schema(::xmlSchemaParse(context));
  ::xmlSchemaFreeParserCtxt(context);
  if (!schema || fault) {
    const XmlFault why = fault.value_or(XmlFault{});
    refuse(folder / (why.file.empty() ? name : why.file),
           (why.line > 0 ? std::to_string(why.line) + ": " : std::string()) + why.cause +
               both(" (lược đồ không dùng được)", " (the schema is of no use)"));
  }
  return schema;
}

}  // namespace

std::string_view to_string(PackageXml kind) {
  switch (kind) {
    case PackageXml::kMets:
      return "METS";
    case PackageXml::kPremis:
      return "PREMIS";
    case PackageXml::kEad:
      return "EAD";
    case PackageXml::kEadDoc:
      return "EAD_doc";
  }
  throw Error(ErrorCode::kInternal, "an XML file of no kind");
}

struct XmlSchemas::Compiled {
  std::map<PackageXml, std::pair<const File*, Schema>> by_kind;
};

XmlSchemas::XmlSchemas(const fs::path& folder) : compiled_(std::make_unique<Compiled>()) {
  ::xmlInitParser();
  files_ = std::make_shared<const Files>(files_of(folder));
  asked_files() = files_;
  ::xmlSetExternalEntityLoader(load_from_files);
  check_namespaces(folder, *files_);
  for (const PackageXml kind : kKinds) {
    for (const File& file : *files_) {
      if (!judges(file, kind)) continue;
      auto& [known, schema] = compiled_->by_kind[kind];
      if (known != nullptr)
        refuse(folder, both("hai lược đồ cho cùng một loại tệp: ", "two schemas of one kind: ") +
                           (known->name + ", " + file.name));
      known = &file;
      const bool has_space = kind == PackageXml::kMets || kind == PackageXml::kPremis;
      schema = compile(folder, file.name, has_space ? gathered(*files_, file) : file.bytes);
    }
  }
  if (compiled_->by_kind.empty())
    refuse(folder,
           both("không có lược đồ của METS, PREMIS, EAD (ead.xsd) hay EAD_doc (ead_doc.xsd)",
                "has no schema of METS, PREMIS, EAD (ead.xsd) or EAD_doc (ead_doc.xsd)"));
}

XmlSchemas::~XmlSchemas() = default;

const XmlSchemas::File* XmlSchemas::find_schema(PackageXml kind) const {
  const auto found = compiled_->by_kind.find(kind);
  return found == compiled_->by_kind.end() ? nullptr : found->second.first;
}

std::optional<XmlFault> XmlSchemas::validate(PackageXml kind, std::string_view xml) const {
  const auto found = compiled_->by_kind.find(kind);
  if (found == compiled_->by_kind.end()) return std::nullopt;
  const Doc doc = parse(xml, XML_PARSE_HUGE | XML_PARSE_BIG_LINES);
  if (!doc) return XmlFault{0, {}, "not well-formed", {}};
  std::optional<XmlFault> fault;
  xmlSchemaValidCtxt* const context = ::xmlSchemaNewValidCtxt(found->second.second.get());
  ::xmlSchemaSetValidStructuredErrors(context, keep_first, &fault);
  const int verdict = ::xmlSchemaValidateDoc(context, doc.get());
  ::xmlSchemaFreeValidCtxt(context);
  if (verdict != 0 && !fault) fault = XmlFault{0, {}, "the validator of libxml2 failed", {}};
  return fault;
}

}  // namespace codau::exports
