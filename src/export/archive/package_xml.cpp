#include "export/archive/package_xml.h"

#include <libxml/xmlwriter.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <memory>
#include <utility>

#include "core/error.h"
#include "export/target/xml_text.h"
#include "record/schema/ids.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

std::string_view from_rep(std::string_view path) {
  return path.starts_with(kRepresentationFolder) ? path.substr(kRepresentationFolder.size()) : path;
}

/// Returns the locations of the schemas, relative to a folder that is `up` from the root.
std::string locations(std::string_view given, std::string_view up) {
  std::string out;
  for (bool is_path = false; !given.empty(); is_path = !is_path) {
    const std::size_t end = std::min(given.find(' '), given.size());
    out += (out.empty() ? "" : " ") + std::string(is_path ? up : "") +
           std::string(given.substr(0, end));
    given.remove_prefix(std::min(end + 1, given.size()));
  }
  return out;
}

const xmlChar* as_xml(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

/// Writes one XML file. Each tag begins a line, unless lines(false) was called.
class XmlFile {
 public:
  using Attributes = std::initializer_list<std::pair<const char*, std::string_view>>;

  XmlFile() {
    lines(true);
    ::xmlTextWriterSetIndentString(writer_.get(), as_xml(""));
    require(::xmlTextWriterStartDocument(writer_.get(), nullptr, "UTF-8", nullptr));
  }
  XmlFile& lines(bool is_apart) {
    require(::xmlTextWriterSetIndent(writer_.get(), is_apart ? 1 : 0));
    return *this;
  }
  XmlFile& begin(const std::string& name, Attributes attributes = {}) {
    require(::xmlTextWriterStartElement(writer_.get(), as_xml(name.c_str())));
    return add(attributes);
  }
  /// Adds attributes to the element that has just begun.
  XmlFile& add(Attributes attributes) {
    for (const auto& [name, value] : attributes) {
      require(::xmlTextWriterStartAttribute(writer_.get(), as_xml(name)));
      put(value);
      require(::xmlTextWriterEndAttribute(writer_.get()));
    }
    return *this;
  }
  /// Ends the innermost elements. An element without content is an empty tag.
  XmlFile& end(int count = 1) {
    for (; count > 0; --count) require(::xmlTextWriterEndElement(writer_.get()));
    return *this;
  }
  XmlFile& element(const std::string& name, std::string_view text, Attributes attributes = {}) {
    begin(name, attributes);
    if (!text.empty()) put(text);
    return end();
  }
  XmlFile& put(std::string_view text) {
    require(::xmlTextWriterWriteRaw(writer_.get(), as_xml(xml_text(text).c_str())));
    return *this;
  }
  /// Ends all elements.
  [[nodiscard]] std::string finish() {
    require(::xmlTextWriterEndDocument(writer_.get()));
    return reinterpret_cast<const char*>(::xmlBufferContent(bytes_.get()));
  }

 private:
  static void require(int result) {
    if (result < 0) throw Error(ErrorCode::kInternal, "XML cannot be written");
  }
  std::unique_ptr<xmlBuffer, void (*)(xmlBuffer*)> bytes_{::xmlBufferCreate(), ::xmlBufferFree};
  std::unique_ptr<xmlTextWriter, void (*)(xmlTextWriter*)> writer_{
      ::xmlNewTextWriterMemory(bytes_.get(), 0), ::xmlFreeTextWriter};
};

/// Passes each file of the papers with its paper.
template <class Take>
void each_file(const std::vector<PackedPaper>& papers, const Take& take) {
  for (const PackedPaper& paper : papers) {
    take(paper, paper.pdf);
    if (paper.original) take(paper, *paper.original);
  }
}

/// Writes the parts of METS and PREMIS. A function whose name has `begin` leaves an element open.
class PackageWriter : public XmlFile {
 public:
  explicit PackageWriter(const PackageFacts& facts) : facts_(facts) {}

  const std::string& term(std::string_view name) const { return facts_.terms.find(name)->second; }
  std::string id_of(std::string_view what) const { return "uuid-" + uuid_of(what); }
  std::string file_id(const PackedFile& file) const { return "ID-" + uuid_of(file.path); }
  std::string dmd_id(const PackedFile& file) const { return id_of("dmdSec|" + file.path); }
  std::string rep_name() const { return facts_.objid + "/rep1"; }

  // ---- METS ----

  /// `up`: the path from the file to the root of the package.
  void begin_mets(std::string_view objid, std::string_view profile, std::string_view up) {
    begin("mets", {{"xmlns", "http://www.loc.gov/METS/"},
                   {"xmlns:xlink", "http://www.w3.org/1999/xlink"},
                   {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                   {"xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"},
                   {"OBJID", objid},
                   {"LABEL", facts_.label},
                   {"TYPE", term("TYPE")},
                   {"csip:CONTENTINFORMATIONTYPE", term("CONTENTINFORMATIONTYPE")},
                   {"PROFILE", profile}});
    if (!facts_.schema_locations.empty())
      add({{"xsi:schemaLocation", locations(facts_.schema_locations, up)}});
    add_header();
  }
  void add_dmd_sec(const PackedFile& file, std::string_view href) {
    begin_dated("dmdSec", dmd_id(file), file);
    add_md_ref(file, href, term("MDTYPE"), term("MDTYPEVERSION"));
    end();
  }
  /// Writes an amdSec element; it is empty if there is no PREMIS.
  void add_amd_sec(std::string_view id, const std::optional<PackedFile>& premis) {
    begin("amdSec", {{"ID", id}});
    if (premis) {
      begin_dated("digiprovMD", id_of("digiprovMD|" + premis->path), *premis);
      add_md_ref(*premis, from_rep(premis->path), "PREMIS", "3.0");
      end();
    }
    end();
  }
  void add_file(const PackedFile& file, std::string_view href) {
    begin("file", {{"ID", file_id(file)}});
    add_facts_of(file);
    lines(false).begin("FLocat");
    add_locator(href);
    end().lines(true).end();
  }
  void begin_struct_map(const std::string& of) {
    begin("structMap", {{"ID", id_of("structMap|" + of)}, {"TYPE", "PHYSICAL"}, {"LABEL", "CSIP"}});
  }
  void begin_division(const std::string& what, std::string_view label, Attributes more = {}) {
    begin("div", {{"ID", id_of("div|" + what)}, {"LABEL", label}}).add(more);
  }
  void add_pointer(const PackedFile& file) { begin("fptr", {{"FILEID", file_id(file)}}).end(); }
  void add_locator(std::string_view href) {
    add({{"LOCTYPE", "URL"}, {"xlink:type", "simple"}, {"xlink:href", href}});
  }

  // ---- PREMIS 3 ----

  void begin_premis() {
    begin("premis", {{"xmlns", "http://www.loc.gov/premis/v3"},
                     {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                     {"version", "3.0"}});
  }
  void begin_object(std::string_view type, std::string_view id) {
    begin("object", {{"xsi:type", type}, {"xmlID", id}});
  }
  void add_identifier(const std::string& kind, std::string_view type, std::string_view value) {
    begin(kind + "Identifier");
    element(kind + "IdentifierType", type).element(kind + "IdentifierValue", value).end();
  }
  void add_link(const std::string& kind, std::string_view type, std::string_view value,
                std::string_view role) {
    const std::string linking = "linking" + kind;
    begin(linking + "Identifier").element(linking + "IdentifierType", type);
    element(linking + "IdentifierValue", value).element(linking + "Role", role).end();
  }
  void add_part_of(std::string_view type, std::string_view value) {
    begin("relationship").element("relationshipType", term("relationshipType"));
    element("relationshipSubType", term("relationshipSubType"));
    begin("relatedObjectIdentifier").element("relatedObjectIdentifierType", type);
    element("relatedObjectIdentifierValue", value).end(2);
  }
  void add_file_object(const PackedFile& file, bool is_pdf_a) {
    const std::string id = file_id(file);
    begin_object("file", id);
    add_identifier("object", term("objectType_paper"), id);
    begin("objectCharacteristics").begin("fixity");
    element("messageDigestAlgorithm", "SHA-256").element("messageDigest", file.sha256).end();
    element("size", std::to_string(file.size)).begin("format").begin("formatDesignation");
    begin("formatName").put(term(is_pdf_a ? "formatName_archival" : "formatName"));
    lines(!is_pdf_a).end().lines(true);
    if (is_pdf_a) element("formatVersion", term("formatVersion_archival"));
    end(3).begin("storage").begin("contentLocation").element("contentLocationType", "URI");
    element("contentLocationValue", file.path).end(2);
    add_part_of("local", rep_name());
    end();
  }
  /// Begins the event of creation. The links to the objects that were created follow.
  void begin_event(const std::string& of) {
    begin("event");
    add_identifier("event", "UUID", id_of("event|" + of));
    element("eventType", term("eventType"));
    element("eventDateTime", format_vietnamese_time(facts_.created_at));
    add_link("Agent", "software", program_name(), term("role_program"));
    if (!facts_.creator.empty()) add_link("Agent", "local", facts_.fonds, term("role_office"));
  }
  void add_agents() {
    begin("agent");
    add_identifier("agent", "software", program_name());
    element("agentName", "codau").element("agentType", "software");
    element("agentVersion", facts_.version).end();
    if (facts_.creator.empty()) return;
    begin("agent");
    add_identifier("agent", "local", facts_.fonds);
    element("agentName", facts_.creator).element("agentType", "organization").end();
  }

 private:
  /// Returns the upper-case identifier of an object in the package.
  std::string uuid_of(std::string_view what) const {
    return text::to_upper(record::make_uuid(facts_.objid + "|" + std::string(what)));
  }
  std::string program_name() const { return "codau " + facts_.version; }

  void begin_dated(const char* name, std::string_view id, const PackedFile& file) {
    begin(
        name,
        {{"ID", id}, {"CREATED", format_vietnamese_time(file.created_at)}, {"STATUS", "CURRENT"}});
  }
  /// Adds the attributes that mdRef and file share.
  void add_facts_of(const PackedFile& file) {
    add({{"MIMETYPE", find_mime_type(facts_.terms, file.path)},
         {"SIZE", std::to_string(file.size)},
         {"CREATED", format_vietnamese_time(file.created_at)},
         {"CHECKSUM", file.sha256},
         {"CHECKSUMTYPE", "SHA-256"}});
  }
  void add_md_ref(const PackedFile& file, std::string_view href, std::string_view type,
                  std::string_view version) {
    begin("mdRef", {{"ID", id_of("mdRef|" + file.path)}});
    add_locator(href);
    add({{"MDTYPE", type}, {"MDTYPEVERSION", version}});
    add_facts_of(file);
    end();
  }
  void add_note(std::string_view type, std::string_view text) {
    element("note", text, {{"csip:NOTETYPE", type}});
  }
  /// Writes the header: the program, and the creator of the package if known.
  void add_header() {
    const std::string made = format_vietnamese_time(facts_.created_at);
    begin("metsHdr", {{"CREATEDATE", made},
                      {"LASTMODDATE", made},
                      {"RECORDSTATUS", term("RECORDSTATUS")},
                      {"csip:OAISPACKAGETYPE", term("OAISPACKAGETYPE")}});
    begin("agent", {{"ROLE", "CREATOR"}, {"TYPE", "OTHER"}, {"OTHERTYPE", "SOFTWARE"}});
    lines(false).element("name", "codau");
    add_note("SOFTWARE VERSION", facts_.version);
    add_note("IDENTIFICATIONCODE", facts_.fonds);
    lines(true).end();
    if (!facts_.creator.empty()) {
      begin("agent", {{"ROLE", "CREATOR"}, {"TYPE", "ORGANIZATION"}});
      lines(false).element("name", facts_.creator);
      add_note("IDENTIFICATIONCODE", facts_.fonds);
      lines(true).end();
    }
    if (!facts_.agreement.empty())
      element("altRecordID", facts_.agreement, {{"TYPE", "SUBMISSIONAGREEMENT"}});
    end();
  }

  const PackageFacts& facts_;
};

}  // namespace

std::string format_vietnamese_time(std::int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds time{std::chrono::seconds(seconds) + hours(7)};
  const sys_days day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d+07:00",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out.data();
}

std::string_view find_mime_type(const PackageTerms& terms, std::string_view path) {
  if (path.ends_with(".pdf")) return "application/pdf";
  return terms.find(path.ends_with(".xml") ? "MIMETYPE_xml" : "MIMETYPE_xsd")->second;
}

std::string fill_placeholders(std::string pattern,
                              const std::vector<std::pair<std::string_view, std::string>>& values) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto found = std::ranges::find_if(values, [&](const auto& one) {
      return pattern.compare(at, one.first.size() + 2, "{" + std::string(one.first) + "}") == 0;
    });
    if (found == values.end()) {
      out += pattern[at++];
    } else {
      out += found->second;
      at += found->first.size() + 2;
    }
  }
  return out;
}

std::string make_ead(const std::vector<ArchivalField>& fields,
                     const std::vector<std::string>& cells) {
  XmlFile out;
  out.begin("simpledc");
  for (std::size_t i = 0; i < fields.size(); ++i) out.element(fields[i].name, cells[i]);
  return out.finish();
}

std::string make_package_mets(const PackageFacts& facts, const PackedFile& ead,
                              const std::optional<PackedFile>& premis,
                              const PackedFile& representation,
                              const std::vector<PackedFile>& schemas) {
  PackageWriter out(facts);
  const std::string amd = out.id_of("amdSec"), rep = out.id_of("fileGrp|rep1");
  out.begin_mets(facts.objid, out.term("PROFILE"), "");
  out.add_dmd_sec(ead, ead.path);
  out.add_amd_sec(amd, premis);
  out.begin("fileSec", {{"ID", out.id_of("fileSec")}});
  if (!schemas.empty()) {
    out.begin("fileGrp", {{"ID", out.id_of("fileGrp|schemas")}, {"USE", "Schemas"}});
    for (const PackedFile& schema : schemas) out.add_file(schema, schema.path);
    out.end();
  }
  out.begin("fileGrp", {{"ID", rep},
                        {"USE", "Representations/rep1"},
                        {"csip:CONTENTINFORMATIONTYPE", out.term("CONTENTINFORMATIONTYPE")}});
  out.add_file(representation, representation.path);
  out.end(2);
  out.begin_struct_map("root");
  out.begin_division("root", facts.objid);
  out.begin_division("Metadata", "Metadata", {{"DMDID", out.dmd_id(ead)}, {"ADMID", amd}});
  out.end();
  if (!schemas.empty()) {
    out.begin_division("Schemas", "Schemas");
    for (const PackedFile& schema : schemas) out.add_pointer(schema);
    out.end();
  }
  out.begin_division("Representations/rep1", "Representations/rep1");
  out.begin("mptr");
  out.add_locator(representation.path);
  return out.add({{"xlink:title", rep}}).finish();
}

std::string make_representation_mets(const PackageFacts& facts,
                                     const std::vector<PackedPaper>& papers,
                                     const std::optional<PackedFile>& premis) {
  PackageWriter out(facts);
  const std::string amd = out.id_of("amdSec|rep1");
  out.begin_mets(out.term("OBJID_rep1"), out.term("PROFILE_rep1"), "../../");
  for (const PackedPaper& paper : papers)
    out.add_dmd_sec(paper.description, from_rep(paper.description.path));
  out.add_amd_sec(amd, premis);
  out.begin("fileSec", {{"ID", out.id_of("fileSec|rep1")}});
  out.begin("fileGrp", {{"ID", out.id_of("fileGrp|data")}, {"USE", "Data"}});
  each_file(papers, [&](const PackedPaper&, const PackedFile& file) {
    out.add_file(file, from_rep(file.path));
  });
  out.end(2);
  out.begin_struct_map("rep1");
  out.begin_division("rep1", "rep1", {{"TYPE", out.term("div_rep1")}});
  out.begin_division("Data", out.term("label_data"));
  each_file(papers, [&](const PackedPaper&, const PackedFile& file) { out.add_pointer(file); });
  out.end();
  out.begin_division("MetadataLink", out.term("label_links"));
  each_file(papers, [&](const PackedPaper& paper, const PackedFile& file) {
    const bool is_pdf = &file == &paper.pdf;
    out.begin_division((is_pdf ? "link|" : "original|") + paper.id,
                       out.term(is_pdf ? "label_paper" : "label_original"),
                       {{"DMDID", out.dmd_id(paper.description)}});
    if (premis) out.add({{"ADMID", amd}});
    out.add_pointer(file);
    out.end();
  });
  return out.finish();
}

std::string make_package_premis(const PackageFacts& facts) {
  PackageWriter out(facts);
  out.begin_premis();
  out.begin_object("intellectualEntity", out.id_of("object"));
  out.add_identifier("object", out.term("objectType_file"), facts.objid);
  out.end();
  out.begin_event("root");
  out.add_link("Object", out.term("objectType_file"), facts.objid, out.term("role_object"));
  out.end();
  out.add_agents();
  return out.finish();
}

std::string make_representation_premis(const PackageFacts& facts,
                                       const std::vector<PackedPaper>& papers) {
  PackageWriter out(facts);
  out.begin_premis();
  out.begin_object("representation", out.id_of("object|rep1"));
  out.add_identifier("object", "local", out.rep_name());
  out.add_part_of(out.term("objectType_file"), facts.objid);
  out.end();
  each_file(papers, [&](const PackedPaper& paper, const PackedFile& file) {
    out.add_file_object(file, &file == &paper.pdf && paper.is_pdf_a);
  });
  out.begin_event("rep1");
  out.add_link("Object", "local", out.rep_name(), out.term("role_object"));
  each_file(papers, [&](const PackedPaper&, const PackedFile& file) {
    out.add_link("Object", out.term("objectType_paper"), out.file_id(file),
                 out.term("role_object"));
  });
  out.end();
  out.add_agents();
  return out.finish();
}

}  // namespace codau::exports
