#include "export/xml_schemas.h"

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
#include "export/archival_fields.h"
#include "export/xml_text.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMetsSpace = "http://www.loc.gov/METS/",
                           kPremisSpace = "http://www.loc.gov/premis/v3",
                           kSchemaSpace = "http://www.w3.org/2001/XMLSchema";
constexpr std::array kKinds{PackageXml::kMets, PackageXml::kPremis, PackageXml::kFile,
                            PackageXml::kPaper};
constexpr std::size_t kMostFiles = 64;
constexpr std::uintmax_t kMostBytes = std::uintmax_t{8} << 20U;
constexpr int kReading = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

[[noreturn]] void refuse(const fs::path& path, const Message& why) {
  throw Error(ErrorCode::kUsage, "--schemas: " + (path.string() + ": " + why));
}

std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// ---- what libxml2 asks for while a schema is read: one folder at a time, one thread ----

fs::path& asked_folder() {
  static fs::path folder;
  return folder;
}

/// Nothing but files of the folder, by the last part of their name.
xmlParserInputPtr load_from_folder(const char* url, const char* /*id*/, xmlParserCtxtPtr context) {
  const std::string_view whole = url == nullptr ? "" : url;
  const std::string_view name = whole.substr(whole.find_last_of('/') + 1);
  if (!is_good_code(name)) return nullptr;
  const fs::path file = asked_folder() / name;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return nullptr;
  return ::xmlNewInputFromFile(context, file.c_str());
}

// ---- faults ----

/// The first one counts.
void keep_first(void* into, xmlErrorPtr error) {
  auto& fault = *static_cast<std::optional<XmlFault>*>(into);
  if (fault || error == nullptr || error->level < XML_ERR_ERROR) return;
  fault.emplace();
  fault->line = error->line;
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
struct FreeSchema {
  void operator()(xmlSchema* schema) const { ::xmlSchemaFree(schema); }
};
using Schema = std::unique_ptr<xmlSchema, FreeSchema>;

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

std::string target_of(const fs::path& file, std::string_view bytes) {
  const Doc doc(
      ::xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, kReading));
  const xmlNode* const root = doc ? ::xmlDocGetRootElement(doc.get()) : nullptr;
  const bool is_schema = root != nullptr && text_of(root->name) == "schema" &&
                         root->ns != nullptr && text_of(root->ns->href) == kSchemaSpace;
  if (!is_schema) refuse(file, both("không phải lược đồ XML (XSD)", "is no XML schema (XSD)"));
  xmlChar* const target = ::xmlGetNoNsProp(
      root, reinterpret_cast<const xmlChar*>("targetNamespace"));  // NOLINT: no const in libxml2
  std::string out(text_of(target));
  ::xmlFree(target);
  return out;
}

std::vector<XmlSchemas::File> files_of(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    refuse(folder, both("không có thư mục này", "no such folder"));
  std::vector<fs::path> paths;
  for (fs::directory_iterator walk(folder, error), end; walk != end && !error;
       walk.increment(error)) {
    if (text::to_lower(walk->path().extension().string()) == ".xsd" && walk->is_regular_file(error))
      paths.push_back(walk->path());
  }
  if (error) refuse(folder, system_message(error.value()));
  if (paths.empty()) refuse(folder, both("không có tệp .xsd nào", "there is no .xsd in it"));
  if (paths.size() > kMostFiles) refuse(folder, both("quá 64 tệp .xsd", "more than 64 .xsd"));
  std::ranges::sort(paths);
  std::vector<XmlSchemas::File> out;
  for (const fs::path& path : paths) {
    if (!is_good_code(path.filename().string()))
      refuse(path, both("tên tệp chỉ gồm chữ không dấu, số, dấu chấm, gạch",
                        "a name has letters without marks, digits, dots, dashes"));
    std::string bytes = bytes_of(path);
    std::string target = target_of(path, bytes);
    out.push_back({path.filename().string(), std::move(bytes), std::move(target)});
  }
  return out;
}

bool judges(const XmlSchemas::File& file, PackageXml kind) {
  if (kind == PackageXml::kMets) return file.target == kMetsSpace;
  if (kind == PackageXml::kPremis) return file.target == kPremisSpace;
  const std::string_view name = kind == PackageXml::kFile ? "ead.xsd" : "ead_doc.xsd";
  return text::to_lower(file.name) == name;
}

/// A schema that takes up `main`, and behind it those of namespaces that neither is judged by.
std::string gathered(const std::vector<XmlSchemas::File>& files, const XmlSchemas::File& main) {
  std::string out = "<xs:schema xmlns:xs=\"" + std::string(kSchemaSpace) + "\">";
  const auto import = [&](const XmlSchemas::File& file) {
    out += "<xs:import namespace=\"" + xml_text(file.target) + "\" schemaLocation=\"" +
           xml_text(file.name) + "\"/>";
  };
  import(main);
  for (const XmlSchemas::File& file : files) {
    if (!file.target.empty() && file.target != kMetsSpace && file.target != kPremisSpace)
      import(file);
  }
  return out + "</xs:schema>";
}

Schema compile(const fs::path& folder, const std::string& name, const std::string& bytes) {
  std::optional<XmlFault> fault;
  xmlSchemaParserCtxt* const context =
      ::xmlSchemaNewMemParserCtxt(bytes.data(), static_cast<int>(bytes.size()));
  ::xmlSchemaSetParserStructuredErrors(context, keep_first, &fault);
  Schema schema(::xmlSchemaParse(context));
  ::xmlSchemaFreeParserCtxt(context);
  if (!schema || fault)
    refuse(folder / name, fault.value_or(XmlFault{}).cause +
                              both(" (lược đồ không dùng được)", " (the schema is of no use)"));
  return schema;
}

}  // namespace

std::string_view name_of(PackageXml kind) {
  switch (kind) {
    case PackageXml::kMets:
      return "METS";
    case PackageXml::kPremis:
      return "PREMIS";
    case PackageXml::kFile:
      return "EAD";
    case PackageXml::kPaper:
      return "EAD_doc";
  }
  throw Error(ErrorCode::kInternal, "an XML file of no kind");
}

struct XmlSchemas::Compiled {
  std::map<PackageXml, std::pair<const File*, Schema>> by_kind;
};

XmlSchemas::XmlSchemas(const fs::path& folder) : compiled_(std::make_unique<Compiled>()) {
  ::xmlInitParser();
  asked_folder() = folder;
  ::xmlSetExternalEntityLoader(load_from_folder);
  files_ = files_of(folder);
  for (const PackageXml kind : kKinds) {
    for (const File& file : files_) {
      if (!judges(file, kind)) continue;
      auto& [known, schema] = compiled_->by_kind[kind];
      if (known != nullptr)
        refuse(folder, both("hai lược đồ cho cùng một loại tệp: ", "two schemas of one kind: ") +
                           (known->name + ", " + file.name));
      known = &file;
      const bool has_space = kind == PackageXml::kMets || kind == PackageXml::kPremis;
      schema = compile(folder, file.name, has_space ? gathered(files_, file) : file.bytes);
    }
  }
  if (compiled_->by_kind.empty())
    refuse(folder,
           both("không có lược đồ của METS, PREMIS, EAD (ead.xsd) hay EAD_doc (ead_doc.xsd)",
                "has no schema of METS, PREMIS, EAD (ead.xsd) or EAD_doc (ead_doc.xsd)"));
}

XmlSchemas::~XmlSchemas() = default;

const XmlSchemas::File* XmlSchemas::schema_of(PackageXml kind) const {
  const auto found = compiled_->by_kind.find(kind);
  return found == compiled_->by_kind.end() ? nullptr : found->second.first;
}

std::optional<XmlFault> XmlSchemas::fault_of(PackageXml kind, std::string_view xml) const {
  const auto found = compiled_->by_kind.find(kind);
  if (found == compiled_->by_kind.end()) return std::nullopt;
  const Doc doc = parse(xml, XML_PARSE_HUGE | XML_PARSE_BIG_LINES);
  if (!doc) return XmlFault{0, {}, "not well-formed"};
  std::optional<XmlFault> fault;
  xmlSchemaValidCtxt* const context = ::xmlSchemaNewValidCtxt(found->second.second.get());
  ::xmlSchemaSetValidStructuredErrors(context, keep_first, &fault);
  const int verdict = ::xmlSchemaValidateDoc(context, doc.get());
  ::xmlSchemaFreeValidCtxt(context);
  if (verdict != 0 && !fault) fault = XmlFault{0, {}, "the validator of libxml2 failed"};
  return fault;
}

}  // namespace codau::exports
