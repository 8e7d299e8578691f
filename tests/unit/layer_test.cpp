// What a file says of its text, against what its page shows: segment/text_layer_match.h, and words
// that do not run from left to right.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/temp_folder.h"
#include "ocr/text_layer_page.h"
#include "ocr/text_layer_validation.h"
#include "segment/text_layer_match.h"
#include "source/source_file.h"

namespace codau::ocr {
namespace {

/// A PDF page whose font draws every capital as two bars, and says that those of `nameless` are
/// `instead`, as four hex digits.
std::string pdf_of(const std::string& content, const std::string& nameless = "",
                   const std::string& instead = "0020", const std::string& box = "0 0 595 842") {
  std::string names, glyphs, widths;
  for (char c = 'A'; c <= 'Z'; ++c) {
    names += std::string("/") + c;
    glyphs += std::string("/") + c + " 6 0 R";
    widths += "600 ";
  }
  std::string codes = std::to_string(nameless.size()) + " beginbfchar\n";
  constexpr const char* kDigits = "0123456789ABCDEF";
  for (const char c : nameless)
    codes += std::string("<") + kDigits[c / 16] + kDigits[c % 16] + "> <" + instead + ">\n";
  codes += "endbfchar\n";
  const auto stream = [](const std::string& data) {
    return "<</Length " + std::to_string(data.size()) + ">>\nstream\n" + data +
           "\nendstream\nendobj\n";
  };
  return "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
         "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
         "3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[" +
         box + "]/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n4 0 obj\n" + stream(content) +
         "5 0 obj\n<</Type/Font/Subtype/Type3/FontBBox[0 -200 600 900]"
         "/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 90/Widths[" +
         widths + "]/Encoding<</Type/Encoding/Differences[65" + names + "]>>/CharProcs<<" + glyphs +
         ">>/ToUnicode 7 0 R>>\nendobj\n6 0 obj\n" +
         stream("600 0 0 0 500 700 d1 0 0 110 700 re 0 0 480 110 re f") + "7 0 obj\n" +
         stream("begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n" + codes +
                "endcmap") +
         "trailer\n<</Root 1 0 R/Size 8>>\n%%EOF\n";
}

/// Twelve lines of text, one after another.
std::string lines_of(const std::string& text, const std::string& before = "") {
  std::string out = "BT " + before + " /F 12 Tf 72 720 Td ";
  for (int i = 0; i < 12; ++i) out += "(" + text + ") Tj 0 -24 Td ";
  return out + "ET ";
}

class Layer : public ::testing::Test {
 protected:
  image::SourceFile open(const std::string& pdf) {
    testing::put_bytes(folder_ / "page.pdf", pdf);
    return image::SourceFile(folder_ / "page.pdf");
  }
  image::TextLayerMatch print_of(const std::string& pdf) {
    const image::SourceFile file = open(pdf);
    return image::match_text_layer(*file.load_text_layer(1), file.load_page_image(1));
  }
  testing::TempFolder folder_;
};

TEST_F(Layer, AgreesWithThePrintOfASoundPage) {
  const image::TextLayerMatch print = print_of(pdf_of(lines_of("CHINH PHU BAN HANH QUYET DINH")));
  EXPECT_EQ(print.signs, 12U * 24);
  EXPECT_EQ(print.unmatched_print, 0U);
  EXPECT_EQ(print.invisible_signs, 0U);
  EXPECT_EQ(validate_text_layer(print), TextLayerFault::kNone);
}

TEST_F(Layer, LacksLettersThatTheFontDoesNotName) {
  for (const char* const instead : {"0020", "0001", "E041", "FFFD"}) {
    const image::TextLayerMatch print =
        print_of(pdf_of(lines_of("CHINH PHU BAN HANH QUYET DINH"), "HI", instead));
    EXPECT_GE(print.unmatched_print, 12U * 5) << instead;
    EXPECT_EQ(validate_text_layer(print), TextLayerFault::kDefective) << instead;
  }
  // A single word of a long page is enough: titles are what is lost.
  const image::TextLayerMatch title = print_of(pdf_of(
      "BT /F 14 Tf 200 780 Td (QUXXT XXNX QUXXT XXNX) Tj ET " + lines_of("BAN HANH KE HOACH"),
      "X"));
  EXPECT_EQ(validate_text_layer(title), TextLayerFault::kDefective);
}

TEST_F(Layer, AFewWordsThatAreSeenAreShown) {
  const auto shown = [&](const std::string& content) {
    const image::SourceFile file = open(pdf_of(content));
    const image::TextLayer layer = *file.load_text_layer(1);
    return is_visible(layer.page, image::match_text_layer(layer, file.load_page_image(1)));
  };
  EXPECT_TRUE(shown("BT /F 24 Tf 72 720 Td (HELLO WORLD) Tj ET"));
  EXPECT_TRUE(shown("0 0 1 rg BT /F 12 Tf 72 720 Td (SEE NEXT PAGE) Tj ET"));
  EXPECT_FALSE(shown("BT 3 Tr /F 24 Tf 72 720 Td (HELLO WORLD) Tj ET"));
  EXPECT_FALSE(shown("1 g BT /F 24 Tf 72 720 Td (HELLO WORLD) Tj ET"));
}

TEST_F(Layer, SaysWhatIsNotSeen) {
  const std::string shown = lines_of("CHINH PHU BAN HANH");
  const image::TextLayerMatch white =
      print_of(pdf_of(shown + "BT /F 12 Tf 1 g 72 300 Td (AAAAAAAAAAAAAAAAAAAAAAAAAA) Tj 0 -24 Td "
                              "(AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA) Tj ET"));
  EXPECT_EQ(white.invisible_signs, 26U + 37);
  EXPECT_EQ(validate_text_layer(white), TextLayerFault::kDefective);
  const image::TextLayerMatch blue = print_of(pdf_of(lines_of("CHINH PHU BAN HANH", "0 0 1 rg")));
  EXPECT_EQ(validate_text_layer(blue), TextLayerFault::kNone);
}

TEST_F(Layer, RulingsBulletsAndSealsAreNoLetters) {
  std::string drawn = lines_of("CHINH PHU BAN HANH");
  for (int i = 0; i < 12; ++i) {
    const std::string y = std::to_string(720 - 24 * i);
    drawn += "58 " + y + " 4 4 re f 70 " + std::to_string(716 - 24 * i) + " 200 0.5 re f ";
    drawn += "1 0 0 rg 74 " + y + " 8 9 re f 0 g ";  // a seal is red
  }
  EXPECT_EQ(validate_text_layer(print_of(pdf_of(drawn))), TextLayerFault::kNone);
}

std::vector<std::string> words_of(const OcrPage& page, IndexRange words) {
  std::vector<std::string> out;
  for (std::uint32_t i = words.begin; i < words.end; ++i)
    out.emplace_back(slice(page.text, page.words[i].text));
  return out;
}

TEST_F(Layer, KeepsWordsThatRunAnyWay) {
  const image::SourceFile file =
      open(pdf_of("BT /F 12 Tf 1 0 0 1 300 700 Tm (A) Tj 0 1 -1 0 300 300 Tm (B) Tj "
                  "-1 0 0 -1 300 200 Tm (C) Tj 0 -1 1 0 100 500 Tm (D) Tj ET"));
  const auto layer = file.load_text_layer(1);
  ASSERT_TRUE(layer);
  std::vector<std::pair<std::string, std::int32_t>> found;
  for (std::size_t i = 0; i < layer->turns.size(); ++i)
    found.emplace_back(slice(layer->page.text, layer->page.words[i].text), layer->turns[i]);
  std::ranges::sort(found);
  const std::vector<std::pair<std::string, std::int32_t>> expected{
      {"A", 0}, {"B", 90}, {"C", 180}, {"D", 270}};
  EXPECT_EQ(found, expected);
}

/// A ruled table of two cells; the first has a head of two lines that runs up the page.
std::string table_with(const std::string& turned) {
  const std::string rules =
      "1 w 72 500 m 400 500 l S 72 700 m 400 700 l S 72 500 m 72 700 l S 140 500 m 140 700 l S "
      "400 500 m 400 700 l S ";
  return rules + turned + "BT /F 12 Tf 150 600 Td (NOI DUNG CONG VIEC) Tj ET " +
         "BT /F 12 Tf 72 450 Td (CAC CO QUAN THUC HIEN) Tj 0 -24 Td (KE HOACH NAY) Tj ET ";
}

TEST_F(Layer, PutsTurnedLinesTogetherInTheirCell) {
  for (const bool up : {true, false}) {
    const std::string first = up ? "0 1 -1 0 100 520 Tm" : "0 -1 1 0 115 690 Tm",
                      second = up ? "0 1 -1 0 125 520 Tm" : "0 -1 1 0 90 690 Tm";
    const image::SourceFile file = open(pdf_of(
        table_with("BT /F 12 Tf " + first + " (CO QUAN) Tj " + second + " (CHU TRI) Tj ET ")));
    const OcrPage page = compose_text_layer(*file.load_text_layer(1), file.load_page_image(1));
    ASSERT_EQ(page.cells.size(), 2U);
    ASSERT_EQ(page.cells[0].lines.size(), 2U) << up;
    const std::uint32_t line = page.cells[0].lines.begin;
    EXPECT_EQ(words_of(page, page.lines[line].words), (std::vector<std::string>{"CO", "QUAN"}));
    EXPECT_EQ(words_of(page, page.lines[line + 1].words), (std::vector<std::string>{"CHU", "TRI"}));
    EXPECT_TRUE(page.warnings.empty());
  }
}

TEST_F(Layer, SaysWhereTurnedWordsStandInNoCell) {
  const image::SourceFile file =
      open(pdf_of(table_with("BT /F 12 Tf 0 1 -1 0 40 300 Tm (BAN SAO) Tj ET ")));
  const OcrPage page = compose_text_layer(*file.load_text_layer(1), file.load_page_image(1));
  EXPECT_EQ(page.warnings, std::vector<std::string>{"TEXT_TURNED"});
  EXPECT_TRUE(page.text.ends_with("KE HOACH NAY\nBAN SAO\n")) << page.text;
}

TEST_F(Layer, APageWhoseTextIsTurnedIsTurned) {
  const image::SourceFile file = open(
      pdf_of("BT /F 12 Tf 0 1 -1 0 100 100 Tm (QUYET DINH) Tj 0 -24 Td (BAN HANH KE HOACH) Tj ET"));
  const OcrPage page = compose_text_layer(*file.load_text_layer(1), file.load_page_image(1));
  EXPECT_EQ(page.rotation, 90);
  EXPECT_EQ(page.text, "QUYET DINH\nBAN HANH KE HOACH\n");
  EXPECT_TRUE(page.warnings.empty());
}

TEST_F(Layer, ALineOfTheBodyAboveTheClosingStaysWhole) {
  // The blanks of the last full line of the body are as wide as a gutter.
  const image::SourceFile file = open(
      pdf_of(lines_of("CAC CO QUAN DON VI TREN DIA BAN THUC HIEN KE HOACH NAY") +
             "BT /F 12 Tf 72 425 Td (CAC CO QUAN) Tj 100 0 Td (DON VI) Tj 100 0 Td (THUC HIEN) Tj "
             "100 0 Td (KE HOACH) Tj -300 -20 Td (NAY) Tj ET "
             "BT /F 11 Tf 72 370 Td (NOI NHAN) Tj 0 -16 Td (NHU TREN) Tj 0 -16 Td (LUU VT) Tj ET "
             "BT /F 12 Tf 380 370 Td (GIAM DOC) Tj 0 -60 Td (NGUYEN VAN A) Tj ET"));
  const OcrPage page = compose_text_layer(*file.load_text_layer(1), file.load_page_image(1));
  EXPECT_TRUE(
      page.text.ends_with("CAC CO QUAN DON VI THUC HIEN KE HOACH\nNAY\nNOI NHAN\n"
                          "NHU TREN\nLUU VT\nGIAM DOC\nNGUYEN VAN A\n"))
      << page.text;
}

/// How the table of `table_drawn` looks.
struct Look {
  std::string name;
  bool across = true, down = true, frame = true;
  std::string pen = "0.5 w 0 G";  ///< width and colour of its lines
  std::string head{};             ///< colour of the ground of its head, whose print is white
  std::string band{};             ///< of every other row
  bool has_long_cells = false;    ///< two lines in most cells above the last row
};

/// A table of four columns, a head and five rows of two lines each, below four lines of text.
std::string table_drawn(const Look& look) {
  const std::vector<int> xs{60, 96, 260, 400, 530};
  constexpr int kTop = 600, kRow = 34, kRows = 6;
  const auto number = [](int n) { return std::to_string(n); };
  std::string out;
  for (int row = 0; row < kRows; ++row) {
    const std::string& ground = row == 0 ? look.head : row % 2 == 0 ? look.band : "";
    if (!ground.empty())
      out += ground + " rg 60 " + number(kTop - (row + 1) * kRow) + " 470 34 re f 0 g ";
  }
  out += look.pen + " ";
  for (int row = 0; look.across && row <= kRows; ++row) {
    if (!look.frame && (row == 0 || row == kRows)) continue;
    const std::string y = number(kTop - row * kRow);
    out += "60 " + y + " m 530 " + y + " l S ";
  }
  for (std::size_t column = 0; look.down && column < xs.size(); ++column) {
    if (!look.frame && (column == 0 || column + 1 == xs.size())) continue;
    const std::string x = number(xs[column]);
    out += x + " " + number(kTop) + " m " + x + " " + number(kTop - kRows * kRow) + " l S ";
  }
  const auto print = [&](int x, int y, const std::string& text) {
    out += "BT /F 10 Tf " + number(x) + " " + number(y) + " Td (" + text + ") Tj ET ";
  };
  for (int line = 0; line < 4; ++line)
    print(60, 780 - 20 * line, "CAC CO QUAN THUC HIEN KE HOACH NAY");
  for (int row = 0; row < kRows; ++row) {
    const int y = kTop - row * kRow - 13;
    out += row == 0 && !look.head.empty() ? "1 g " : "0 g ";
    print(xs[0] + 6, y, row == 0 ? "TT" : std::string(1, static_cast<char>('A' + row)));
    print(xs[1] + 6, y, "NOI DUNG CONG VIEC");
    print(xs[1] + 6, y - 12, "CAN LAM NGAY");
    print(xs[2] + 6, y, "VAN PHONG");
    print(xs[3] + 6, y, "QUY BA NAM NAY");
    if (!look.has_long_cells || row == kRows - 1) continue;
    print(xs[2] + 6, y - 12, "UY BAN");
    print(xs[3] + 6, y - 12, "CUOI NAM");
  }
  return out;
}

TEST_F(Layer, TakesATableHoweverItIsDrawn) {
  const std::vector<Look> looks{
      {.name = "grey of Word", .pen = "0.5 w 0.75 G"},
      {.name = "light blue", .pen = "0.5 w 0.61 0.76 0.9 RG"},
      {.name = "dashed", .pen = "0.75 w 0 G [8 2] 0 d"},
      {.name = "dotted", .pen = "1 w 0.5 G [1 2] 0 d"},
      {.name = "no lines", .across = false, .down = false},
      {.name = "lines across", .down = false},
      {.name = "lines down", .across = false},
      {.name = "lines down, shaded head",
       .across = false,
       .head = "0.44 0.68 0.28",
       .band = {},
       .has_long_cells = true},
      {.name = "no frame", .frame = false},
      {.name = "black head", .head = "0 0 0"},
      {.name = "navy head, no lines", .across = false, .down = false, .head = "0 0.13 0.38"},
      {.name = "bands",
       .across = false,
       .down = false,
       .head = "0.2 0.4 0.7",
       .band = "0.86 0.9 0.95"},
  };
  for (const Look& look : looks) {
    SCOPED_TRACE(look.name);
    const image::SourceFile file = open(pdf_of(table_drawn(look), "", "", "0 380 595 800"));
    const OcrPage page = compose_text_layer(*file.load_text_layer(1), file.load_page_image(1));
    ASSERT_EQ(page.tables.size(), 1U) << page.text;
    EXPECT_EQ(page.tables[0].rows, 6U);
    ASSERT_EQ(page.tables[0].columns, 4U);
    ASSERT_EQ(page.cells.size(), 24U);
    std::vector<std::string> last;
    for (const OcrCell& cell : page.cells) {
      if (cell.row != 5) continue;
      for (std::uint32_t line = cell.lines.begin; line < cell.lines.end; ++line)
        for (std::string& word : words_of(page, page.lines[line].words)) last.push_back(word);
    }
    EXPECT_EQ(last, (std::vector<std::string>{"F", "NOI", "DUNG", "CONG", "VIEC", "CAN", "LAM",
                                              "NGAY", "VAN", "PHONG", "QUY", "BA", "NAM", "NAY"}));
  }
}

TEST_F(Layer, AListIsNoTable) {
  std::string list = lines_of("CHINH PHU BAN HANH QUYET DINH");
  for (int item = 0; item < 6; ++item) {
    const std::string y = std::to_string(400 - 30 * item);
    list += "BT /F 12 Tf 72 " + y +
            " Td (A) Tj 36 0 Td (CAC CO QUAN THUC HIEN KE) Tj 0 -14 Td "
            "(HOACH NAY) Tj ET ";
  }
  const image::SourceFile file = open(pdf_of(list));
  EXPECT_TRUE(compose_text_layer(*file.load_text_layer(1), file.load_page_image(1)).tables.empty());
}

}  // namespace
}  // namespace codau::ocr
