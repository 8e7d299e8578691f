#include "export/archive/package_xml.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <utility>

#include "export/target/xml_text.h"
#include "record/ids.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

constexpr std::string_view kRep = "representations/rep1/";
constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + xml_text(value) + "\"";
}

std::string element(std::string_view name, std::string_view text) {
  const std::string tag(name);
  return text.empty() ? "<" + tag + "/>" : "<" + tag + ">" + xml_text(text) + "</" + tag + ">";
}

/// Nests elements in an element, each on a line of its own.
std::string inside(std::string_view name, std::initializer_list<std::string> parts) {
  std::string out = "<" + std::string(name) + ">\n";
  for (const std::string& part : parts) out += part.ends_with('\n') ? part : part + "\n";
  return out + "</" + std::string(name.substr(0, name.find(' '))) + ">\n";
}

const std::string& term(const PackageFacts& facts, std::string_view name) {
  return facts.terms.find(name)->second;
}

/// Returns the upper-case identifier of an object in the package.
std::string uuid_of(const PackageFacts& facts, std::string_view what) {
  return text::to_upper(record::uuid(facts.objid + "|" + std::string(what)));
}
std::string id_of(const PackageFacts& facts, std::string_view what) {
  return "uuid-" + uuid_of(facts, what);
}
std::string file_id(const PackageFacts& facts, const PackedFile& file) {
  return "ID-" + uuid_of(facts, file.path);
}

std::string_view from_rep(std::string_view path) {
  return path.starts_with(kRep) ? path.substr(kRep.size()) : path;
}

/// Returns the attributes that mdRef and file share.
std::string facts_of(const PackageFacts& facts, const PackedFile& file) {
  return attribute("MIMETYPE", mime_type(facts.terms, file.path)) +
         attribute("SIZE", std::to_string(file.bytes)) +
         attribute("CREATED", vietnamese_time(file.made)) + attribute("CHECKSUM", file.sha256) +
         attribute("CHECKSUMTYPE", "SHA-256");
}

std::string locator(std::string_view href) {
  return attribute("LOCTYPE", "URL") + attribute("xlink:type", "simple") +
         attribute("xlink:href", href);
}

std::string md_ref(const PackageFacts& facts, const PackedFile& file, std::string_view href,
                   std::string_view type, std::string_view version) {
  return "<mdRef" + attribute("ID", id_of(facts, "mdRef|" + file.path)) + locator(href) +
         attribute("MDTYPE", type) + attribute("MDTYPEVERSION", version) + facts_of(facts, file) +
         "/>\n";
}

std::string dmd_id(const PackageFacts& facts, const PackedFile& file) {
  return id_of(facts, "dmdSec|" + file.path);
}

std::string dmd_sec(const PackageFacts& facts, const PackedFile& file, std::string_view href) {
  return "<dmdSec" + attribute("ID", dmd_id(facts, file)) +
         attribute("CREATED", vietnamese_time(file.made)) + attribute("STATUS", "CURRENT") + ">\n" +
         md_ref(facts, file, href, term(facts, "MDTYPE"), term(facts, "MDTYPEVERSION")) +
         "</dmdSec>\n";
}

/// Returns the amdSec element; it is empty if there is no PREMIS.
std::string amd_sec(const PackageFacts& facts, std::string_view id,
                    const std::optional<PackedFile>& premis) {
  const std::string begin = "<amdSec" + attribute("ID", id);
  if (!premis) return begin + "/>\n";
  return begin + ">\n<digiprovMD" + attribute("ID", id_of(facts, "digiprovMD|" + premis->path)) +
         attribute("CREATED", vietnamese_time(premis->made)) + attribute("STATUS", "CURRENT") +
         ">\n" + md_ref(facts, *premis, from_rep(premis->path), "PREMIS", "3.0") +
         "</digiprovMD>\n</amdSec>\n";
}

std::string file_element(const PackageFacts& facts, const PackedFile& file, std::string_view href) {
  return "<file" + attribute("ID", file_id(facts, file)) + facts_of(facts, file) + "><FLocat" +
         locator(href) + "/></file>\n";
}

std::string note(std::string_view type, std::string_view text) {
  return "<note" + attribute("csip:NOTETYPE", type) + ">" + xml_text(text) + "</note>";
}

/// Returns the header: the program, and the creator of the package if known.
std::string header(const PackageFacts& facts) {
  const std::string made = vietnamese_time(facts.made);
  const std::string fonds = note("IDENTIFICATIONCODE", facts.fonds);
  std::string out =
      "<metsHdr" + attribute("CREATEDATE", made) + attribute("LASTMODDATE", made) +
      attribute("RECORDSTATUS", term(facts, "RECORDSTATUS")) +
      attribute("csip:OAISPACKAGETYPE", term(facts, "OAISPACKAGETYPE")) +
      ">\n<agent ROLE=\"CREATOR\" TYPE=\"OTHER\" OTHERTYPE=\"SOFTWARE\"><name>codau</name>" +
      note("SOFTWARE VERSION", facts.version) + fonds + "</agent>\n";
  if (!facts.creator.empty()) {
    out += "<agent ROLE=\"CREATOR\" TYPE=\"ORGANIZATION\">" + element("name", facts.creator) +
           fonds + "</agent>\n";
  }
  if (!facts.agreement.empty()) {
    out += "<altRecordID TYPE=\"SUBMISSIONAGREEMENT\">" + xml_text(facts.agreement) +
           "</altRecordID>\n";
  }
  return out + "</metsHdr>\n";
}

/// Returns the locations of the schemas, relative to a folder that is `up` from the root.
std::string locations(const PackageFacts& facts, std::string_view up) {
  if (facts.schema_locations.empty()) return {};
  std::string out;
  bool is_path = false;
  for (std::string_view rest = facts.schema_locations; !rest.empty(); is_path = !is_path) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    out += (out.empty() ? "" : " ") + std::string(is_path ? up : "") +
           std::string(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return attribute("xsi:schemaLocation", out);
}

std::string mets(const PackageFacts& facts, std::string_view objid, std::string_view profile,
                 std::string_view up, const std::string& body) {
  return std::string(kHead) +
         "<mets xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "xmlns:csip=\"https://DILCIS.eu/XML/METS/CSIPExtensionMETS\"" +
         attribute("OBJID", objid) + attribute("LABEL", facts.label) +
         attribute("TYPE", term(facts, "TYPE")) +
         attribute("csip:CONTENTINFORMATIONTYPE", term(facts, "CONTENTINFORMATIONTYPE")) +
         attribute("PROFILE", profile) + locations(facts, up) + ">\n" + header(facts) + body +
         "</mets>\n";
}

std::string group(const PackageFacts& facts, std::string_view id, std::string_view use,
                  const std::string& files) {
  const bool is_rep = use.starts_with("Representations");
  return "<fileGrp" + attribute("ID", id) + attribute("USE", use) +
         (is_rep ? attribute("csip:CONTENTINFORMATIONTYPE", term(facts, "CONTENTINFORMATIONTYPE"))
                 : std::string()) +
         ">\n" + files + "</fileGrp>\n";
}

std::string pointer(const PackageFacts& facts, const PackedFile& file) {
  return "<fptr" + attribute("FILEID", file_id(facts, file)) + "/>\n";
}

std::string division(const PackageFacts& facts, std::string_view what, std::string_view label,
                     const std::string& more, const std::string& body) {
  const std::string begin = "<div" + attribute("ID", id_of(facts, "div|" + std::string(what))) +
                            attribute("LABEL", label) + more;
  return body.empty() ? begin + "/>\n" : begin + ">\n" + body + "</div>\n";
}

std::string struct_map(const PackageFacts& facts, std::string_view of, const std::string& body) {
  return "<structMap" + attribute("ID", id_of(facts, "structMap|" + std::string(of))) +
         " TYPE=\"PHYSICAL\" LABEL=\"CSIP\">\n" + body + "</structMap>\n";
}

// ---- PREMIS 3 ----

std::string identifier(const std::string& kind, std::string_view type, std::string_view value) {
  return inside(kind + "Identifier",
                {element(kind + "IdentifierType", type), element(kind + "IdentifierValue", value)});
}

std::string linked(const std::string& kind, std::string_view type, std::string_view value,
                   std::string_view role) {
  return inside("linking" + kind + "Identifier",
                {element("linking" + kind + "IdentifierType", type),
                 element("linking" + kind + "IdentifierValue", value),
                 element("linking" + kind + "Role", role)});
}

std::string part_of(const PackageFacts& facts, std::string_view type, std::string_view value) {
  return inside("relationship", {element("relationshipType", term(facts, "relationshipType")),
                                 element("relationshipSubType", term(facts, "relationshipSubType")),
                                 inside("relatedObjectIdentifier",
                                        {element("relatedObjectIdentifierType", type),
                                         element("relatedObjectIdentifierValue", value)})});
}

std::string object(std::string_view type, const std::string& id, const std::string& body) {
  return "<object" + attribute("xsi:type", type) + attribute("xmlID", id) + ">\n" + body +
         "</object>\n";
}

std::string program_name(const PackageFacts& facts) { return "codau " + facts.version; }

std::string premis(const std::string& body) {
  return std::string(kHead) +
         "<premis xmlns=\"http://www.loc.gov/premis/v3\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" version=\"3.0\">\n" +
         body + "</premis>\n";
}

/// Returns the event of creation: who created which objects.
std::string event_and_agents(const PackageFacts& facts, std::string_view of,
                             const std::string& objects) {
  std::string event = identifier("event", "UUID", id_of(facts, "event|" + std::string(of))) +
                      element("eventType", term(facts, "eventType")) + "\n" +
                      element("eventDateTime", vietnamese_time(facts.made)) + "\n" +
                      linked("Agent", "software", program_name(facts), term(facts, "role_program"));
  if (!facts.creator.empty())
    event += linked("Agent", "local", facts.fonds, term(facts, "role_office"));
  std::string out =
      inside("event", {event + objects}) +
      inside("agent",
             {identifier("agent", "software", program_name(facts)), element("agentName", "codau"),
              element("agentType", "software"), element("agentVersion", facts.version)});
  if (!facts.creator.empty()) {
    out += inside("agent",
                  {identifier("agent", "local", facts.fonds), element("agentName", facts.creator),
                   element("agentType", "organization")});
  }
  return out;
}

std::string rep_name(const PackageFacts& facts) { return facts.objid + "/rep1"; }

std::string file_object(const PackageFacts& facts, const PackedFile& file, bool is_pdf_a) {
  const std::string& name = term(facts, is_pdf_a ? "formatName_archival" : "formatName");
  const std::string id = file_id(facts, file);
  const std::string version =
      is_pdf_a ? element("formatVersion", term(facts, "formatVersion_archival")) : std::string();
  return object(
      "file", id,
      identifier("object", term(facts, "objectType_paper"), id) +
          inside("objectCharacteristics",
                 {inside("fixity", {element("messageDigestAlgorithm", "SHA-256"),
                                    element("messageDigest", file.sha256)}),
                  element("size", std::to_string(file.bytes)),
                  inside("format",
                         {inside("formatDesignation", {element("formatName", name) + version})})}) +
          inside("storage",
                 {inside("contentLocation", {element("contentLocationType", "URI"),
                                             element("contentLocationValue", file.path)})}) +
          part_of(facts, "local", rep_name(facts)));
}

}  // namespace

std::string vietnamese_time(std::int64_t seconds) {
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

std::string_view mime_type(const PackageTerms& terms, std::string_view path) {
  if (path.ends_with(".pdf")) return "application/pdf";
  return terms.find(path.ends_with(".xml") ? "MIMETYPE_xml" : "MIMETYPE_xsd")->second;
}

std::string filled(std::string pattern,
                   const std::vector<std::pair<std::string_view, std::string>>& by) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto found = std::ranges::find_if(by, [&](const auto& one) {
      return pattern.compare(at, one.first.size() + 2, "{" + std::string(one.first) + "}") == 0;
    });
    if (found == by.end()) {
      out += pattern[at++];
    } else {
      out += found->second;
      at += found->first.size() + 2;
    }
  }
  return out;
}

std::string ead_xml(const std::vector<ArchivalField>& fields,
                    const std::vector<std::string>& cells) {
  std::string out = std::string(kHead) + "<simpledc>\n";
  for (std::size_t i = 0; i < fields.size(); ++i) out += element(fields[i].name, cells[i]) + "\n";
  return out + "</simpledc>\n";
}

std::string root_mets(const PackageFacts& facts, const PackedFile& ead,
                      const std::optional<PackedFile>& premis, const PackedFile& rep_mets,
                      const std::vector<PackedFile>& schemas) {
  const std::string amd = id_of(facts, "amdSec"), rep = id_of(facts, "fileGrp|rep1");
  std::string files, pointers;
  for (const PackedFile& schema : schemas) {
    files += file_element(facts, schema, schema.path);
    pointers += pointer(facts, schema);
  }
  if (!files.empty()) files = group(facts, id_of(facts, "fileGrp|schemas"), "Schemas", files);
  files += group(facts, rep, "Representations/rep1", file_element(facts, rep_mets, rep_mets.path));
  std::string parts =
      division(facts, "Metadata", "Metadata",
               attribute("DMDID", dmd_id(facts, ead)) + attribute("ADMID", amd), {});
  if (!pointers.empty()) parts += division(facts, "Schemas", "Schemas", {}, pointers);
  parts += division(facts, "Representations/rep1", "Representations/rep1", {},
                    "<mptr" + locator(rep_mets.path) + attribute("xlink:title", rep) + "/>\n");
  return mets(facts, facts.objid, term(facts, "PROFILE"), "",
              dmd_sec(facts, ead, ead.path) + amd_sec(facts, amd, premis) + "<fileSec" +
                  attribute("ID", id_of(facts, "fileSec")) + ">\n" + files + "</fileSec>\n" +
                  struct_map(facts, "root", division(facts, "root", facts.objid, {}, parts)));
}

std::string rep_mets(const PackageFacts& facts, const std::vector<PackedPaper>& papers,
                     const std::optional<PackedFile>& premis) {
  const std::string amd = id_of(facts, "amdSec|rep1");
  std::string descriptions, files, pointers, links;
  for (const PackedPaper& paper : papers) {
    descriptions += dmd_sec(facts, paper.description, from_rep(paper.description.path));
    files += file_element(facts, paper.pdf, from_rep(paper.pdf.path));
    pointers += pointer(facts, paper.pdf);
    const std::string of = attribute("DMDID", dmd_id(facts, paper.description)) +
                           (premis ? attribute("ADMID", amd) : std::string());
    links += division(facts, "link|" + paper.name, term(facts, "label_paper"), of,
                      pointer(facts, paper.pdf));
    if (!paper.original) continue;
    files += file_element(facts, *paper.original, from_rep(paper.original->path));
    pointers += pointer(facts, *paper.original);
    links += division(facts, "original|" + paper.name, term(facts, "label_original"), of,
                      pointer(facts, *paper.original));
  }
  const std::string body = division(facts, "Data", term(facts, "label_data"), {}, pointers) +
                           division(facts, "MetadataLink", term(facts, "label_links"), {}, links);
  return mets(facts, term(facts, "OBJID_rep1"), term(facts, "PROFILE_rep1"), "../../",
              descriptions + amd_sec(facts, amd, premis) + "<fileSec" +
                  attribute("ID", id_of(facts, "fileSec|rep1")) + ">\n" +
                  group(facts, id_of(facts, "fileGrp|data"), "Data", files) + "</fileSec>\n" +
                  struct_map(facts, "rep1",
                             division(facts, "rep1", "rep1",
                                      attribute("TYPE", term(facts, "div_rep1")), body)));
}

std::string root_premis(const PackageFacts& facts) {
  return premis(object("intellectualEntity", id_of(facts, "object"),
                       identifier("object", term(facts, "objectType_file"), facts.objid)) +
                event_and_agents(facts, "root",
                                 linked("Object", term(facts, "objectType_file"), facts.objid,
                                        term(facts, "role_object"))));
}

std::string rep_premis(const PackageFacts& facts, const std::vector<PackedPaper>& papers) {
  std::string objects = object("representation", id_of(facts, "object|rep1"),
                               identifier("object", "local", rep_name(facts)) +
                                   part_of(facts, term(facts, "objectType_file"), facts.objid));
  std::string links = linked("Object", "local", rep_name(facts), term(facts, "role_object"));
  const auto add = [&](const PackedFile& file, bool is_pdf_a) {
    objects += file_object(facts, file, is_pdf_a);
    links += linked("Object", term(facts, "objectType_paper"), file_id(facts, file),
                    term(facts, "role_object"));
  };
  for (const PackedPaper& paper : papers) {
    add(paper.pdf, paper.is_pdf_a);
    if (paper.original) add(*paper.original, false);
  }
  return premis(objects + event_and_agents(facts, "rep1", links));
}

}  // namespace codau::exports
