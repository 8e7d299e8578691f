#include <gtest/gtest.h>

#include "lines/row_numbers.h"
#include "ocr/column_lines.h"
#include "ocr/compose.h"
#include "ocr/line_classification.h"
#include "ocr/read_page.h"
#include "ocr/secrecy_detection.h"
#include "ocr/text_layer_page.h"
#include "ocr/text_layer_validation.h"

namespace codau::ocr {
namespace {

using Column = std::vector<RowNumberEvidence>;
using Numerals = std::vector<std::string>;

Numerals numerals(const Column& column) {
  Numerals out;
  for (const RowNumber& one : resolve_row_numbers(column)) out.push_back(one.text);
  return out;
}

TEST(RowNumbers, StrokesTellOneTwoAndThree) {
  const Column column{{"A", "A", "w|", false, true}, {"⁄", "E", "|", false, true},
                      {"l", "", "|", false, false},  {"H", "I", "||", false, true},
                      {"2", "2", "w", false, false}, {"B", "", "||", false, true},
                      {"SP", ".", "|", false, true}, {"Š", "", "w", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"A", "I", "1", "II", "2", "B", "I", "3"}));
}

TEST(RowNumbers, NoCountHasNought) {  // two bold stems, of which an engine of digits makes one 0
  const Column column{{"I", "I", "|", false, false}, {"I", "1", "|", false, false},
                      {"2", "2", "w", false, false}, {"n", "0", "||", false, false},
                      {"I", "1", "|", false, false}, {"2", "2", "w", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"I", "1", "2", "II", "1", "2"}));
}

TEST(RowNumbers, GoOnFromThePageBefore) {
  const Column column{
      {"4.", "4.", "|", true, false}, {"ni", "", "w", true, false}, {"6.", "6.", "w", true, false}};
  EXPECT_EQ(numerals(column), (Numerals{"4.", "5.", "6."}));
}

TEST(RowNumbers, TheOneAboveASureNumberFollowsFromIt) {
  const Column column{{"Y", "", "|w", false, true},
                      {"Đ", "", "w|", false, false},
                      {"10", "10", "|||", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"V", "9", "10"}));
}

TEST(RowNumbers, ALetterThatIsReadNeedsNoLetterBefore) {
  const Column column{
      {"B", "B", "||", false, true}, {"I", "I", "|", false, true}, {"7", "7", "w", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"B", "I", "7"}));
}

TEST(RowNumbers, OfTwoLettersTheOneOfFewCounts) {
  const Column column{{"G", "C", "|w", false, true}, {"I", "I", "|", false, true}};
  EXPECT_EQ(numerals(column), (Numerals{"C", "I"}));
}

TEST(RowNumbers, ALetterThatIsSaidTwiceIsOne) {
  const Column column{{"Cc", "C", "|w", false, true}, {"I", "I", "|", false, true}};
  EXPECT_EQ(numerals(column), (Numerals{"C", "I"}));
}

TEST(RowNumbers, AFirstDigitThatIsLostFollowsFromTheCount) {
  const Column column{{"16", "16", "|w", false, false},
                      {"7", "7", "w", false, false},
                      {"1", "1", "|", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"16", "17", "1"}));
}

TEST(RowNumbers, AGapThatBothEnginesReadStays) {
  const Column column{
      {"1", "1", "|", false, false}, {"2", "2", "w", false, false}, {"7", "7", "w", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"1", "2", "7"}));
}

TEST(RowNumbers, AMistakenNumberDoesNotDrawTheRestAlong) {
  const Column column{{"5", "3", "w", false, false},
                      {"6", "6", "w", false, false},
                      {"£", "7", "w", false, false},
                      {"S", "8", "w", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"5", "6", "7", "8"}));
}

TEST(RowNumbers, WhatTheEnginesFoldTheStrokesTell) {
  const Column column{{"19", "19", "|w|", false, false},
                      {"VII", "VII", "|w|||", false, true},
                      {"20", "20", "w|", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"19", "VIII", "20"}));
}

TEST(RowNumbers, APartOfTheNextNumeralSpeaksForIt) {
  const Column column{{"", "", "|||", false, true},
                      {"8", "8", "w", false, false},
                      {"", "V", "||", false, true},
                      {"9", "9", "w|", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"III", "8", "IV", "9"}));
}

TEST(RowNumbers, StrokesThatNoEngineReadsGoOnWithTheCount) {
  const Column column{{"", "", "|||", false, true},
                      {"8", "8", "w", false, false},
                      {"", "", "||", false, true},
                      {"9", "9", "w|", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"III", "8", "IV", "9"}));
}

TEST(RowNumbers, OneLetterOfTwoStemsIsTwoOnes) {
  const Column column{
      {"I", "I", "|", false, true}, {"1", "1", "|", false, false}, {"H", "I", "|w|", false, true}};
  EXPECT_EQ(numerals(column), (Numerals{"I", "1", "II"}));
}

TEST(RowNumbers, NumbersOfALowerLevelAreNoPartOfTheCount) {
  const Column column{{"1", "1", "|", false, false},
                      {"1.1", "11", "|w|", false, false},
                      {"a)", "", "w|", false, false},
                      {"2", "2", "w", false, false}};
  EXPECT_EQ(numerals(column), (Numerals{"1", "1.1", "a)", "2"}));
  EXPECT_EQ(numerals({{"I.1", "I.1", "||", false, false},
                      {"I.2", "I2", "|w", false, false},
                      {"A.1", "1", "w|", false, false}}),
            (Numerals{"I.1", "I.2", "A.1"}));
}

TEST(RowNumbers, OfALowerLevelFollowTheNumberAboveByTheStopInsideThem) {
  const Column column{{"I", "I", "|", false, true, 0.96},
                      {"1", "", "||", false, false, 0.37, {1}},
                      {"12", "1.2", "|w", false, false, 0, {1}},
                      {"I", "", "||", false, true, 0.88},
                      {"ILI", "1.1", "|||", true, false, 0.38, {2}},
                      {"12", "11.4", "||w", false, false, 0.84, {2}},
                      {"12", "12", "|w", false, false, 0.96, {1}}};
  const std::vector<RowNumber> settled = resolve_row_numbers(column);
  EXPECT_EQ(numerals(column), (Numerals{"I", "I.1", "I.2", "II", "II.1.", "II.2", "12"}));
  EXPECT_TRUE(settled[2].is_counted);
  EXPECT_EQ(
      numerals({{"2", "2", "w", false, false, 0.96}, {"2.8", "2.8", "ww", false, false, 0.4, {1}}}),
      (Numerals{"2", "2.8"}));  // not the next, but read so
}

TEST(RowNumbers, OfALowerLevelAreBorneOutByTheCount) {
  EXPECT_EQ(numerals({{"II", "II", "||", false, true, 0.96},
                      {"I.1", "", "|||", false, false, 0.93, {2}},
                      {"IV", "IV", "|w", false, true, 0.96},
                      {"IV1", "IV.1", "|w|", false, false, 0.92},
                      {"IV2", "1V.2", "|ww", false, false, 0.58},
                      {"I.7", "1.7", "ww|", false, false, 0.95, {1}}}),
            (Numerals{"II", "II.1", "IV", "IV.1", "IV.2", "I.7"}));
}

TEST(RowNumbers, SmallLettersGoOnInSmallOnes) {
  EXPECT_EQ(numerals({{"a", "A", "w|", false, false, 0.96},
                      {"b", "", "|w", false, false, 0.96},
                      {"C", "C", "w", false, false, 0.7},
                      {"d", "", "|", false, false, 0.53},
                      {"", "", "|", false, false, 0},
                      {"2", "2", "w", false, false, 0.97}}),
            (Numerals{"a", "b", "c", "d", "1", "2"}));
  EXPECT_EQ(numerals({{"d", "0", "w|", false, false, 0.94}, {"đ.", "D", "w|", true, false, 0.97}}),
            (Numerals{"d", "đ."}));
}

TEST(RowNumbers, WhatIsSurelyReadAndIsNoNumeralStays) {
  const Column column{{"T1", "1", "t|", false, false, 0.97},
                      {"5/7", "57", "w|w", false, false, 0.95},
                      {"Quý I", "1", "w|w|", false, false, 0.96},
                      {"1,5", "15", "|w", false, true, 0.95}};
  EXPECT_EQ(numerals(column), (Numerals{"T1", "5/7", "Quý I", "1,5"}));
  EXPECT_FALSE(resolve_row_numbers(column)[1].is_counted);
  EXPECT_EQ(numerals({{"l1", "I", "||", false, true, 0.4}}), (Numerals{"II"}));
}

ReadLine line(const std::string& text, std::int32_t left, std::int32_t top,
              double confidence = 0.95) {
  ReadLine out;
  std::int32_t x = left;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out.words.push_back({text.substr(at, end - at), {x, top, x + 40, top + 20}, confidence});
    x += 50;
    at = end + 1;
  }
  out.box = find_word_bounds(out.words);
  return out;
}

image::CleanPage copy_of(std::int32_t width, std::int32_t height) {
  image::CleanPage copy;
  copy.width = width;
  copy.height = height;
  copy.dpi = 200;
  copy.transform = {width, height, 0, 0};
  return copy;
}

std::vector<Role> roles(const OcrPage& page) {
  std::vector<Role> out;
  for (const OcrBlock& block : page.blocks) out.push_back(block.role);
  return out;
}

std::string text_with(const OcrPage& page, Role role) {
  std::string out;
  for (const OcrBlock& block : page.blocks) {
    if (block.role != role) continue;
    for (std::uint32_t l = block.lines.begin; l < block.lines.end; ++l) {
      const IndexRange words = page.lines[l].words;
      out += slice(page.text,
                   {page.words[words.begin].text.begin, page.words[words.end - 1].text.end});
      out += '|';
    }
  }
  return out;
}

/// Ten full lines from x = 100 to 1490: they show where the column of text lies.
TEST(LineClassification, AWordHasTwoCharacters) {
  for (const std::string_view word : {"ở", "—", "1", "--", "\xC3\xC3x"})
    EXPECT_FALSE(is_word_like(word)) << word;
  for (const std::string_view word : {"ở.", "12", "Ký"}) EXPECT_TRUE(is_word_like(word)) << word;
}

TEST(LineClassification, KnowsAnArrivalStampBySomeOfItsWords) {
  EXPECT_TRUE(is_arrival_stamp({line("SỞ THÔNG TIN", 0, 0), line("}ÈN Ngày Gỗ 1 22", 0, 40),
                                line("Chuyển : ......", 0, 80)}));
  EXPECT_TRUE(is_arrival_stamp({line("ĐẾN | Số: 2352", 0, 0)}));
  EXPECT_FALSE(is_arrival_stamp({line("Mẫu số 01", 0, 0), line("Ban hành kèm theo", 0, 40)}));
  EXPECT_FALSE(is_arrival_stamp({line("HỎA TỐC", 0, 0)}));
  EXPECT_FALSE(is_arrival_stamp({}));
}

std::vector<std::string> texts_of(const ReadLines& lines) {
  std::vector<std::string> out;
  for (const ReadLine& one : lines) out.push_back(join_text(one));
  return out;
}
using Texts = std::vector<std::string>;

TEST(ColumnLines, WhatStandsOnOneRowIsOneLine) {
  const ReadLines left{line("a) Lập", 100, 100), line("b) Giao", 100, 160)};
  const ReadLines right{line("năm", 500, 104), line("tên", 500, 130), line("quý", 500, 158)};
  EXPECT_EQ(texts_of(merge_columns(left, right)), (Texts{"a) Lập năm", "tên", "b) Giao quý"}));
  EXPECT_EQ(texts_of(merge_columns({}, right)), texts_of(right));
  EXPECT_EQ(texts_of(merge_columns(left, {})), texts_of(left));
}

TEST(ColumnLines, PartedAndJoinedAgainAreTheSame) {
  const ReadLines lines{line("Nơi nhận: TM. ỦY BAN", 100, 100), line("CHỦ TỊCH", 700, 140),
                        line("- Như trên;", 100, 180)};
  const auto [left, right] = split_columns(lines, 200);
  EXPECT_EQ(texts_of(left), (Texts{"Nơi nhận:", "- Như"}));
  EXPECT_EQ(texts_of(right), (Texts{"TM. ỦY BAN", "CHỦ TỊCH", "trên;"}));
  EXPECT_EQ(texts_of(merge_columns(left, right)), texts_of(lines));
}

TEST(ColumnLines, LinesArePartedAtARow) {
  const auto [above, below] =
      split_at_row({line("một", 0, 0), line("hai", 0, 40), line("ba", 0, 80)}, 50);
  EXPECT_EQ(texts_of(above), (Texts{"một"}));
  EXPECT_EQ(texts_of(below), (Texts{"hai", "ba"}));
}

ReadLines prose(std::int32_t top) {
  ReadLines out;
  for (std::int32_t i = 0; i < 10; ++i) {
    out.push_back(
        line("a a a a a a a a a a a a a a a a a a a a a a a a a a a a", 100, top + 30 * i));
  }
  return out;
}

TEST(LineClassification, AClosingBeginsBelowTheBody) {
  const ReadLines left{line("thực hiện nghiêm túc kế hoạch", 100, 1160), line("này./.", 100, 1200),
                       line("Nơi nhận:", 100, 1250), line("- Như trên;", 100, 1280)};
  const ReadLine cut = line("trên địa bàn thành phố, hoàn thành", 700, 1160),
                 authority = line("TM. ỦY BAN NHÂN DÂN", 700, 1240);
  const std::int32_t begin = find_closing_begin(left, {cut, authority}, 1150);
  EXPECT_GE(begin, 1220);  // "này./." is a line of the body …
  EXPECT_LE(begin, 1250);  // … and the authority one of the closing
  // The signature may begin above the recipients, beside white.
  const ReadLines recipients{left[2], left[3]};
  EXPECT_EQ(find_closing_begin(recipients, {line("KT. GIÁM ĐỐC", 700, 1210)}, 1200), 1200);
  // Dirt is no line of the body.
  EXPECT_EQ(find_closing_begin({line("~ '", 100, 1210, 0.3), left[2]}, {authority}, 1200), 1200);
  EXPECT_EQ(find_closing_begin({left[0], left[1]}, {cut}, 1150), 1150);
}

TEST(Compose, ReadsTheHeaderInTwoBands) {
  ReadPage read;
  read.header_left = {line("UBND TỈNH A", 100, 100), line("Số: 12/UBND-TH", 100, 140),
                      line("V/v nộp thuế", 100, 180), line("điện tử", 100, 200, 0.5)};
  read.header_right = {line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 600, 100),
                       line("A, ngày 3 tháng 4 năm 2020", 600, 140), line("BÁO CÁO", 700, 240)};
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(page.text,
            "UBND TỈNH A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/UBND-TH\nV/v nộp thuế\n"
            "điện tử\nA, ngày 3 tháng 4 năm 2020\nBÁO CÁO\n");
  EXPECT_EQ(text_with(page, Role::kBody), "BÁO CÁO|");
}

TEST(Compose, PutsTheColumnsOfTheClosingInOrder) {
  ReadPage read;
  read.body = {line("KẾ HOẠCH", 500, 300), line("Thực hiện", 100, 340)};
  read.closing_left = {line("thực hiện nghiêm túc.", 100, 1200), line("Nơi nhận:", 100, 1250)};
  read.closing_right = {line("TM. ỦY BAN NHÂN DÂN", 700, 1250)};
  EXPECT_EQ(roles(compose_page(read, copy_of(1600, 2300), 1)),
            (std::vector<Role>{Role::kBody, Role::kRecipients, Role::kSignature}));
}

TEST(Compose, AListOfNamesIsNoClosing) {
  ReadPage read;
  read.closing_left = {line("1. Nguyễn Văn A", 100, 1200), line("2. Trần Thị B", 100, 1250)};
  read.closing_right = {line("Phó Giám đốc Sở", 700, 1200), line("Trưởng phòng", 700, 1250)};
  EXPECT_EQ(roles(compose_page(read, copy_of(1600, 2300), 1)), std::vector<Role>{Role::kBody});
  read.closing_right[0] = line("GIÁM ĐỐC", 700, 1200);
  EXPECT_EQ(roles(compose_page(read, copy_of(1600, 2300), 1)),
            (std::vector<Role>{Role::kRecipients, Role::kSignature}));
}

TEST(ColumnLines, ALongRecipientGoesOnBehindTheWhite) {
  const auto word = [](const char* text, std::int32_t left, std::int32_t right, std::int32_t top) {
    return ReadLine{{{text, {left, top, right, top + 38}, 0.9}}, {left, top, right, top + 38}};
  };
  const ReadLines left{word("và", 900, 1213, 1828), word("VT.", 300, 560, 1940)};
  ReadLine both = word("hội;", 1247, 1440, 1828);
  both.words.push_back({"PHÓ", {1580, 1828, 1674, 1866}, 0.9});
  both.box.right = 1674;
  auto [longer, shorter] = extend_long_lines(left, {both, word("GIÁM", 1580, 1837, 1940)});
  EXPECT_EQ(join_text(longer[0]), "và hội;");
  EXPECT_EQ(join_text(shorter[0]), "PHÓ");
  // Words of the signature that stand near are not taken.
  std::tie(longer, shorter) =
      extend_long_lines(left, {word("PHÓ", 1240, 1440, 1828), word("GIÁM", 1300, 1400, 1940)});
  EXPECT_EQ(join_text(longer[0]), "và");
}

TEST(Compose, KnowsPageNumbersNoiseAndSignatureOverlays) {
  ReadPage read;
  read.body = {line("2", 800, 60),           line("Ký bởi: UBND", 100, 100),
               line("Nội dung", 100, 300),   line("@Nơi nhận:", 100, 500),
               line("~^ xx", 700, 900, 0.1), line("*", 20, 950),
               line(" ", 600, 1000)};
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 2);
  EXPECT_EQ(roles(page), (std::vector<Role>{Role::kPageNumber, Role::kBody, Role::kFurniture}));
  EXPECT_EQ(text_with(page, Role::kBody), "Nội dung|@Nơi nhận:|");
}

TEST(Compose, WhatAProgramDrewHasNoDirt) {
  ReadPage read;
  ReadLine item = line("- Nội dung ___", 100, 300, 1);
  item.words[0].box.right = 110;  // a tab follows
  item.words[1].box.left = 400;
  read.body = {item, line("Ký bởi: UBND", 100, 400, 1), line("*", 700, 500, 1)};
  read.is_born_digital = true;
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 2);
  EXPECT_EQ(text_with(page, Role::kBody), "- Nội dung ___|*|");
  read.is_born_digital = false;
  EXPECT_EQ(text_with(compose_page(read, copy_of(1600, 2300), 2), Role::kBody), "Nội dung|");
}

TEST(Compose, OfTwoPageNumbersTheDoubtfulOneIsDirt) {
  ReadPage read;
  read.page_numbers = {line("4", 1500, 60, 0.4), line("4", 800, 2200)};
  EXPECT_EQ(roles(compose_page(read, copy_of(1600, 2300), 2)),
            (std::vector<Role>{Role::kPageNumber, Role::kFurniture}));
  read.page_numbers = {line("1", 800, 2200, 0.1)};
  EXPECT_EQ(roles(compose_page(read, copy_of(1600, 2300), 2)),
            std::vector<Role>{Role::kPageNumber});
}

TEST(Compose, NotesBelowTheClosingAreReadLast) {
  ReadPage read;
  read.body = {line("Nội dung", 100, 300)};
  read.closing_left = {line("Nơi nhận:", 100, 1500), line("- Lưu: VT.", 100, 1540)};
  read.closing_right = {line("CHỦ TỊCH", 900, 1500), line("Nguyễn Văn A", 900, 1700)};
  read.notes = {line("1 Theo Quyết định số 45/QĐ-UBND", 100, 2100)};
  EXPECT_EQ(roles(compose_page(read, copy_of(1600, 2300), 1)),
            (std::vector<Role>{Role::kBody, Role::kRecipients, Role::kSignature, Role::kBody}));
}

TEST(Secrecy, ALaterPageHasANumberAndNoHeader) {
  ReadPage read;
  read.body = {line("Nội dung", 100, 300)};
  const auto is_later = [&read] {
    return is_later_page(compose_page(read, copy_of(1600, 2300), 1));
  };
  EXPECT_FALSE(is_later());
  read.page_numbers = {line("- 1 -", 780, 60)};
  EXPECT_FALSE(is_later());
  read.page_numbers = {line("Trang 1/15", 780, 60)};
  EXPECT_FALSE(is_later());  // of fifteen
  read.page_numbers = {line("- 12 -", 780, 60)};
  EXPECT_TRUE(is_later());
  read.header_left = {line("UBND TỈNH A", 100, 100), line("Số: 12/UBND-TH", 100, 140)};
  read.header_right = {line("CỘNG HÒA XÃ HỘI", 900, 100), line("Độc lập", 900, 140)};
  EXPECT_FALSE(is_later());  // an archive numbers its leaves
}

TEST(Compose, ANumberWrittenByHandIsNoNoise) {
  ReadPage read;
  read.header_left = {line("SỞ Y TẾ", 100, 100), line("Số: ~]l⁄KH-SYT", 100, 150, 0.2),
                      line("~^ 1/2 -", 100, 200, 0.2)};
  read.header_right = {line("CỘNG HÒA XÃ HỘI", 600, 100)};
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(text_with(page, Role::kHeaderLeft), "SỞ Y TẾ|Số: ~]l⁄KH-SYT|");
  EXPECT_EQ(text_with(page, Role::kFurniture), "~^ 1/2 -|");
}

TEST(Compose, OverlayAboveTheMottoIsFurniture) {
  ReadPage read;
  read.header_left = {line("ỦY BAN NHÂN DÂN", 100, 100), line("Số: 1/KH", 100, 150)};
  read.header_right = {line("TRUNG TÂM CÔNG BÁO", 700, 20), line("cb@a.gov.vn", 700, 40),
                       line("18.11.2024 07:25:14 +07:00", 700, 60),
                       line("CỘNG HÒA XÃ HỘI", 600, 100)};
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(roles(page), (std::vector<Role>{Role::kHeaderLeft, Role::kHeaderRight,
                                            Role::kHeaderLeft, Role::kFurniture}));
}

TEST(Compose, AnOverlayBelowTheNumberLeavesTheIssuer) {
  ReadPage read;
  read.header_left = {line("UBND TỈNH A", 100, 100), line("Số: 12/KH-UBND", 100, 140),
                      line("Email: vp@a.gov.vn", 100, 180)};
  read.header_right = {line("CỘNG HÒA XÃ HỘI", 600, 100)};
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(text_with(page, Role::kHeaderLeft), "UBND TỈNH A|Số: 12/KH-UBND|");
}

TEST(LineClassification, KnowsTheTitleOfRecipientsThoughALetterIsMisread) {
  for (const char* key :
       {"noi nhan:", "nai nhan:", "oi nhan:", "noi nhn", "@noi nhan:", "noi mhan:"})
    EXPECT_TRUE(is_recipients_title(key)) << key;
  for (const char* key : {"", "noi", "nai nham:", "noi dung:", "nai nhan giay to o phong"})
    EXPECT_FALSE(is_recipients_title(key)) << key;
}

TEST(LineClassification, KnowsWhatESignaturesSay) {
  for (const char* key : {"ki boi: ubnd tinh a", "nguoi ki: nguyen van a", "thoi gian ki: 18.11",
                          "ngay ki 05/11/2024", "email: vp@a.gov.vn", "18.11.2024 07:25:14 +07:00",
                          "2024.11.18 07:25:14 +0700"})
    EXPECT_TRUE(is_signature_overlay(key)) << key;
  for (const char* key : {"thoi gian kiem tra: quy iii/2024", "nguoi kiem soat", "ngay ki niem 2/9",
                          "gui ve dia chi vp@a.gov.vn"})
    EXPECT_FALSE(is_signature_overlay(key)) << key;
}

TEST(Compose, AnIncomingStampUnderTheNumberIsFurniture) {
  ReadPage read;
  read.header_left = {line("UBND TỈNH A", 150, 100), line("Số: 12/KH-UBND", 150, 140),
                      line("SỞ Y TẾ", 10, 200), line("ĐẾN Ngày", 120, 230, 0.4),
                      line("HỎA TỐC", 120, 260, 0.6)};
  read.header_right = {line("CỘNG HÒA XÃ HỘI", 600, 100)};
  read.body = prose(400);
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(text_with(page, Role::kFurniture), "SỞ Y TẾ|ĐẾN Ngày|");
  EXPECT_EQ(text_with(page, Role::kHeaderLeft), "UBND TỈNH A|Số: 12/KH-UBND|HỎA TỐC|");
}

TEST(Compose, DirtBesideTheColumnLeavesItsLine) {
  ReadPage read;
  read.body = prose(400);
  ReadLine dirty = line("À 3. Lý Ánh Loan _", 40, 800);
  dirty.words.front().confidence = 0.2;
  dirty.words.back().box = {1560, 800, 1580, 820};
  for (std::size_t i = 1; i + 1 < dirty.words.size(); ++i) {
    dirty.words[i].box.left += 60;
    dirty.words[i].box.right += 60;
  }
  read.body.push_back(dirty);
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(text_with(page, Role::kFurniture), "À|_|");
  EXPECT_TRUE(text_with(page, Role::kBody).ends_with("|3. Lý Ánh Loan|"));
}

TEST(Compose, ItemsOfRecipientsEndAsMostOfThemDo) {
  const auto recipients_of = [](const std::vector<std::string>& texts) {
    ReadPage read;
    read.body = prose(400);
    std::int32_t top = 900;
    for (const std::string& text : texts) read.closing_left.push_back(line(text, 100, top += 40));
    read.closing_right = {line("TM. ỦY BAN NHÂN DÂN", 700, 940)};
    return text_with(compose_page(read, copy_of(1600, 2300), 1), Role::kRecipients);
  };
  EXPECT_EQ(recipients_of({"Nơi nhận:", "- Như trên;", "- Sở Nội vụ:", "- Các Sở, ban,", "ngành;",
                           "- Công an tỉnh,", "- UBND xã;", "- Lưu: VT."}),
            "Nơi nhận:|- Như trên;|- Sở Nội vụ;|- Các Sở, ban,|ngành;|- Công an tỉnh;|- UBND xã;|"
            "- Lưu: VT.|");
  const std::vector<std::string> of_party = {"Nơi nhận:", "- Ban Thường vụ,", "- Các chi bộ,",
                                             "- Huyện ủy;", "- Lưu."};
  EXPECT_EQ(recipients_of(of_party),
            "Nơi nhận:|- Ban Thường vụ,|- Các chi bộ,|- Huyện ủy;|- Lưu.|");
}

TEST(Compose, WhatAStreakOverTheEndOfALineReadsAsLeavesIt) {
  ReadPage read;
  read.body = prose(400);
  ReadLine streaked = line("4. Trồng cây: cứn SN gk@vS", 100, 800);
  for (std::size_t i = 3; i < 6; ++i) streaked.words[i].confidence = i == 3 ? 0.35 : 0;
  read.body.push_back(streaked);
  ReadLine doubtful = line("5. Giữ đất", 100, 900);
  doubtful.words.back().confidence = 0.1;  // one word may be badly printed
  read.body.push_back(doubtful);
  read.body.push_back(line(", Trồng rừng", 100, 1000));
  for (const char* end : {"quyền hạn và cơ cấu tổ", "nhân viên y tế năm 2017;. ..."}) {  // print
    ReadLine specked = line(end, 100, 1100);
    for (std::size_t i = 1; i < 3; ++i)
      specked.words.end()[-static_cast<std::ptrdiff_t>(i)].confidence = 0.1;
    read.body.push_back(specked);
  }
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(text_with(page, Role::kFurniture), "cứn SN gk@vS|,|");
  EXPECT_TRUE(
      text_with(page, Role::kBody)
          .ends_with("|4. Trồng cây:|5. Giữ đất|Trồng rừng|quyền hạn và cơ cấu tổ|nhân viên "
                     "y tế năm 2017;. ...|"));
}

TEST(Compose, AFewLettersAsHighAsTwoLinesAreHandwriting) {
  ReadPage read;
  read.body = prose(400);
  ReadLine scrawl = line("L", 700, 900, 0.4);
  scrawl.words[0].box.bottom = 1000;
  scrawl.box.bottom = 1000;
  read.body.push_back(scrawl);
  EXPECT_EQ(text_with(compose_page(read, copy_of(1600, 2300), 1), Role::kFurniture), "L|");
}

TEST(Compose, TablesStandBetweenTheLinesAroundThem) {
  ReadPage read;
  read.body = {line("trước", 100, 100), line("sau", 100, 900)};
  ReadTable table;
  table.grid = {1,
                2,
                {100, 200, 1000, 800},
                {{0, 0, 1, 1, {100, 200, 500, 800}}, {0, 1, 1, 1, {500, 200, 1000, 800}}}};
  table.cells = {{line("a", 120, 220)}, {}};
  read.tables.push_back(table);
  const OcrPage page = compose_page(read, copy_of(1600, 2300), 1);
  EXPECT_EQ(roles(page), (std::vector<Role>{Role::kBody, Role::kTable, Role::kBody}));
  ASSERT_EQ(page.cells.size(), 2U);
  EXPECT_EQ(page.cells[0].lines.size(), 1U);
  EXPECT_TRUE(page.cells[1].lines.empty());  // an empty cell is a fact
  EXPECT_EQ(page.text, "trước\na\nsau\n");
}

OcrPage layer_of(const std::string& sentence, int times) {
  OcrPage page;
  for (int i = 0; i < times; ++i) {
    for (std::size_t at = 0; at < sentence.size();) {
      const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
      const auto begin = static_cast<std::uint32_t>(page.text.size());
      page.text += sentence.substr(at, end - at);
      page.words.push_back({{begin, static_cast<std::uint32_t>(page.text.size())}, {}, 1});
      page.text += ' ';
      at = end + 1;
    }
  }
  return page;
}

TEST(TextLayerPage, TrustsSoundVietnameseOnly) {
  const auto code = [](const std::string& sentence, int times, bool scan = false) {
    return warning_of_fault(
        validate_text_layer(layer_of(sentence, times), {scan, scan ? 1.0 : 0.0}));
  };
  const std::string sound = "Ủy ban nhân dân tỉnh ban hành kế hoạch số 12/KH-UBND năm 2024";
  EXPECT_EQ(code(sound, 4), "");
  EXPECT_EQ(code(sound, 5, true), "LAYER_OCR");
  EXPECT_EQ(code("Ký bởi Sở Nội vụ ngày 02.01.2018", 4, true), "LAYER_EMPTY");
  EXPECT_EQ(code("Ủy ban nhân dân tỉnh", 1), "LAYER_EMPTY");                           // an overlay
  EXPECT_EQ(code("Uy ban nhan dan tinh ban hanh ke hoach", 4), "LAYER_DEFECTIVE");     // marks lost
  EXPECT_EQ(code("Uû ban nh©n d©n tØnh ban hµnh kÕ ho¹ch n¨m", 4), "LAYER_LEGACY");    // TCVN3
  EXPECT_EQ(code("Uyû ban nhaân daân tænh ban haønh keá hoaïch", 4), "LAYER_LEGACY");  // VNI
  EXPECT_EQ(code("Cdng nghQ th6ng tiu cila Bd Gido dqc vd Ddo tpo", 6, true), "LAYER_BAD_OCR");
  EXPECT_EQ(code("N NHÂN DÂ \xFF\xFE", 20), "LAYER_DEFECTIVE");
}

TEST(LineClassification, ADateAtTheFootOfAPageIsNoPageNumber) {
  for (const char* const number : {"2", "- 12 -", "trang 2/5", "3/12"})
    EXPECT_TRUE(is_page_number(number)) << number;
  for (const char* const other : {"24/7/2020", "5/2024", "2024", "01/6/2020", "-", "2 bo"})
    EXPECT_FALSE(is_page_number(other)) << other;
}

TEST(TextLayerPage, IsIncompleteWhereAPictureHoldsPrint) {
  EXPECT_FALSE(may_be_incomplete({false, 0.1}));
  EXPECT_TRUE(may_be_incomplete({false, 0.4}));
  OcrPage layer = layer_of("Ủy ban nhân dân tỉnh", 4), read = layer_of("Ủy ban nhân dân tỉnh", 8);
  const auto put_below = [](OcrPage& page) {
    std::int32_t top = 0;
    for (OcrWord& word : page.words) {
      word.box = {10, top, 90, top + 30};
      top += 40;
    }
  };
  put_below(layer);
  put_below(read);
  EXPECT_TRUE(is_incomplete(layer, read));
  EXPECT_FALSE(is_incomplete(layer, layer));
  for (OcrWord& word : read.words) word.confidence = 0.5;  // noise of a photograph
  EXPECT_FALSE(is_incomplete(layer, read));
}

}  // namespace
}  // namespace codau::ocr
