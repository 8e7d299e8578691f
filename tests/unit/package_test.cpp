#include "export/archive/package.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "../support/output_error.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "export/archive/archival_fields.h"
#include "export/archive/package_xml.h"
#include "export/archive/xml_schemas.h"
#include "export/xlsx/zip_file.h"
#include "io/atomic_file.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
const fs::path kFolder = fs::path(CODAU_ROOT) / "data/archival";

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// ---- ZIP ----

WriteAt to(int fd) {
  return [fd](std::uint64_t at, std::string_view bytes) { return io::write_at(fd, at, bytes); };
}

void write_entries(const std::vector<ZipEntry>& entries, const fs::path& file) {
  io::AtomicFile part(file);
  write_zip(entries, file, to(part.fd()));
  part.commit();
}

std::string content(const ZipFile& zip, std::size_t entry) {
  std::string out;
  zip.read(entry, [&](std::string_view bytes) { out += bytes; });
  return out;
}

TEST(ZipFile, WhatIsWrittenIsReadBack) {
  const testing::TempFolder folder;
  const std::string large(300'000, 'x');
  testing::put_bytes(folder / "large", large + "more");
  write_entries({{"a/2.xml", "một"}, {"a/1.pdf", {}, folder / "large", large.size()}, {"a/3"}},
                folder / "a.zip");
  const ZipFile zip(folder / "a.zip");
  EXPECT_EQ(zip.names(), (std::vector<std::string>{"a/2.xml", "a/1.pdf", "a/3"}));
  EXPECT_EQ(content(zip, 0), "một");
  EXPECT_EQ(content(zip, 1), large);
  EXPECT_EQ(content(zip, 2), "");
}

TEST(ZipFile, DeflatedEntriesOfAnyLengthAreRead) {
  const testing::TempFolder folder;
  const std::string file = (folder / "a.zip").string();
  const std::string command =
      "/usr/bin/env python3 -c \"import zipfile\nwith zipfile.ZipFile('" + file +
      "', 'w', zipfile.ZIP_DEFLATED) as zip:\n"
      "    for length in range(900): zip.writestr(str(length), 'x' * length)\"";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const ZipFile zip(file);
  ASSERT_EQ(zip.names().size(), 900U);
  for (std::size_t i = 0; i < 900; ++i) EXPECT_EQ(content(zip, i), std::string(i, 'x'));
}

TEST(ZipFile, DamageIsTold) {
  const testing::TempFolder folder;
  write_entries({{"a", "a text"}, {"b", "another"}}, folder / "a.zip");
  const std::string whole = testing::bytes_of(folder / "a.zip");
  testing::put_bytes(folder / "short.zip", whole.substr(0, whole.size() - 1));
  EXPECT_THROW(ZipFile(folder / "short.zip"), Error);
  EXPECT_THROW(ZipFile(folder / "none.zip"), Error);
  std::string other = whole;
  other[other.find("a text")] = 'A';
  testing::put_bytes(folder / "other.zip", other);
  EXPECT_THROW(content(ZipFile(folder / "other.zip"), 0), Error);
  EXPECT_THROW(write_sorted_zip(folder / "other.zip", folder / "sorted.zip"), Error);
  EXPECT_FALSE(fs::exists(folder / "sorted.zip"));
}

TEST(ZipFile, AFileThatHasChangedIsNamed) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "short", "abc");
  for (const char* const name : {"short", "none"}) {
    const std::string said = output_error([&] {
      write_entries({{"a", "x"}, {"b", {}, folder / name, 4}}, folder / "a.zip");
    });
    EXPECT_NE(said.find((folder / name).string()), std::string::npos) << said;
  }
  EXPECT_FALSE(fs::exists(folder / "a.zip"));
}

TEST(ZipFile, AFailedWriteSaysWhy) {
  for (const std::uint64_t most : {0U, 40U, 100'000U}) {
    const std::string said = output_error([&] {
      write_zip({{"a", std::string(100'000, 'x')}}, "a.zip",
                [&](std::uint64_t at, std::string_view bytes) {
                  return at + bytes.size() > most ? ENOSPC : 0;
                });
    });
    EXPECT_NE(said.find(std::strerror(ENOSPC)), std::string::npos) << said;
  }
}

/// Sorts a ZIP file that is small enough for a plain one; any other is refused.
void expect_sorted(const fs::path& packed, bool has_room) {
  const fs::path sorted = packed.parent_path() / "sorted.zip";
  if (has_room) {
    write_sorted_zip(packed, sorted);
    EXPECT_EQ(ZipFile(sorted).names().size(), ZipFile(packed).names().size());
    fs::remove(sorted);
    return;
  }
  output_error([&] { write_sorted_zip(packed, sorted); });
  EXPECT_FALSE(fs::exists(sorted));
}

TEST(ZipFile, ManyEntriesAreReadBack) {
  const testing::TempFolder folder;
  for (const std::size_t count : {65'534U, 65'535U}) {
    std::vector<ZipEntry> entries;
    for (std::size_t i = 0; i < count; ++i)
      entries.push_back({std::to_string(i), i % 2 == 0 ? "x" : ""});
    write_entries(entries, folder / "a.zip");
    const ZipFile zip(folder / "a.zip");
    const std::vector<std::string> names = zip.names();
    ASSERT_EQ(names.size(), count);
    EXPECT_EQ(names.back(), std::to_string(count - 1));
    EXPECT_EQ(content(zip, count - 1), (count - 1) % 2 == 0 ? "x" : "");
    expect_sorted(folder / "a.zip", count < 65'535);
  }
}

TEST(ZipFile, WhatIsMoreThan4GiBIsReadBack) {
  const testing::TempFolder folder;
  constexpr std::uint64_t kLarge = std::uint64_t{1} << 32U;
  testing::put_bytes(folder / "large", "");
  fs::resize_file(folder / "large", kLarge);
  {
    io::AtomicFile part(folder / "a.zip");
    const WriteAt write = to(part.fd());
    write_zip({{"a/1.pdf", {}, folder / "large", kLarge}, {"a/2.xml", "hai"}}, "a.zip",
              [&](std::uint64_t at, std::string_view bytes) {  // holes for zeros
                return bytes.find_first_not_of('\0') == bytes.npos ? 0 : write(at, bytes);
              });
    part.commit();
  }
  EXPECT_GT(fs::file_size(folder / "a.zip"), kLarge);
  const ZipFile zip(folder / "a.zip");
  EXPECT_EQ(zip.names(), (std::vector<std::string>{"a/1.pdf", "a/2.xml"}));
  EXPECT_EQ(content(zip, 1), "hai");
  expect_sorted(folder / "a.zip", false);
}

// ---- tables ----

TEST(PackageTables, AreSound) {
  for (const ArchivalForm form : {ArchivalForm::kSip, ArchivalForm::kAip}) {
    const bool is_sip = form == ArchivalForm::kSip;
    const ArchivalTables tables = read_archival_tables(kFolder, form);
    EXPECT_EQ(tables.file_fields.front().name, is_sip ? "fileCode" : "arcFileCode");
    EXPECT_EQ(tables.file_fields.size(), 18U);
    EXPECT_EQ(tables.paper_fields.size(), is_sip ? 21U : 19U);
    EXPECT_EQ(tables.package_fields.front().name, "fonds");
    for (const auto* fields : {&tables.file_fields, &tables.paper_fields, &tables.package_fields}) {
      for (const ArchivalField& field : *fields)
        EXPECT_TRUE(field.codes.empty() || tables.codes.contains(field.codes)) << field.name;
    }
    EXPECT_EQ(read_package_terms(kFolder, form).at("OAISPACKAGETYPE"), is_sip ? "SIP" : "AIP");
  }
}

TEST(PackageTables, TermsThatAreMissingOrUnknownAreRefused) {
  const testing::TempFolder folder;
  const std::string whole = read(kFolder / "packages.tsv");
  std::string less = whole;
  less.erase(less.find("sip\tTYPE"),
             less.find('\n', less.find("sip\tTYPE")) - less.find("sip\tTYPE"));
  testing::put_bytes(folder / "packages.tsv", less);
  EXPECT_THROW((void)read_package_terms(folder / "", ArchivalForm::kSip), Error);
  EXPECT_NO_THROW((void)read_package_terms(folder / "", ArchivalForm::kAip));
  testing::put_bytes(folder / "packages.tsv", whole + "aip\tCOLOUR\tred\tnobody\n");
  EXPECT_THROW((void)read_package_terms(folder / "", ArchivalForm::kAip), Error);
}

TEST(PackageTables, CodesNameFolders) {
  for (const char* good : {"G09", "H49.64.33", "a-b_c"})
    EXPECT_TRUE(is_valid_archive_code(good)) << good;
  for (const char* bad : {"", ".", "..", "a/b", "a b", "Phông", ".a", "a."})
    EXPECT_FALSE(is_valid_archive_code(bad)) << bad;
}

// ---- XML ----

TEST(PackageXml, TimesAreThoseOfVietnam) {
  EXPECT_EQ(format_vietnamese_time(0), "1970-01-01T07:00:00+07:00");
  EXPECT_EQ(format_vietnamese_time(1'708'966'799), "2024-02-26T23:59:59+07:00");
  EXPECT_EQ(format_vietnamese_time(1'708'966'800), "2024-02-27T00:00:00+07:00");
}

TEST(PackageXml, NamesAreFilled) {
  EXPECT_EQ(fill_placeholders("urn:{FONDS}:uuid:{UUID}", {{"FONDS", "{UUID}"}, {"UUID", "1"}}),
            "urn:{UUID}:uuid:1");
  EXPECT_EQ(fill_placeholders("{OTHER}{", {{"FONDS", "x"}}), "{OTHER}{");
}

TEST(PackageXml, EadHasEveryFieldInOrder) {
  std::vector<ArchivalField> fields(3);
  fields[0].name = "title";
  fields[1].name = "keyword";
  fields[2].name = "subject";
  EXPECT_EQ(make_ead(fields, {"]]><a&\"'", "", "đ\nx\x01"}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<simpledc>\n"
            "<title>]]&gt;&lt;a&amp;&quot;&#39;</title>\n<keyword/>\n"
            "<subject>đ&#10;x\uFFFD</subject>\n</simpledc>\n");
}

/// A package of one file with two papers, the second with a signed original.
class PackageTest : public ::testing::Test {
 protected:
  PackageTest() {
    testing::put_bytes(folder_ / "a.pdf", "%PDF-1.7 a <x:pdfaid:part>2</x> %%EOF");
    testing::put_bytes(folder_ / "b.pdf", "%PDF-1.7 b %%EOF");
  }
  Package make(ArchivalForm form, const std::string& archive = {},
               std::shared_ptr<const XmlSchemas> schemas = nullptr) const {
    PackageSettings making{form, read_package_terms(kFolder, form), std::move(schemas), "0.1.0",
                           1'708'966'800};
    const ArchivalTables tables = read_archival_tables(kFolder, form);
    ArchivalFile made;
    made.package_values = {{"fonds", "G09"}, {"creator", "Sở <Y tế>"}, {"agreement", "NL.1"}};
    if (!archive.empty()) made.package_values["archiveCode"] = archive;
    made.file_cells.assign(tables.file_fields.size(), "");
    made.file_cells[1] = "Hồ sơ \"&\" " + std::string(300, 'x');
    made.paper_cells.assign(2, std::vector<std::string>(tables.paper_fields.size(), "v"));
    const PdfFacts a = read_pdf_facts(folder_ / "a.pdf"), b = read_pdf_facts(folder_ / "b.pdf");
    return make_package(making, tables, "H1.2", 7, made, {"H1.2.1", "H1.2.2"}, {{a, {}}, {b, a}});
  }
  static const PackageEntry* find(const Package& package, std::string_view path) {
    const auto found = std::ranges::find_if(
        package.entries, [&](const PackageEntry& entry) { return entry.file.path == path; });
    return found == package.entries.end() ? nullptr : &*found;
  }
  testing::TempFolder folder_;
};

std::vector<std::string> paths_of(const Package& package) {
  std::vector<std::string> out;
  for (const PackageEntry& entry : package.entries) out.push_back(entry.file.path);
  return out;
}

TEST_F(PackageTest, TreeOfASip) {
  const Package sip = make(ArchivalForm::kSip);
  EXPECT_EQ(paths_of(sip),
            (std::vector<std::string>{
                "METS.xml", "metadata/descriptive/EAD.xml", "representations/rep1/METS.xml",
                "representations/rep1/data/H1.2.1.pdf", "representations/rep1/data/H1.2.2.goc.pdf",
                "representations/rep1/data/H1.2.2.pdf",
                "representations/rep1/metadata/descriptive/EAD_doc_H1.2.1.xml",
                "representations/rep1/metadata/descriptive/EAD_doc_H1.2.2.xml"}));
  EXPECT_TRUE(sip.folder.starts_with("uuid-"));
  EXPECT_EQ(sip.zip, "7" + sip.folder + ".zip");
  const std::string& mets = find(sip, "METS.xml")->bytes;
  EXPECT_NE(mets.find("csip:OAISPACKAGETYPE=\"SIP\""), mets.npos);
  EXPECT_EQ(mets.find("digiprovMD"), mets.npos);
  EXPECT_NE(mets.find("<altRecordID TYPE=\"SUBMISSIONAGREEMENT\">NL.1</altRecordID>"), mets.npos);
}

TEST_F(PackageTest, TreeOfAnAip) {
  const Package aip = make(ArchivalForm::kAip);
  EXPECT_TRUE(find(aip, "metadata/preservation/PREMIS.xml"));
  const auto* const premis =
      find(aip, "representations/rep1/metadata/preservation/PREMIS_rep1.xml");
  ASSERT_TRUE(premis);
  EXPECT_NE(premis->bytes.find("<formatVersion>2b</formatVersion>"), std::string::npos);
  EXPECT_TRUE(aip.folder.starts_with("urn_G09_uuid_"));
  EXPECT_EQ(aip.zip, aip.folder + ".zip");
  const std::string& mets = find(aip, "METS.xml")->bytes;
  EXPECT_NE(mets.find("OBJID=\"urn:G09:uuid:"), mets.npos);
  EXPECT_NE(mets.find("Sở &lt;Y tế&gt;"), mets.npos);
  EXPECT_NE(mets.find("CREATEDATE=\"2024-02-27T00:00:00+07:00\""), mets.npos);
  const std::string& rep = find(aip, "representations/rep1/METS.xml")->bytes;
  EXPECT_NE(rep.find("LABEL=\"AttachmentFile\""), rep.npos);
}

TEST_F(PackageTest, TheSameGivesTheSame) {
  const Package one = make(ArchivalForm::kAip), other = make(ArchivalForm::kAip);
  EXPECT_EQ(one.zip, other.zip);
  for (std::size_t i = 0; i < one.entries.size(); ++i)
    EXPECT_EQ(one.entries[i].file.sha256, other.entries[i].file.sha256);
}

TEST_F(PackageTest, ArchivesHavePackagesOfTheirOwn) {
  for (const ArchivalForm form : {ArchivalForm::kSip, ArchivalForm::kAip}) {
    EXPECT_EQ(make(form, "A1").folder, make(form, "A1").folder);
    EXPECT_NE(make(form, "A1").folder, make(form, "A2").folder);
    EXPECT_NE(make(form, "A1").folder, make(form).folder);
  }
}

// ---- schemas ----

constexpr const char* kEad =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='simpledc'>"
    "<xs:complexType><xs:sequence><xs:element name='title'><xs:simpleType>"
    "<xs:restriction base='xs:string'><xs:maxLength value='3'/></xs:restriction></xs:simpleType>"
    "</xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>";

TEST(XmlSchemas, SayWhereAndWhy) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "EAD.xsd", kEad);
  const XmlSchemas schemas(folder / "");
  ASSERT_TRUE(schemas.find_schema(PackageXml::kEad));
  EXPECT_EQ(schemas.find_schema(PackageXml::kMets), nullptr);
  EXPECT_FALSE(schemas.validate(PackageXml::kEad, "<simpledc><title>abc</title></simpledc>"));
  EXPECT_FALSE(schemas.validate(PackageXml::kMets, "<anything/>"));
  const auto fault =
      schemas.validate(PackageXml::kEad, "<simpledc>\n<title>abcd</title></simpledc>");
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->line, 2);
  EXPECT_EQ(fault->element, "title");
  EXPECT_NE(fault->cause.find("maxLength"), std::string::npos);
  EXPECT_EQ(fault->cause.find('\n'), std::string::npos);
  EXPECT_TRUE(schemas.validate(PackageXml::kEad, "<simpledc>"));
}

TEST_F(PackageTest, SharesTheSchemas) {
  testing::put_bytes(folder_ / "ead.xsd", kEad);
  const auto schemas = std::make_shared<const XmlSchemas>(folder_ / "");
  const Package one = make(ArchivalForm::kSip, {}, schemas),
                other = make(ArchivalForm::kAip, {}, schemas);
  const auto *const here = find(one, "schemas/ead.xsd"), *const there =
                                                             find(other, here->file.path);
  EXPECT_EQ(here->text(), kEad);
  EXPECT_EQ(here->text().data(), there->text().data());
}

TEST(XmlSchemas, TakeUpWhatLiesBesideThem) {
  const testing::TempFolder folder;
  const std::string begin = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' ";
  testing::put_bytes(folder / "xlink.xsd",
                     begin +
                         "targetNamespace='urn:x'><xs:attribute name='href' type='xs:anyURI'/>"
                         "</xs:schema>");
  const std::string mets =
      begin +
      "xmlns:x='urn:x' targetNamespace='http://www.loc.gov/METS/'>"
      "<xs:import namespace='urn:x' schemaLocation='http://nowhere.invalid/a/xlink.xsd'/>"
      "<xs:element name='mets'><xs:complexType><xs:attribute ref='x:href' use='required'/>"
      "<xs:anyAttribute namespace='##other' processContents='lax'/></xs:complexType></xs:element>"
      "</xs:schema>";
  testing::put_bytes(folder / "mets.xsd", mets);
  testing::put_bytes(folder / "more.xsd",
                     begin +
                         "targetNamespace='urn:y'><xs:attribute name='kind'><xs:simpleType>"
                         "<xs:restriction base='xs:string'><xs:enumeration value='AIP'/>"
                         "</xs:restriction></xs:simpleType></xs:attribute></xs:schema>");
  const XmlSchemas schemas(folder / "");
  const std::string head = "<mets xmlns='http://www.loc.gov/METS/' xmlns:x='urn:x' xmlns:y='urn:y'";
  EXPECT_FALSE(schemas.validate(PackageXml::kMets, head + " x:href='a' y:kind='AIP'/>"));
  EXPECT_TRUE(schemas.validate(PackageXml::kMets, head + " x:href='a' y:kind='no'/>"));
  EXPECT_TRUE(schemas.validate(PackageXml::kMets, head + "/>"));
  fs::remove(folder / "xlink.xsd");
  EXPECT_THROW((void)XmlSchemas(folder / ""), Error);
}

const std::string kBegin = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' ";

/// An XSD of a namespace, with an attribute that is a number; `includes` goes before it.
std::string number_named(const std::string& name, const std::string& space,
                         const std::string& includes = {}) {
  return kBegin + "targetNamespace='" + space + "'>" + includes + "<xs:attribute name='" + name +
         "' type='xs:int'/></xs:schema>";
}

std::string include_of(const std::string& file) {
  return "<xs:include schemaLocation='" + file + "'/>";
}

const std::string kOfMets = "http://www.loc.gov/METS/",
                  kMetsElement =
                      "<xs:element name='mets'><xs:complexType><xs:anyAttribute "
                      "namespace='##other' processContents='lax'/></xs:complexType></xs:element>";

std::string refusal_of(const fs::path& folder) {
  try {
    const XmlSchemas schemas(folder);
    return {};
  } catch (const Error& error) {
    return error.code() == ErrorCode::kUsage ? error.what() : "another error";
  }
}

TEST(XmlSchemas, TwoOfOneNamespaceBesideThemAreRefused) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "mets.xsd",
                     kBegin + "targetNamespace='" + kOfMets + "'>" + kMetsElement + "</xs:schema>");
  testing::put_bytes(folder / "y1.xsd", number_named("a", "urn:y"));
  EXPECT_EQ(refusal_of(folder / ""), "");
  testing::put_bytes(folder / "y2.xsd", number_named("b", "urn:y"));
  EXPECT_NE(refusal_of(folder / "").find("y1.xsd, y2.xsd"), std::string::npos);
  // not where one of them has the other: both count, whichever is asked for first
  testing::put_bytes(folder / "y2.xsd", number_named("b", "urn:y", include_of("./y1.xsd")));
  testing::put_bytes(
      folder / "mets.xsd",
      kBegin + "targetNamespace='" + kOfMets +
          "'><xs:import namespace='urn:y' schemaLocation='http://a.invalid/y1.xsd'/>" +
          kMetsElement + "</xs:schema>");
  const XmlSchemas schemas(folder / "");
  const std::string head = "<mets xmlns='http://www.loc.gov/METS/' xmlns:y='urn:y'";
  EXPECT_FALSE(schemas.validate(PackageXml::kMets, head + " y:a='1' y:b='1'/>"));
  EXPECT_TRUE(schemas.validate(PackageXml::kMets, head + " y:a='x' y:b='1'/>"));
  EXPECT_TRUE(schemas.validate(PackageXml::kMets, head + " y:a='1' y:b='x'/>"));
}

TEST(XmlSchemas, WhatASchemaLeavesOutIsRefused) {
  const testing::TempFolder folder;
  const auto import = [](const std::string& file) {
    return "<xs:import namespace='urn:y' schemaLocation='" + file + "'/>";
  };
  testing::put_bytes(folder / "y1.xsd", number_named("a", "urn:y"));
  testing::put_bytes(folder / "y2.xsd", number_named("b", "urn:y", include_of("y1.xsd")));
  // of ead.xsd nothing is gathered: it takes y1.xsd, and then leaves out y2.xsd
  testing::put_bytes(folder / "ead.xsd", kBegin + ">" + import("y1.xsd") + import("y2.xsd") +
                                             "<xs:element name='simpledc'/></xs:schema>");
  EXPECT_NE(refusal_of(folder / "").find("y2.xsd"), std::string::npos);
  testing::put_bytes(folder / "ead.xsd", kBegin + ">" + import("y2.xsd") + import("y1.xsd") +
                                             "<xs:element name='simpledc'/></xs:schema>");
  EXPECT_EQ(refusal_of(folder / ""), "");
}

TEST(XmlSchemas, AreMadeOfParts) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "a-types.xsd", number_named("a", kOfMets));
  testing::put_bytes(folder / "mets.xsd", kBegin + "targetNamespace='" + kOfMets + "'>" +
                                              include_of("http://a.invalid/a-types.xsd") +
                                              kMetsElement + "</xs:schema>");
  const XmlSchemas schemas(folder / "");
  EXPECT_EQ(schemas.find_schema(PackageXml::kMets)->name, "mets.xsd");
  EXPECT_FALSE(schemas.validate(PackageXml::kMets, "<mets xmlns='http://www.loc.gov/METS/'/>"));
  EXPECT_TRUE(schemas.validate(PackageXml::kMets, "<other xmlns='http://www.loc.gov/METS/'/>"));
  // that includes itself by another: the first by name
  testing::put_bytes(folder / "mets.xsd", kBegin + "targetNamespace='" + kOfMets + "'>" +
                                              include_of("a-types.xsd") + kMetsElement +
                                              "</xs:schema>");
  testing::put_bytes(folder / "a-types.xsd", number_named("a", kOfMets, include_of("mets.xsd")));
  EXPECT_EQ(XmlSchemas(folder / "").find_schema(PackageXml::kMets)->name, "a-types.xsd");
  testing::put_bytes(folder / "other.xsd", number_named("o", kOfMets));
  EXPECT_NE(refusal_of(folder / "").find("a-types.xsd, other.xsd"), std::string::npos);
}

TEST(XmlSchemas, TakeUpOnlyFilesThatAreListed) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "common.txt", number_named("a", kOfMets));
  testing::put_bytes(folder / "mets.xsd", kBegin + "targetNamespace='" + kOfMets + "'>" +
                                              include_of("common.txt") + kMetsElement +
                                              "</xs:schema>");
  EXPECT_NE(refusal_of(folder / "").find("common.txt"), std::string::npos);
}

TEST(XmlSchemas, AFaultIsSaidWithItsFileAndLine) {
  const testing::TempFolder folder;
  testing::put_bytes(folder / "mets.xsd",
                     kBegin + "targetNamespace='" + kOfMets + "'>" + kMetsElement + "</xs:schema>");
  testing::put_bytes(folder / "side.xsd",
                     kBegin +
                         "targetNamespace='urn:y'>\n<xs:attribute name='a' type='none'/>"
                         "</xs:schema>");
  EXPECT_NE(refusal_of(folder / "").find("side.xsd: 2: "), std::string::npos)
      << refusal_of(folder / "");
}

TEST(XmlSchemas, AllTogetherHaveABound) {
  const testing::TempFolder folder;
  const std::string large = kEad + std::string((std::size_t{7} << 20U), '\n');
  for (const char* name : {"ead.xsd", "b.xsd", "c.xsd", "d.xsd"})
    testing::put_bytes(folder / name, large);
  EXPECT_EQ(refusal_of(folder / ""), "");
  testing::put_bytes(folder / "e.xsd", large);
  EXPECT_NE(refusal_of(folder / "").find("32 MiB"), std::string::npos);
}

TEST(XmlSchemas, WhatIsNoneIsRefused) {
  const testing::TempFolder folder;
  EXPECT_THROW((void)XmlSchemas(folder / "absent"), Error);
  EXPECT_THROW((void)XmlSchemas(folder / ""), Error);
  for (const char* bytes : {"", "<a/>",
                            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                            "<xs:element name='a' type='b'/></xs:schema>"}) {
    testing::put_bytes(folder / "ead.xsd", bytes);
    EXPECT_THROW((void)XmlSchemas(folder / ""), Error) << bytes;
  }
  testing::put_bytes(folder / "ead.xsd", kEad);
  testing::put_bytes(folder / "EAD.xsd", kEad);
  EXPECT_THROW((void)XmlSchemas(folder / ""), Error);
  fs::remove(folder / "EAD.xsd");
  EXPECT_NO_THROW((void)XmlSchemas(folder / ""));
  testing::put_bytes(folder / "lược đồ.xsd", kEad);
  EXPECT_THROW((void)XmlSchemas(folder / ""), Error);
}

TEST(XmlSchemas, NoOtherFileIsRead) {
  const testing::TempFolder folder, other;
  testing::put_bytes(other / "secret", "s");
  testing::put_bytes(folder / "ead.xsd",
                     "<!DOCTYPE s [<!ENTITY e SYSTEM '" + (other / "secret").string() + "'>]>" +
                         std::string(kEad).replace(std::string(kEad).find("'3'"), 3, "'&e;'"));
  EXPECT_THROW((void)XmlSchemas(folder / ""), Error);
}

}  // namespace
}  // namespace codau::exports
