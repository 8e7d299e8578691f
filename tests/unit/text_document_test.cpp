#include "text/text_document.h"

#include <gtest/gtest.h>

#include <string>

#include "core/changes.h"

namespace codau::text {
namespace {

// Builds pages of a 1000 px wide column; a word is as wide as its letters, 10 px each.
class PageMaker {
 public:
  explicit PageMaker(std::uint32_t number) {
    page_.number = number;
    page_.width = 1200;
    page_.height = 1700;
  }
  void block(Role role, const std::vector<std::string>& lines, std::int32_t left = 100) {
    const auto first = size32(page_.lines.size());
    for (const std::string& line : lines) add_line(line, left);
    page_.blocks.push_back({role, {first, size32(page_.lines.size())}, {}, {}});
  }
  // One row, one line a cell; "" is an empty cell.
  void table(const std::vector<std::string>& cells) {
    const auto first = size32(page_.lines.size());
    const auto first_cell = size32(page_.cells.size());
    for (std::uint32_t column = 0; column < cells.size(); ++column) {
      const auto line = size32(page_.lines.size());
      if (!cells[column].empty()) add_line(cells[column], 100);
      page_.cells.push_back({0, column, 1, 1, {line, size32(page_.lines.size())}, {}});
    }
    page_.tables.push_back({1, size32(cells.size()), {first_cell, size32(page_.cells.size())}, {}});
    page_.blocks.push_back(
        {Role::kTable, {first, size32(page_.lines.size())}, size32(page_.tables.size()) - 1, {}});
  }
  [[nodiscard]] const OcrPage& page() const { return page_; }
  // The page as it comes from a scanner in which it lay turned: upright after `rotation` clockwise.
  [[nodiscard]] OcrPage turned(std::int32_t rotation) const {
    OcrPage out = page_;
    out.rotation = rotation;
    if (rotation % 180 != 0) std::swap(out.width, out.height);
    const auto turn = [&](PageBox& b) {
      const std::int32_t w = out.width;
      const std::int32_t h = out.height;
      if (rotation == 90) b = {b.top, h - b.right, b.bottom, h - b.left};
      if (rotation == 180) b = {w - b.right, h - b.bottom, w - b.left, h - b.top};
      if (rotation == 270) b = {w - b.bottom, b.left, w - b.top, b.right};
    };
    for (OcrWord& word : out.words) turn(word.box);
    for (OcrLine& line : out.lines) turn(line.box);
    return out;
  }

 private:
  static std::uint32_t size32(std::size_t n) { return static_cast<std::uint32_t>(n); }
  void add_line(const std::string& line, std::int32_t left) {
    const auto first = size32(page_.words.size());
    const std::int32_t top = y_;
    y_ += 40;
    std::int32_t x = left;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find(' ', at), line.size());
      const auto begin = size32(page_.text.size());
      page_.text += line.substr(at, end - at);
      const std::int32_t right = x + 10 * static_cast<std::int32_t>(end - at);
      page_.words.push_back({{begin, size32(page_.text.size())}, {x, top, right, top + 30}, 0.9});
      page_.text += end < line.size() ? ' ' : '\n';
      x = right + 10;
      at = end + 1;
    }
    page_.lines.push_back({{first, size32(page_.words.size())}, {left, top, x - 10, top + 30}});
  }

  OcrPage page_;
  std::int32_t y_ = 100;
};

std::vector<std::string> joined(const TextDocument& document) {
  std::vector<std::string> out;
  for (const Paragraph& p : find_paragraphs(document)) {
    std::string text;
    for (const std::uint32_t l : p.lines) {
      text +=
          (text.empty() ? "" : " / ") + std::string(slice(document.text, document.lines[l].text));
    }
    out.push_back(text);
  }
  return out;
}

TEST(TextDocument, AWordKnowsHowLikelyItsDigitsAreOthers) {
  PageMaker maker(1);
  maker.block(Role::kBody, {"ngày 22/1/2018"});
  OcrPage page = maker.page();
  page.words[1].alternatives = {
      {"22/7/2018", 0.3}, {"2/1/2018", 0.2}, {"22/1/2018.", 0.1}, {"22/1/2013", 0.05}};
  page.words[0].alternatives = {{"ngay", 0.4}};
  const TextDocument out = to_text_document({page});
  EXPECT_EQ(out.scanned_word(0).digit_error_probability, 0);
  EXPECT_NEAR(out.scanned_word(1).digit_error_probability, 0.35, 1e-9);
}

TEST(TextDocument, ADigitUnderAStreakIsInDoubt) {
  PageMaker maker(1);
  maker.block(Role::kBody, {"ngày 22/1/2018"});
  OcrPage page = maker.page();
  page.words[0].gap = OcrGap{0, 0.3};
  page.words[1].gap = OcrGap{2, 0.3};
  const TextDocument out = to_text_document({page});
  EXPECT_EQ(out.scanned_word(0).digit_error_probability, 0);
  EXPECT_EQ(out.scanned_word(1).gap, page.words[1].gap);
  EXPECT_GT(out.scanned_word(1).digit_error_probability, 0.1);
}

TEST(TextDocument, JoinsPagesByFormFeedsAndLeavesFurnitureOut) {
  PageMaker one(1);
  one.block(Role::kHeaderLeft, {"SO NOI VU"});
  one.block(Role::kFurniture, {"Ky boi: X", "2024"});
  one.block(Role::kBody, {"Noi dung", "tiep"});
  OcrPage not_read;
  not_read.number = 2;
  not_read.warnings = {"NO_TEXT"};
  PageMaker three(3);
  three.table({"1", "", "Van phong"});
  const TextDocument out = to_text_document({one.page(), not_read, three.page()});
  EXPECT_EQ(out.text, "SO NOI VU\nNoi dung\ntiep\n\f\f1\nVan phong\n");
  ASSERT_EQ(out.pages.size(), 3U);
  EXPECT_EQ(out.pages[0].furniture, "Ky boi: X\n2024\n");
  EXPECT_TRUE(out.pages[1].text.empty());
  EXPECT_EQ(out.pages[1].warnings, not_read.warnings);
  EXPECT_EQ(slice(out.text, out.pages[2].text), "1\nVan phong\n");
  EXPECT_EQ(out.lines[1].role, Role::kBody);
  EXPECT_EQ(slice(out.text, out.words[4]), "dung");
  ASSERT_EQ(out.tables.size(), 1U);
  EXPECT_EQ(out.tables[0].page, 3U);
  EXPECT_EQ(slice(out.text, out.cells[0].text), "1");
  EXPECT_EQ(slice(out.text, out.cells[1].text), "");
  EXPECT_EQ(slice(out.text, out.cells[2].text), "Van phong");
}

TEST(TextDocument, PlainTextKeepsEveryByte) {
  const std::string in = "\fmột hai\r\n\r\n\tba \n\f\nbốn\fnăm";
  const TextDocument out = parse_plain_text(in);
  EXPECT_EQ(out.text, in);
  std::vector<std::string_view> lines;
  for (const TextLine& line : out.lines) lines.push_back(slice(out.text, line.text));
  EXPECT_EQ(lines, (std::vector<std::string_view>{"một hai", "", "\tba ", "", "bốn", "năm"}));
  std::vector<std::string_view> words;
  for (const ByteRange word : out.words) words.push_back(slice(out.text, word));
  EXPECT_EQ(words, (std::vector<std::string_view>{"một", "hai", "ba", "bốn", "năm"}));
  ASSERT_EQ(out.pages.size(), 1U);
  EXPECT_EQ(out.pages[0].number, 0U);
  EXPECT_EQ(out.pages[0].origin, TextOrigin::kPlainText);
}

TEST(TextDocument, RunsOfTabbedLinesAreTables) {
  const TextDocument out = parse_plain_text(
      "TT\tNhiệm vụ\tChủ trì\n1\tA \t\n\tb\t\n\nTT\tNhiệm vụ\tChủ trì\n2\tC\tVăn phòng\nhết\n");
  ASSERT_EQ(out.tables.size(), 2U);
  EXPECT_EQ(out.tables[0].rows, 3U);
  EXPECT_EQ(out.tables[0].columns, 3U);
  EXPECT_EQ(out.tables[0].lines, (IndexRange{0, 3}));
  EXPECT_EQ(out.tables[1].lines, (IndexRange{4, 6}));
  EXPECT_EQ(slice(out.text, out.cells[4].text), "A");
  EXPECT_TRUE(out.cells[5].text.empty());
  EXPECT_EQ(out.lines[1].role, Role::kTable);
  EXPECT_EQ(out.lines[6].role, Role::kBody);
}

TEST(TextDocument, TabsThatOnlyMoveTextAreNoTable) {
  EXPECT_EQ(parse_plain_text("A\tNội dung\t\t\t\n").tables.size(), 1U);  // a group row
  EXPECT_TRUE(parse_plain_text("1.\tMục đích\n-\tYêu cầu\n\tCăn cứ\n").tables.empty());
  EXPECT_TRUE(parse_plain_text("Nơi nhận:\t\t\tTM. ỦY BAN\n").tables.empty());
}

Change change(std::uint32_t in, const std::string& before, std::uint32_t out,
              const std::string& after) {
  Change c;
  c.in = {in, in + static_cast<std::uint32_t>(before.size())};
  c.out = {out, out + static_cast<std::uint32_t>(after.size())};
  c.before = before;
  c.after = after;
  return c;
}

TEST(TextDocument, AMarkdownRowMayGoOnBelow) {
  const TextDocument document = parse_plain_text(
      "| Ngày | Việc |\n|---|---|\n| 30/6 | Nộp hồ sơ.\n\nGửi bản đăng ký. |\n| 15/8 | Họp. |\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 4U);
  EXPECT_EQ(slice(document.text, document.cells[5].text), "Nộp hồ sơ.\n\nGửi bản đăng ký.");
}

TEST(TextDocument, RunsOfMarkdownRowsAreTables) {
  const TextDocument out = parse_plain_text(
      "| TT | Việc |\n|---|:-:|\n|1| a \\| b |\n\n| một thanh |\nx | y | z\n| lẻ | loi |\n");
  ASSERT_EQ(out.tables.size(), 1U);
  EXPECT_EQ(out.tables[0].rows, 3U);
  EXPECT_EQ(out.tables[0].columns, 2U);
  std::string cells;
  for (const TextCell& cell : out.cells) cells += std::string(slice(out.text, cell.text)) + ";";
  EXPECT_EQ(cells, "TT;Việc;;;1;a \\| b;");
  EXPECT_EQ(out.lines[2].role, Role::kTable);
  EXPECT_EQ(out.lines[4].role, Role::kBody);
}

TEST(TextDocument, RangesAreCarriedOver) {
  // "ke hoch\nx4 hoi" → "kế hoạch\nxã hội": a letter put in inside a word, one at its end.
  const std::string before = "ke hoch\nx4 ho";
  Restoration restored;
  restored.changes = {change(0, "ke", 0, "kế"), change(5, "", 7, "ạ"), change(9, "4", 14, "ã"),
                      change(12, "o", 18, "ộ"), change(13, "", 21, "i")};
  restored.text = codau::apply(restored.changes, before);
  ASSERT_EQ(restored.text, "kế hoạch\nxã hội");
  const RestoredDocument out = apply_restoration(parse_plain_text(before), restored);
  std::vector<std::string_view> words;
  for (const ByteRange word : out.after.words) words.push_back(slice(out.after.text, word));
  EXPECT_EQ(words, (std::vector<std::string_view>{"kế", "hoạch", "xã", "hội"}));
  EXPECT_EQ(slice(out.after.text, out.after.lines[1].text), "xã hội");
  EXPECT_EQ(out.after.pages[0].text.end, out.after.text.size());
  EXPECT_EQ(out.before.text, before);
}

TEST(TextDocument, AJoinedWordGoesToItsFirstPart) {
  Restoration restored;
  restored.changes = {change(0, "ho ach", 0, "hoạch")};
  restored.text = "hoạch định";
  restored.changes.push_back(change(7, "dinh", 8, "định"));
  const RestoredDocument out = apply_restoration(parse_plain_text("ho ach dinh"), restored);
  EXPECT_EQ(slice(out.after.text, out.after.words[0]), "hoạch");
  EXPECT_TRUE(out.after.words[1].empty());
  EXPECT_EQ(slice(out.after.text, out.after.words[2]), "định");
}

TEST(Paragraphs, JoinHardWrappedLinesOfPlainText) {
  const TextDocument in = parse_plain_text(
      "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n\n"
      "a) Cụ thể hóa mục tiêu, nhiệm vụ tại Chỉ thị số 06/CT-CTUBND ngày\n"
      "17/5/2019 của Chủ tịch UBND tỉnh về nâng cao Chỉ số hiệu quả quản\n\n"
      "trị và hành chính công.\n"
      "Các cơ quan phát triển kinh tế\n- xã hội của tỉnh.\n"
      "- Các phòng, ban và các đơn vị của Ủy ban nhân dân tỉnh cùng nhau\n"
      "‘ - Văn phòng./.\n");
  EXPECT_EQ(joined(in), (std::vector<std::string>{
                            "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích",
                            "a) Cụ thể hóa mục tiêu, nhiệm vụ tại Chỉ thị số 06/CT-CTUBND ngày / "
                            "17/5/2019 của Chủ tịch UBND tỉnh về nâng cao Chỉ số hiệu quả quản / "
                            "trị và hành chính công.",
                            "Các cơ quan phát triển kinh tế / - xã hội của tỉnh.",
                            "- Các phòng, ban và các đơn vị của Ủy ban nhân dân tỉnh cùng nhau",
                            "‘ - Văn phòng./."}));
}

TEST(Paragraphs, BlankLinesEndUnlessASentenceRunsOn) {
  const TextDocument in = parse_plain_text(
      "**KẾ HOẠCH**  \n**Nâng cao Chỉ số**  \n**trên địa bàn**  \n**Sở Thông tin**\n\n"
      "Tổ chức thực hiện,\n\nđánh giá kết quả.\n\nnối tiếp\n\n***\n\nVăn phòng\n");
  EXPECT_EQ(joined(in),
            (std::vector<std::string>{
                "**KẾ HOẠCH**  ", "**Nâng cao Chỉ số**   / **trên địa bàn**  ", "**Sở Thông tin**",
                "Tổ chức thực hiện, / đánh giá kết quả.", "nối tiếp", "Văn phòng"}));
}

TEST(Paragraphs, FullLinesGoOnBelowABlankLine) {
  const auto read = [](const std::string& first, const std::string& second) {
    const std::string wide =
        "Một đoạn của văn bản được in đủ rộng để cho biết dòng dài bao nhiêu chữ;";
    return joined(parse_plain_text(wide + "\n\n" + wide + "\n\n" + first + "\n\n" + second + "\n"))
               .size() == 3;
  };
  const std::string open = "Ký hợp đồng nguyên tắc thuê 06 xuồng, 02 cần cẩu, xong chậm nhất ngày";
  const std::string closed = "Bố trí kinh phí từ dự toán ngân sách xã để in tờ rơi, may băng rôn;";
  EXPECT_TRUE(read(open, "20/4/2026."));
  EXPECT_TRUE(read(closed, "quyết toán trước ngày 15/12/2024."));
  EXPECT_FALSE(read(closed, "20/4/2026."));
  EXPECT_FALSE(read(closed, "ở Phòng Tài chính: bố trí kinh phí.")) << "a damaged number";
  EXPECT_FALSE(read(open, "2. Phòng Tài chính"));
  EXPECT_FALSE(read("Chậm nhất ngày", "20/4/2026.")) << "the line has room";
}

TEST(Paragraphs, GoOnOverPageNumbersAndRunningHeads) {
  const std::string full(88, 'x');
  PageMaker one(1);
  one.block(Role::kHeaderRight, {"CONG HOA"});
  one.block(Role::kBody, {"Doan " + full, "het."}, 100);
  one.block(Role::kBody, {"Doan hai " + full.substr(4)}, 100);
  one.block(Role::kPageNumber, {"1"});
  PageMaker two(2);
  two.block(Role::kPageNumber, {"2"});
  two.block(Role::kBody, {"tiep theo " + full, "Uy ban."}, 100);
  two.table({"1", "A"});
  two.block(Role::kBody, {"sau bang."}, 100);
  two.block(Role::kSignature, {"CHU TICH"});
  EXPECT_EQ(
      joined(to_text_document({one.page(), two.page()})),
      (std::vector<std::string>{
          "Doan " + full + " / het.",
          "Doan hai " + full.substr(4) + " / tiep theo " + full + " / Uy ban.", "sau bang."}));
}

TEST(RunningHeads, AreTheLinesThatPagesRepeat) {
  std::vector<OcrPage> pages;
  const std::vector<std::string> heads{"UBND tinh An Giang", "UBND tinh An Giang 2",
                                       "UBND tinh Am Giang 3", "UBND tinh An Giang 4"};
  for (std::uint32_t n = 1; n <= 4; ++n) {
    PageMaker page(n);
    const std::string full(88, "qwrt"[n - 1]);
    page.block(Role::kBody, {heads[n - 1], "trang " + full});
    page.block(Role::kBody, {"va " + full, "PHU LUC " + std::to_string(n)});
    pages.push_back(page.page());
  }
  const TextDocument document = to_text_document(pages);
  for (const TextLine& line : document.lines) {
    const bool head = slice(document.text, line.text).starts_with("UBND");
    EXPECT_EQ(line.role, head ? Role::kRunningHead : Role::kBody)
        << slice(document.text, line.text);
  }
  pages.resize(2);
  for (const TextLine& line : to_text_document(pages).lines) EXPECT_EQ(line.role, Role::kBody);
}

TEST(Paragraphs, BeginAtAnIndentBehindAFullLine) {
  const std::string full(93, 'x');
  PageMaker maker(1);
  maker.block(Role::kBody, {full + ".", full + "."}, 100);
  maker.block(Role::kBody, {"Doan moi " + full.substr(16)}, 180);
  maker.block(Role::kBody, {"va tiep."}, 100);
  const std::vector<std::string> out = joined(to_text_document({maker.page()}));
  ASSERT_EQ(out.size(), 2U);
  EXPECT_TRUE(out[1].starts_with("Doan moi")) << out[1];
}

TEST(Paragraphs, BeginAtAnIndentBelowAHeadingThatFillsItsLine) {
  const std::string full(93, 'x');
  PageMaker maker(1);
  maker.block(Role::kBody, {full, full}, 100);
  maker.block(Role::kBody, {"3. Cong chuc dia chinh " + std::string(55, 'y')}, 180);
  maker.block(Role::kBody, {"Chu tri " + full.substr(16)}, 180);
  maker.block(Role::kBody, {"va tiep " + full.substr(8)}, 100);
  maker.block(Role::kBody, {"Phoi hop " + full.substr(17)}, 180);
  const std::vector<std::string> out = joined(to_text_document({maker.page()}));
  ASSERT_EQ(out.size(), 4U);
  EXPECT_TRUE(out[2].starts_with("Chu tri")) << out[2];
  EXPECT_TRUE(out[3].starts_with("Phoi hop")) << out[3];
}

TEST(Paragraphs, ASpanOfYearsMayBeBroken) {
  const std::string full(70, 'x');
  EXPECT_EQ(
      find_paragraphs(parse_plain_text("Giai đoạn " + full + " 2021\n- 2025 của tỉnh\n")).size(),
      1U);
  EXPECT_EQ(find_paragraphs(parse_plain_text("Giai đoạn " + full + " 2021\n- 100% xã\n")).size(),
            2U);
}

TEST(Paragraphs, LinesThatHangBelowABulletGoOn) {
  const std::string full(93, 'x');
  PageMaker maker(1);
  maker.block(Role::kBody, {full + ".", "- Giao " + full.substr(7)}, 100);
  maker.block(Role::kBody, {"Phong Noi vu " + full.substr(20), "Van phong."}, 130);
  EXPECT_EQ(joined(to_text_document({maker.page()})).size(), 2U);
}

TEST(Paragraphs, NumbersThatBeginAnItem) {
  const std::string full =
      "Nội dung của một dòng đầy chữ chạy tới tận mép phải của trang văn bản, ";
  for (const char* item :
       {"1. Mục",   "II. Nội",         "I11. TO",       "Vv. TO",    "1.2. Một", "2.1 Hai",
        "12) Ba",   "a) cụ thể",       "đ) Bốn",        ") Năm",     "(1) sáu",  "a. Bảy",
        "A. TÁM",   "Điều 9. Phạm vi", "PHẦN THỨ NHẤT", "Phụ lục 1", "+ mười",   "• Một",
        "~ b) Hai", "Nơi nhận: x",     ": 3. Ba",       "“II. NỘI",  "'b) Hai"}) {
    EXPECT_EQ(find_paragraphs(parse_plain_text(full + "\n" + item + "\n")).size(), 2U) << item;
  }
  for (const char* wrapped : {"31/10/2023).", "2024 Ủy ban", "10.000 người", "Điều 9 Luật",
                              "1,5 tỷ", "- xã hội", "a và b", "12 người", "\"a) sống xanh\" là"}) {
    EXPECT_EQ(find_paragraphs(parse_plain_text(full + "\n" + wrapped + "\n")).size(), 1U)
        << wrapped;
  }
}

TEST(Paragraphs, AreTheSameOnATurnedPage) {
  const std::string full(93, 'x');
  PageMaker maker(1);
  maker.block(Role::kBody, {"Thong bao"}, 500);
  maker.block(Role::kBody, {"Can cu " + full, "Uy ban " + full, "Ket thuc."}, 100);
  maker.block(Role::kBody, {"Doan " + full, full}, 100);
  const std::vector<std::string> upright = joined(to_text_document({maker.page()}));
  EXPECT_EQ(upright.size(), 3U);
  for (const std::int32_t rotation : {90, 180, 270}) {
    EXPECT_EQ(joined(to_text_document({maker.turned(rotation)})), upright) << rotation;
  }
}

TEST(Paragraphs, ACentredTitleStandsAlone) {
  const std::string full(95, 'x');
  PageMaker maker(1);
  maker.block(Role::kBody, {"Chuong trinh cai cach hanh chinh cua tinh trong nam nay va"}, 300);
  maker.block(Role::kBody, {"Trong nhung nam sau"}, 490);
  maker.block(Role::kBody, {"Can cu " + full.substr(6)}, 180);
  maker.block(Role::kBody, {"Uy ban " + full.substr(6), full}, 100);
  const std::vector<std::string> out = joined(to_text_document({maker.page()}));
  ASSERT_EQ(out.size(), 2U);
  EXPECT_TRUE(out[0].ends_with("va / Trong nhung nam sau")) << out[0];
}

}  // namespace
}  // namespace codau::text
