#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>
#include <string>

#include "../support/lexicon.h"
#include "../support/named_cells.h"
#include "document/read_document.h"
#include "record/rows/agency_rows.h"
#include "record/rows/legality.h"
#include "record/rows/records.h"
#include "record/rows/source_map.h"
#include "record/schema/ids.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/validate.h"
#include "text/text_document.h"

namespace codau::record {
namespace {

using testing::NamedCells;
using testing::value_of;

TEST(Ids, ShaOfThreeLetters) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(doc_id(sha256("abc")), "ba7816bf8f01cfea");
}

// The vectors of standards section 9.
TEST(Ids, UuidsOfTheStandard) {
  EXPECT_EQ(make_uuid("task|38ad1a1e9ecc18c6|table|1|4"), "de4eeae7-a07b-5ce2-8852-9cb97fda5906");
  EXPECT_EQ(make_uuid("task|38ad1a1e9ecc18c6|table|2|20"), "058f5f19-5caf-5597-9b9d-07d7348c9300");
  EXPECT_EQ(make_uuid("task|0d1d45f7d707df96|prose|III.1|5"),
            "87efcd7f-0b42-536e-a101-68d07a51ade2");
  EXPECT_EQ(make_uuid("section|8ede2f582c30be3c|1"), "8b571a97-929e-53c7-a943-9b87a818e063");
}

TEST(Ids, OnlyUuidsHaveTheirBytes) {
  for (const char* const none :
       {"", "a", "de4eeae7-a07b-5ce2-8852-9cb97fda590", "DE4EEAE7-A07B-5CE2-8852-9CB97FDA5906",
        "de4eeae7aa07b-5ce2-8852-9cb97fda5906", "de4eeae7-a07b-5ce2-8852-9cb97fda590g",
        "-e4eeae7-a07b-5ce2-8852-9cb97fda5906"}) {
    EXPECT_FALSE(parse_uuid(none)) << none;
  }
}

TEST(Ids, SetsHoldIdsOfAnyKind) {
  const std::string one = make_uuid("a"), other = make_uuid("b");
  IdSet ids;
  EXPECT_FALSE(ids.contains(one));
  ids.add(one);
  ids.add("38ad1a1e9ecc18c6|7");
  EXPECT_TRUE(ids.contains(one) && ids.contains("38ad1a1e9ecc18c6|7"));
  EXPECT_FALSE(ids.contains(other) || ids.contains("38ad1a1e9ecc18c6|70") || ids.contains(""));
}

// Of two documents that share a page each has the lines that are its own.
TEST(Pages, OfTwoDocumentsShareNoText) {
  const std::string first =
      "ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\nSố: 24/QĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - "
      "Tự do - Hạnh phúc\nAn Phú, ngày 05 tháng 3 năm 2024\n\nQUYẾT ĐỊNH\nVề việc ban hành Kế "
      "hoạch\n\nĐiều 1. Ban hành Kế hoạch.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An";
  const std::string second =
      "KẾ HOẠCH\nTrồng cây năm 2024\n(Ban hành kèm theo Quyết định số 24/QĐ-UBND ngày "
      "05/3/2024)\n\nI. TỔ CHỨC THỰC HIỆN";
  RestoredDocument read;
  read.before = read.after = text::parse_plain_text(first + "\n\n" + second);
  for (TextDocument* const one : {&read.before, &read.after}) {
    for (TextLine& line : one->lines) line.page = 1;
    one->pages.front().number = 1;
    one->pages.front().furniture = "ĐÃ KÝ";
  }
  const auto documents = document::read_documents(own_lexicon(), read);
  ASSERT_EQ(documents.size(), 2U);
  const std::string wanted[] = {first + "\nĐÃ KÝ", second};
  for (std::size_t k = 0; k < 2; ++k) {
    SourceInfo source;
    source.doc_id = "doc";
    source.format = "pdf";
    source.text_layer = "none";
    source.names = {{"a.pdf", "a.pdf"}};
    source.pipeline_version = "0.1.0";
    const Records records = to_records(own_lexicon(), documents[k], read, source);
    ASSERT_EQ(records[record::TableId::kPages].size(), 1U);
    EXPECT_EQ(value_of(table("pages"), records[record::TableId::kPages].front(), "text_ocr"),
              Value(wanted[k]));
  }
}

TEST(Reasons, SeverityDecidesTheStatus) {
  EXPECT_EQ(compute_review_status({}), "ok");
  EXPECT_EQ(compute_review_status({"DATE_PADDING", "PAGE_JOIN"}), "ok");
  EXPECT_EQ(compute_review_status({"PAGE_JOIN", "LEAD_MISSING"}), "review");
  for (const char* const code : {"NUMBER_BLANK", "DATE_PARTIAL", "DATE_MISSING"})
    EXPECT_EQ(compute_review_status({code}), "review");
  EXPECT_EQ(compute_review_status({"TABLE_COUNT"}), "review");
  EXPECT_EQ(find_severity("TASK_EMPTY"), Severity::kError);
  EXPECT_EQ(find_severity("NO_SUCH_CODE"), std::nullopt);
}

TEST(Reasons, CodesAreUnique) {
  std::set<std::string_view> codes;
  for (const ReviewReason& reason : reasons()) EXPECT_TRUE(codes.insert(reason.code).second);
}

TEST(Legality, FlagsWhatCannotBeVietnamese) {
  EXPECT_FALSE(is_badly_spelled("TỔ CHỨC THỰC HIỆN theo Kế hoạch số 07/KH-UBND, PAPI và SIPAS"));
  EXPECT_FALSE(is_badly_spelled("Gửi về tochuc@angiang.gov.vn trước ngày 30/6"));
  EXPECT_FALSE(is_badly_spelled(""));
  EXPECT_TRUE(is_badly_spelled("ch2t s6 li¢u tinh tr ngay 01/11/2022"));
}

TEST(Schema, ParentsStandBeforeChildrenAndKeysExist) {
  std::set<std::string_view> seen;
  for (const Table& one : schema()) {
    seen.insert(one.name);
    std::set<std::string_view> columns;
    for (const Column& column : one.columns) {
      EXPECT_TRUE(columns.insert(column.name).second) << one.name << '.' << column.name;
      EXPECT_FALSE(column.about.empty()) << one.name << '.' << column.name;
    }
    for (const std::string_view key : one.primary_key) EXPECT_TRUE(columns.contains(key));
    for (const ForeignKey& key : one.foreign_keys) {
      EXPECT_TRUE(columns.contains(key.column)) << one.name << '.' << key.column;
      EXPECT_TRUE(seen.contains(key.table)) << one.name << '.' << key.column;
    }
  }
  EXPECT_EQ(seen.size(), 13U);
}

/// A scan of two pages: a line of words on the first, a table row that goes on on the second. The
/// reading "b4n" of the first page was restored to "bản".
RestoredDocument scan() {
  RestoredDocument out;
  out.before.text = "Van b4n\nRa so\tVP\n\fat\t\n";
  out.after.text = "Văn bản\nRà so\tVP\n\fát\t\n";
  const auto change = [&](ByteRange in, ByteRange to, double confidence) {
    out.changes.push_back({in, to, std::string(slice(out.before.text, in)),
                           std::string(slice(out.after.text, to)), "latin_ocr", "ocr_restore",
                           confidence, ""});
  };
  change({1, 2}, {1, 3}, 0.99);
  change({5, 6}, {6, 9}, 0.9);
  change({9, 10}, {12, 14}, 0.98);
  change({18, 19}, {22, 24}, 0.97);
  auto& after = out.after;
  const auto line = [&](std::uint32_t page, std::vector<ByteRange> words, std::int32_t top) {
    const auto first = static_cast<std::uint32_t>(after.words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto left = static_cast<std::int32_t>(100 * i);
      after.words.push_back(words[i]);
      after.scanned_words.push_back({{left, top, left + 80, top + 20}, 0.9});
    }
    const auto end = static_cast<std::uint32_t>(after.words.size());
    after.lines.push_back(
        {{words.front().begin, words.back().end}, {first, end}, Role::kBody, page, {}});
  };
  line(1, {{0, 4}, {5, 10}}, 10);
  line(1, {{11, 14}, {15, 17}, {18, 20}}, 40);
  line(2, {{22, 25}}, 10);
  after.cells = {{0, 0, 1, 1, {11, 17}, {}},
                 {0, 1, 1, 1, {18, 20}, {}},
                 {0, 0, 1, 1, {22, 25}, {}},
                 {0, 1, 1, 1, {26, 26}, {}}};
  out.doubts = {{{5, 10}, 0.52, "bạn"}};
  return out;
}

TEST(SourceMap, ShowsWhatWasReadAndWhatChanged) {
  const RestoredDocument document = scan();
  const SourceMap source_map(document);
  const ByteRange piece[] = {{0, 10}};
  const SourceReading reading = source_map.reading(piece, "Văn bản");
  EXPECT_EQ(reading.ocr, "Van b4n");
  ASSERT_EQ(reading.changes.size(), 2U);
  EXPECT_EQ(reading.changes[1].before, "4");
  EXPECT_EQ(reading.changes[1].after, "ả");
  EXPECT_EQ(source_map.as_read({5, 10}), "b4n");
}

TEST(SourceMap, FollowsACellOverThePageBreak) {
  const RestoredDocument document = scan();
  const SourceMap source_map(document);
  const ByteRange rows[] = {{11, 20}, {22, 26}};
  const std::vector<ByteRange> pieces = source_map.pieces({11, 25}, rows);
  EXPECT_EQ(pieces, (std::vector<ByteRange>{{11, 17}, {22, 25}}));
  const SourceReading reading = source_map.reading(pieces, "Rà so át");
  EXPECT_EQ(reading.ocr, "Ra so at");
  EXPECT_EQ(reading.changes.size(), 2U);
}

// Each row goes on in the next one. All cells looked at for each field: 8 s; now 5 ms.
TEST(SourceMap, LooksAtNoCellOfAnotherRow) {
  constexpr std::uint32_t kRows = 60'000, kWidth = 30;
  RestoredDocument document;
  for (std::uint32_t row = 0; row < kRows; ++row) {
    for (std::uint32_t column = 0; column < 3; ++column) {
      const std::uint32_t at = row * kWidth + column * 10;
      document.after.cells.push_back({row, column, 1, 1, {at, at + 9}, {}});
    }
  }
  const SourceMap source_map(document);
  const auto begun = std::chrono::steady_clock::now();
  for (std::uint32_t row = 0; row + 1 < kRows; row += 2) {
    const std::uint32_t at = row * kWidth;
    const ByteRange rows[] = {{at, at + 29}, {at + kWidth, at + kWidth + 29}};
    ASSERT_EQ(source_map.pieces({at, at + kWidth + 9}, rows),
              (std::vector<ByteRange>{{at, at + 9}, {at + kWidth, at + kWidth + 9}}));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

TEST(SourceMap, KnowsPageBoxAndConfidence) {
  const RestoredDocument document = scan();
  const SourceMap source_map(document);
  const ByteRange word[] = {{5, 10}};
  const PageLocation place = source_map.place(word);
  EXPECT_EQ(place.page_from, 1U);
  EXPECT_EQ(place.boxes, R"([{"page":1,"x":100,"y":10,"w":80,"h":20}])");
  EXPECT_DOUBLE_EQ(source_map.min_confidence(word).value(), 0.52);
  EXPECT_TRUE(source_map.is_ambiguous(word));
  const ByteRange both[] = {{11, 17}, {22, 25}};
  EXPECT_EQ(source_map.place(both).page_to, 2U);
  EXPECT_FALSE(source_map.is_ambiguous(both));
  const ByteRange nothing[] = {{0, 0}};
  EXPECT_EQ(source_map.min_confidence(nothing), std::nullopt);
}

TEST(SourceMap, EditsAreShort) {
  const std::vector<Change> found =
      compute_edits("trước ngày **05/12/2022**", "trước ngày 05/12/2022");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].before, "**");
  EXPECT_EQ(found[0].after, "");
}

/// Rows of an invented plan as one looks things up in them.
class Rows : public ::testing::Test {
 protected:
  void SetUp() override {
    make(
        "UBND XÃ AN BÌNH\nSố: /KH-UBND\nAn Bình, ngày tháng 02 năm 2024\n\n**KẾ HOẠCH**\n"
        "Cải cách hành chính năm 2024\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng\n\n"
        "- Báo cáo UBND huyện trước ngày **30/6**.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n"
        "Nguyễn Văn Ước\n\nPhụ lục 1\nDANH MỤC NHIỆM VỤ\n\n"
        "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\n"
        "1\tRà soát\t- Văn phòng\tVăn phòng\tQuý II/2031\n"
        "2\tCông bố\t\t\tThường xuyên; Quý I/2023\n\n"
        "TT\tNhiệm vụ\tCơ quan chủ trì\tSản phẩm\tThời gian hoàn thành\tGhi chú\n"
        "3\t*Báo cáo*\t__Văn phòng__\t~200 phiếu\t*'05/2031*\t= 100% * ~\n"
        "4\t- Giá trị 2*3\t*- Văn phòng*\t*= 100%* '\t- 30/6\t*'05*\n"
        "5\tTrang bị\tVăn phòng\t' 40 máy —\tQuý IV\t\n");
  }

  void make(const std::string& text) {
    document_.before = document_.after = text::parse_plain_text(text);
    SourceInfo source;
    source.sha256 = sha256(text);
    source.doc_id = doc_id(source.sha256);
    source.bytes = text.size();
    source.format = "txt";
    source.text_layer = "none";
    source.names = {{"a.txt", "x/a.txt"}, {"b.txt", "x/b.txt"}};
    source.pipeline_version = "0.1.0";
    records_ = to_records(own_lexicon(), document::read_document(own_lexicon(), document_),
                          document_, source);
    ASSERT_EQ(validate_rows(records_), std::vector<std::string>());
  }

  /// The values of a column where `key` has the value `is`, shown as text.
  [[nodiscard]] std::string show(std::string_view name, std::string_view column,
                                 std::string_view key, const Value& is) const {
    std::string out;
    for (const Row& row : testing::rows_of(records_, name)) {
      if (value_of(table(name), row, key) != is) continue;
      const Value& value = value_of(table(name), row, column);
      if (!out.empty()) out += " + ";
      if (const auto* text = std::get_if<std::string>(&value)) out += *text;
      if (const auto* number = std::get_if<std::int64_t>(&value)) out += std::to_string(*number);
      if (const auto* codes = std::get_if<std::vector<std::string>>(&value)) {
        for (const std::string& code : *codes) out += code + ' ';
      }
    }
    return out;
  }
  [[nodiscard]] std::string of_document(std::string_view column) const {
    return show("documents", column, "lang", std::string("vi"));
  }
  [[nodiscard]] std::string of_task(std::int64_t seq, std::string_view column) const {
    return show("tasks", column, "seq", seq);
  }

  /// Of the only lead there is.
  [[nodiscard]] std::string of_lead(std::string_view column) const {
    return show("task_agencies", column, "role", std::string("lead"));
  }

  RestoredDocument document_;
  Records records_;
};

// All that is printed of the plan stands above its table (standards 3.5).
TEST_F(Rows, OfAnAppendixAlone) {
  make(
      "Phụ lục 1\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 18/01/2024 của UBND xã "
      "An Bình)\n\nTT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n1\tRà soát\tVăn phòng\tQuý I/2024\n");
  EXPECT_EQ(of_document("issued_date"), "2024-01-18");
  EXPECT_EQ(of_document("issued_date_ocr"), "số 12/KH-UBND ngày 18/01/2024");
  EXPECT_EQ(of_document("issued_date_basis"), "printed");
}

TEST_F(Rows, OfADocument) {
  EXPECT_EQ(of_document("tt05_type"), "10");
  EXPECT_EQ(of_document("code_number"), "");
  EXPECT_EQ(of_document("issued_edtf"), "2024-02-XX");
  EXPECT_EQ(of_document("issued_date"), "");
  EXPECT_EQ(of_document("issued_date_ocr"), "An Bình, ngày tháng 02 năm 2024");
  EXPECT_EQ(of_document("issued_date_basis"), "none");
  EXPECT_EQ(of_document("organ_level"), "commune");
  EXPECT_EQ(of_document("page_count"), "");
  EXPECT_NE(of_document("flags").find("NUMBER_BLANK"), std::string::npos);
  EXPECT_EQ(of_document("review_reasons").find("NUMBER_BLANK"), std::string::npos)
      << "a plain text is not asked";
  EXPECT_EQ(records_[record::TableId::kSources].size(), 2U);
  const std::string id = of_document("organ_agency_id");
  EXPECT_EQ(show("agencies", "name", "agency_id", id), "Ủy ban nhân dân xã An Bình");
}

TEST_F(Rows, CommunesOfOneNameAreAsManyAgencies) {
  std::set<std::string> ids, parents;
  const auto make_in = [&](const std::string& district, const std::string& number) {
    make(district + "ỦY BAN NHÂN DÂN XÃ TÂN LẬP\nSố: " + number +
         "/KH-UBND\nTân Lập, ngày 12 tháng 02 năm 2024\n\nKẾ HOẠCH\nPhòng cháy năm 2024\n\nI. TỔ "
         "CHỨC THỰC HIỆN\n\n1. Công an xã\n\n- Tuần tra.\n");
    EXPECT_EQ(of_lead("place"), "xã Tân Lập");
    ids.insert(of_lead("agency_id"));
    parents.insert(of_document("organ_agency_id"));
    return show("agencies", "place", "agency_id", of_lead("agency_id"));
  };
  const std::string here = "xã Tân Lập, huyện Lục Yên, tỉnh Yên Bái";
  EXPECT_EQ(make_in("UBND HUYỆN LỤC YÊN\n", "05"), here);
  EXPECT_EQ(make_in("UBND HUYỆN LỤC YÊN\n", "06"), here);
  EXPECT_EQ(ids.size(), 1U);
  EXPECT_EQ(make_in("UBND HUYỆN VŨ THƯ\n", "05"), "xã Tân Lập, huyện Vũ Thư, tỉnh Thái Bình");
  EXPECT_EQ(ids.size(), 2U);
  EXPECT_EQ(parents.size(), 2U);
}

TEST_F(Rows, APlaceInDoubtIsThatOfItsDocumentAlone) {
  document::AgencyMention agency;
  agency.agency_name = "Công an xã Tân Lập";
  agency.place = "xã Tân Lập";
  const auto sure = agency_id(agency, "", "0000000000000001");
  EXPECT_EQ(sure, agency_id(agency, "", "0000000000000002"));
  agency.is_place_in_doubt = true;
  const auto here = agency_id(agency, "", "0000000000000001");
  EXPECT_EQ(here, agency_id(agency, "", "0000000000000001"));
  EXPECT_NE(here, agency_id(agency, "", "0000000000000002"));
  EXPECT_NE(here, sure);
}

TEST_F(Rows, NamesThatDifferInMarksAreTwoAgencies) {
  make(
      "UBND HUYỆN VĂN LÂM\nSố: 05/KH-UBND\nVăn Lâm, ngày 12 tháng 02 năm 2024\n\nKẾ HOẠCH\n"
      "Phòng cháy năm 2024\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Ủy ban nhân dân xã Hà Lùng\n\n- Tuần "
      "tra.\n\n2. Ủy ban nhân dân xã Hạ Lũng\n\n- Trực gác.\n\n3. ỦY BAN NHÂN DÂN XÃ HÀ LÙNG\n\n"
      "- Báo cáo.\n");
  std::map<std::string, std::set<std::string>> ids;
  for (Row row : records_[record::TableId::kTaskAgencies]) {
    const NamedCells cells(table("task_agencies"), row);
    ids[cells.text("place")].insert(cells.text("agency_id"));
  }
  EXPECT_EQ(ids["xã Hà Lùng"].size(), 1U);
  EXPECT_EQ(ids["xã Hạ Lũng"].size(), 1U);
  EXPECT_NE(ids["xã Hà Lùng"], ids["xã Hạ Lũng"]);
}

TEST_F(Rows, UnitsOfTwoOrgansOfOnePlaceAreTwoAgencies) {
  std::set<std::string> ids, parents;
  for (const std::string organ : {"SỞ NỘI VỤ", "SỞ CÔNG THƯƠNG"}) {
    make("UBND TỈNH THÁI NGUYÊN\n" + organ +
         "\nSố: 05/KH-S\nThái Nguyên, ngày 12 tháng 02 năm 2024\n\nKẾ HOẠCH\nPhòng cháy năm "
         "2024\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Quản lý chung\n\n- Tuần tra.\n");
    ids.insert(of_lead("agency_id"));
    parents.insert(show("agencies", "parent_agency_id", "agency_id", of_lead("agency_id")));
    EXPECT_TRUE(parents.contains(of_document("organ_agency_id")));
    EXPECT_FALSE(of_document("organ_agency_id").empty());
    EXPECT_EQ(show("agencies", "kind", "agency_id", of_lead("agency_id")), "unit");
  }
  EXPECT_EQ(ids.size(), 2U);
  EXPECT_EQ(parents.size(), 2U);
}

// Hà Giang went up in Tuyên Quang in July 2025, and so did its departments with their units.
TEST_F(Rows, AUnitGoesOnInTheSuccessorOfItsOrgan) {
  make(
      "UBND TỈNH HÀ GIANG\nSỞ NỘI VỤ\nSố: 05/KH-SNV\nHà Giang, ngày 12 tháng 02 năm 2024\n\n"
      "KẾ HOẠCH\nPhòng cháy năm 2024\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở\n\n- Tuần "
      "tra.\n\n2. Phòng Quản lý chung\n\n- Trực gác.\n");
  const auto of = [&](const std::string& id, const std::string& column) {
    return show("agencies", column, "agency_id", id);
  };
  const std::string organ = of_document("organ_agency_id"), later = of(organ, "successor_id");
  ASSERT_EQ(of(later, "name"), "Sở Nội vụ tỉnh Tuyên Quang");
  std::size_t units = 0;
  for (Row row : records_[record::TableId::kTaskAgencies]) {
    const std::string unit = NamedCells(table("task_agencies"), row).text("agency_id");
    EXPECT_EQ(of(unit, "parent_agency_id"), organ);
    EXPECT_EQ(of(unit, "valid_to"), of(organ, "valid_to"));
    const std::string next = of(unit, "successor_id");
    EXPECT_EQ(of(next, "parent_agency_id"), later);
    EXPECT_EQ(of(next, "name"), of(unit, "name"));
    EXPECT_EQ(of(next, "place"), "tỉnh Tuyên Quang");
    EXPECT_EQ(of(next, "valid_to"), "");
    ++units;
  }
  EXPECT_EQ(units, 2U);
}

TEST_F(Rows, AUnitOfTheSuccessorIsThatWhichItsOwnPlansName) {
  const auto make_of = [&](const std::string& organ, const std::string& day) {
    make("UBND TỈNH LẠNG SƠN\n" + organ + "\nSố: 05/KH-S\nLạng Sơn, " + day +
         "\n\nKẾ HOẠCH\nPhòng cháy năm 2025\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Quản lý "
         "chung\n\n- Tuần tra.\n");
    return of_lead("agency_id");
  };
  const std::string before = make_of("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "ngày 12 tháng 02 năm 2025");
  EXPECT_EQ(show("agencies", "valid_to", "agency_id", before), "2025-03-01");
  const std::string next = show("agencies", "successor_id", "agency_id", before);
  EXPECT_EQ(next, make_of("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "ngày 12 tháng 4 năm 2025"));
}

TEST_F(Rows, ACitationHasTheYearOfItsDateAndItsOrgan) {
  make(
      "UBND TỈNH THÁI NGUYÊN\nSố: 05/KH-UBND\nThái Nguyên, ngày 12 tháng 02 năm 2024\n\nKẾ "
      "HOẠCH\nPhòng cháy năm 2024\n\nThực hiện Công văn số 12/BXD-HTKT ngày 05/01/2023 của Bộ "
      "Xây dựng về cấp nước.\n");
  ASSERT_EQ(records_[record::TableId::kDocRefs].size(), 1U);
  const NamedCells cited(table("doc_refs"), records_[record::TableId::kDocRefs].front());
  EXPECT_EQ(cited.integer("year"), 2023);
  EXPECT_EQ(show("agencies", "name", "agency_id", cited.text("organ_agency_id")), "Bộ Xây dựng");
}

TEST_F(Rows, OfTasks) {
  EXPECT_EQ(of_task(1, "origin"), "prose");
  EXPECT_EQ(of_task(1, "deadline_raw"), "trước ngày 30/6");
  EXPECT_EQ(of_task(1, "deadline_raw_ocr"), "trước ngày **30/6");
  EXPECT_EQ(of_task(1, "due_date"), "2024-06-30");
  EXPECT_EQ(of_task(1, "due_last_day"), "2024-06-29");
  EXPECT_EQ(of_task(2, "lead_raw"), "Văn phòng");
  EXPECT_EQ(of_task(2, "lead_raw_ocr"), "- Văn phòng");  // 4.9
  EXPECT_EQ(of_task(2, "review_reasons"), "COOP_EQ_LEAD DUE_FAR ");
  EXPECT_EQ(of_task(2, "review_status"), "review");
  EXPECT_EQ(of_task(3, "review_reasons"), "LEAD_MISSING MULTI_DEADLINE ");
  EXPECT_EQ(of_task(3, "due_date"), "2023-03-31");
  EXPECT_EQ(of_task(3, "deadline_kind"), "quarter");
}

TEST_F(Rows, CellsOfATextKeepTheirCharacters) {
  const auto ocr = [&](std::int64_t seq, const std::string& column) {
    return of_task(seq, column) + " < " + of_task(seq, column + "_ocr");
  };
  EXPECT_EQ(ocr(4, "task_text"), "Báo cáo < *Báo cáo*");
  EXPECT_EQ(ocr(4, "lead_raw"), "__Văn phòng__ < __Văn phòng__");
  EXPECT_EQ(ocr(4, "output"), "~200 phiếu < ~200 phiếu");
  EXPECT_EQ(ocr(4, "deadline_raw"), "'05/2031 < *'05/2031*");
  EXPECT_EQ(of_task(4, "note"), "= 100% * ~");
  EXPECT_EQ(ocr(5, "task_text"), "Giá trị 2*3 < - Giá trị 2*3");
  EXPECT_EQ(ocr(5, "lead_raw"), "Văn phòng < *- Văn phòng*");
  EXPECT_EQ(ocr(5, "output"), "= 100% ' < *= 100%* '");
  EXPECT_EQ(of_task(5, "note"), "'05");
  EXPECT_EQ(ocr(6, "output"), "40 máy < ' 40 máy —");
  std::string erased;
  for (const Row& row : records_[record::TableId::kCorrections]) {
    if (value_of(table("corrections"), row, "field") == Value(std::string("note")))
      erased += std::get<std::string>(value_of(table("corrections"), row, "before"));
  }
  EXPECT_EQ(erased, "**");
}

TEST_F(Rows, EveryValueHasEvidence) {
  std::set<std::string> fields;
  const std::string id = of_document("doc_id");
  for (const Row& row : records_[record::TableId::kEvidence]) {
    if (value_of(table("evidence"), row, "row_id") != Value(id)) continue;
    fields.insert(std::get<std::string>(value_of(table("evidence"), row, "field")));
  }
  for (const char* field : {"type_code", "code_notation", "issued_place", "issued_edtf",
                            "organ_name", "organ_level", "subject", "plan_year", "signer_name"}) {
    EXPECT_TRUE(fields.contains(field)) << field;
  }
  EXPECT_FALSE(fields.contains("code_number"));
}

}  // namespace
}  // namespace codau::record
