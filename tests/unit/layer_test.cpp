// What a file says of its text, against what its page shows: image/layer_print.h, and words that do
// not run from left to right.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/temp_folder.h"
#include "image/layer_print.h"
#include "image/source_file.h"
#include "ocr/soundness.h"
#include "ocr/text_layer.h"

namespace codau::ocr {
namespace {

/// A PDF page whose font draws every capital as two bars, and says that those of `nameless` are
/// `instead`, as four hex digits.
std::string pdf_of(const std::string& content, const std::string& nameless = "",
                   const std::string& instead = "0020") {
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
         "3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595 842]"
         "/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n4 0 obj\n" +
         stream(content) +
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
  image::LayerPrint print_of(const std::string& pdf) {
    const image::SourceFile file = open(pdf);
    return image::compare(*file.text_layer(1), file.page_image(1));
  }
  testing::TempFolder folder_;
};

TEST_F(Layer, AgreesWithThePrintOfASoundPage) {
  const image::LayerPrint print = print_of(pdf_of(lines_of("CHINH PHU BAN HANH QUYET DINH")));
  EXPECT_EQ(print.signs, 12U * 24);
  EXPECT_EQ(print.unsaid, 0U);
  EXPECT_EQ(print.unseen, 0U);
  EXPECT_EQ(fault_of(print), LayerFault::kNone);
}

TEST_F(Layer, LacksLettersThatTheFontDoesNotName) {
  for (const char* const instead : {"0020", "0001", "E041", "FFFD"}) {
    const image::LayerPrint print =
        print_of(pdf_of(lines_of("CHINH PHU BAN HANH QUYET DINH"), "HI", instead));
    EXPECT_GE(print.unsaid, 12U * 5) << instead;
    EXPECT_EQ(fault_of(print), LayerFault::kDefective) << instead;
  }
  // A single word of a long page is enough: titles are what is lost.
  const image::LayerPrint title = print_of(pdf_of(
      "BT /F 14 Tf 200 780 Td (QUXXT XXNX QUXXT XXNX) Tj ET " + lines_of("BAN HANH KE HOACH"),
      "X"));
  EXPECT_EQ(fault_of(title), LayerFault::kDefective);
}

TEST_F(Layer, SaysWhatIsNotSeen) {
  const std::string shown = lines_of("CHINH PHU BAN HANH");
  const image::LayerPrint white =
      print_of(pdf_of(shown + "BT /F 12 Tf 1 g 72 300 Td (AAAAAAAAAAAAAAAAAAAAAAAAAA) Tj 0 -24 Td "
                              "(AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA) Tj ET"));
  EXPECT_EQ(white.unseen, 26U + 37);
  EXPECT_EQ(fault_of(white), LayerFault::kDefective);
  const image::LayerPrint blue = print_of(pdf_of(lines_of("CHINH PHU BAN HANH", "0 0 1 rg")));
  EXPECT_EQ(fault_of(blue), LayerFault::kNone);
}

TEST_F(Layer, RulingsBulletsAndSealsAreNoLetters) {
  std::string drawn = lines_of("CHINH PHU BAN HANH");
  for (int i = 0; i < 12; ++i) {
    const std::string y = std::to_string(720 - 24 * i);
    drawn += "58 " + y + " 4 4 re f 70 " + std::to_string(716 - 24 * i) + " 200 0.5 re f ";
    drawn += "1 0 0 rg 74 " + y + " 8 9 re f 0 g ";  // a seal is red
  }
  EXPECT_EQ(fault_of(print_of(pdf_of(drawn))), LayerFault::kNone);
}

std::vector<std::string> words_of(const OcrPage& page, Items words) {
  std::vector<std::string> out;
  for (std::uint32_t i = words.begin; i < words.end; ++i)
    out.emplace_back(slice(page.text, page.words[i].text));
  return out;
}

TEST_F(Layer, KeepsWordsThatRunAnyWay) {
  const image::SourceFile file =
      open(pdf_of("BT /F 12 Tf 1 0 0 1 300 700 Tm (A) Tj 0 1 -1 0 300 300 Tm (B) Tj "
                  "-1 0 0 -1 300 200 Tm (C) Tj 0 -1 1 0 100 500 Tm (D) Tj ET"));
  const auto layer = file.text_layer(1);
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
    const OcrPage page = lay_out(*file.text_layer(1), file.page_image(1));
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
  const OcrPage page = lay_out(*file.text_layer(1), file.page_image(1));
  EXPECT_EQ(page.warnings, std::vector<std::string>{"TEXT_TURNED"});
  EXPECT_TRUE(page.text.ends_with("KE HOACH NAY\nBAN SAO\n")) << page.text;
}

TEST_F(Layer, APageWhoseTextIsTurnedIsTurned) {
  const image::SourceFile file = open(
      pdf_of("BT /F 12 Tf 0 1 -1 0 100 100 Tm (QUYET DINH) Tj 0 -24 Td (BAN HANH KE HOACH) Tj ET"));
  const OcrPage page = lay_out(*file.text_layer(1), file.page_image(1));
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
  const OcrPage page = lay_out(*file.text_layer(1), file.page_image(1));
  EXPECT_TRUE(
      page.text.ends_with("CAC CO QUAN DON VI THUC HIEN KE HOACH\nNAY\nNOI NHAN\n"
                          "NHU TREN\nLUU VT\nGIAM DOC\nNGUYEN VAN A\n"))
      << page.text;
}

}  // namespace
}  // namespace codau::ocr
