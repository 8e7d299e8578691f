// Searchable PDFs judged by tools that are not ours: qpdf --check, pdftotext, pdftoppm.
#include "export/pdf/searchable_pdf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "../support/pdf_tools.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "export/pdf/glyphless_font.h"
#include "export/pdf/pdf_text_layer.h"

namespace codau::exports {
namespace {

using testing::bytes_of;
using testing::expect_same_picture;
using testing::expect_words_at_boxes;
using testing::Found;
using testing::kDrawing;
using testing::made;
using testing::output_of;
using testing::put_bytes;
using testing::run;
using testing::TempFolder;
using testing::words_of;

/// One page of words at 150 dpi, `wide` × `high` pixels as shown.
PdfPage page_of(std::int32_t wide, std::int32_t high, std::int32_t rotation = 0) {
  PdfPage page{1, wide, high, 150, rotation, {}};
  page.lines = {{{"Ủy", {100, 100, 150, 130}},
                 {"ban", {160, 102, 220, 130}},
                 {"nhân", {230, 100, 320, 131}},
                 {"dân", {331, 100, 400, 130}}},
                {{"đường", {100, 200, 230, 240}},
                 {"kế", {240, 200, 290, 240}},
                 {"hoạch", {300, 200, 420, 240}},
                 {"ĐƯỜNG", {440, 200, 600, 236}}}};
  return page;
}

TEST(SearchablePdf, WordsComeOutAsTextAtTheirBoxes) {
  const TempFolder folder;
  const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing);
  const PdfPage page = page_of(1250, 1667);
  testing::make_searchable(in, {page}, folder / "out.pdf");
  EXPECT_EQ(run("qpdf --check " + (folder / "out.pdf").string()), 0);
  EXPECT_EQ(output_of("pdftotext -layout " + (folder / "out.pdf").string() +
                      " - | sed 's/^ *//;s/  */ /g' | grep ."),
            "Ủy ban nhân dân\nđường kế hoạch ĐƯỜNG\n\f\n");
  expect_words_at_boxes(page, folder / "out.pdf", 600);
  expect_same_picture(in, folder / "out.pdf");
}

TEST(SearchablePdf, GhostscriptReadsTheSameLetters) {
  const TempFolder folder;
  const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing);
  testing::make_searchable(in, {page_of(1250, 1667)}, folder / "out.pdf");
  std::istringstream read(
      output_of("gs -q -sDEVICE=txtwrite -o - " + (folder / "out.pdf").string()));
  std::multiset<std::string> found, expected;
  for (std::string word; read >> word;) found.insert(word);
  for (const auto& line : page_of(1250, 1667).lines) {
    for (const PdfWord& word : line) expected.insert(word.text);
  }
  EXPECT_EQ(found, expected);
}

struct Frame {
  const char* name;
  std::string entries;
  double points_wide, points_high;  // as shown
};

class SearchablePdfFrames : public ::testing::TestWithParam<Frame> {};

TEST_P(SearchablePdfFrames, BoxesAreThoseOfThePageAsShown) {
  const TempFolder folder;
  const Frame& frame = GetParam();
  const auto in = made(folder, frame.entries, kDrawing);
  const PdfPage page = page_of(static_cast<std::int32_t>(frame.points_wide * 2),
                               static_cast<std::int32_t>(frame.points_high * 2));
  testing::make_searchable(in, {page}, folder / "out.pdf");
  EXPECT_EQ(run("qpdf --check " + (folder / "out.pdf").string()), 0);
  expect_words_at_boxes(page, folder / "out.pdf", frame.points_wide);
  expect_same_picture(in, folder / "out.pdf");
}

INSTANTIATE_TEST_SUITE_P(
    All, SearchablePdfFrames,
    ::testing::Values(Frame{"plain", "/MediaBox[0 0 600 800]", 600, 800},
                      Frame{"origin", "/MediaBox[-100 50 500 850]", 600, 800},
                      Frame{"crop", "/MediaBox[0 0 600 800]/CropBox[50 60 550 700]", 500, 640},
                      Frame{"turned90", "/MediaBox[10 20 610 820]/Rotate 90", 800, 600},
                      Frame{"turned180", "/MediaBox[10 20 610 820]/Rotate 180", 600, 800},
                      Frame{"turned270", "/MediaBox[10 20 610 820]/Rotate -90", 800, 600}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(SearchablePdf, TextTurnedWithItsPageReadsUpright) {
  for (const std::int32_t rotation : {90, 180, 270}) {
    const TempFolder folder;
    const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing);
    PdfPage page{1, 1200, 1600, 150, rotation, {}};
    const bool lies = rotation != 180;
    // Two words one behind the other in reading direction.
    const PageBox first = lies ? PageBox{300, 500, 340, 700} : PageBox{500, 300, 700, 340};
    const PageBox second =
        lies ? (rotation == 90 ? PageBox{300, 280, 340, 480} : PageBox{300, 720, 340, 920})
             : PageBox{280, 300, 480, 340};
    page.lines = {{{"Đảng", first}, {"ủy", second}}};
    testing::make_searchable(in, {page}, folder / "out.pdf");
    const std::vector<Found> found = words_of(folder / "out.pdf");
    ASSERT_EQ(found.size(), 2U) << rotation;
    // The page is shown upright, and the words are one line in reading order.
    EXPECT_EQ(output_of("pdftotext " + (folder / "out.pdf").string() + " - | head -1"),
              "Đảng ủy\n");
  }
}

TEST(SearchablePdf, ADashStaysInItsLine) {
  const TempFolder folder;
  const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing);
  const PdfPage page{1,
                     1200,
                     1600,
                     144,
                     0,
                     {{{"Độc", {100, 100, 160, 130}},
                       {"lập", {170, 100, 220, 132}},
                       {"-", {230, 114, 240, 118}},
                       {"Tự", {250, 100, 290, 133}},
                       {"do", {300, 102, 330, 130}},
                       {"-", {340, 114, 350, 118}},
                       {"Hạnh", {360, 100, 430, 133}}}}};
  testing::make_searchable(in, {page}, folder / "out.pdf");
  EXPECT_EQ(output_of("pdftotext " + (folder / "out.pdf").string() + " - | head -1"),
            "Độc lập - Tự do - Hạnh\n");
}

TEST(SearchablePdf, WordsPrintedTightStayApart) {
  const TempFolder folder;
  const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing);
  PdfPage page = page_of(1250, 1667);
  page.lines = {{{"Kế", {100, 100, 150, 140}},
                 {"hoạch", {150, 100, 260, 140}},
                 {"ứng", {257, 100, 330, 140}},
                 {"dụng", {331, 100, 420, 140}}}};
  testing::make_searchable(in, {page}, folder / "out.pdf");
  EXPECT_EQ(output_of("pdftotext " + (folder / "out.pdf").string() + " - | grep ."),
            "Kế hoạch ứng dụng\n\f\n");
}

/// An old layer in one of its forms, on a page with something to see.
struct OldLayer {
  const char* name;
  std::string contents;
  std::string resources = {};  ///< beside the font
  std::string objects = {};    ///< from number 6 on
};

std::string stream_of(const std::string& entries, const std::string& contents) {
  return "<<" + entries + "/Length " + std::to_string(contents.size()) + ">>stream\n" + contents +
         "\nendstream endobj\n";
}

const std::string kOld = "BT /F1 20 Tf 50 700 Td (Olb) Tj 0 -30 Td [(bab) -200 (Iayer)] TJ ET ";
const std::string kForm = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]";
const std::string kFont = "/Resources<</Font<</F1 5 0 R>>>>";

std::vector<OldLayer> old_layers() {
  return {
      {"mode 3", "q BT 3 Tr /F1 20 Tf 50 700 Td (Olb) Tj T* (bab) ' ET Q BT /F1 20 Tf 0 Tr ET"},
      {"mode 7", "q 7 Tr " + kOld + "Q"},
      {"seen", kOld},
      {"alpha 0", "q /G gs " + kOld + "Q", "/ExtGState<</G<</ca 0>>>>"},
      {"below a picture", kOld + "q 600 0 0 800 0 0 cm /I Do Q", "/XObject<</I 6 0 R>>",
       "6 0 obj" + stream_of("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
                             "/BitsPerComponent 8",
                             "\xC0")},
      {"form", "/X Do", "/XObject<</X 6 0 R>>",
       "6 0 obj" + stream_of(kForm + kFont, "3 Tr " + kOld)},
      {"form that inherits", "q 3 Tr /X Do Q", "/XObject<</X 6 0 R>>",
       "6 0 obj" + stream_of(kForm, kOld)},
      {"form in a form", "/X Do", "/XObject<</X 6 0 R>>",
       "6 0 obj" + stream_of(kForm + "/Resources<</XObject<</Y 7 0 R>>>>", "/Y Do") + "7 0 obj" +
           stream_of(kForm + kFont, kOld)},
      {"form that draws itself", "/X Do", "/XObject<</X 6 0 R>>",
       "6 0 obj" + stream_of(kForm + "/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>",
                             kOld + "/X Do")},
      {"actual text", "/Span<</ActualText(Olb)>>BDC BT /F1 20 Tf 50 700 Td (x) Tj ET EMC"},
      {"font of a graphics state", "BT /G gs 50 700 Td (Olb) Tj ET",
       "/ExtGState<</G<</Font[5 0 R 20]>>>>"},
  };
}

/// Two pages with the same contents and resources.
std::string pdf_of(const OldLayer& layer) {
  const std::string page =
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2/Resources<</Font<</F1 5 0 R>>" +
         layer.resources + ">>>>endobj\n3 0 obj" + page + "9 0 obj" + page + "4 0 obj" +
         stream_of("", testing::kDrawing + " " + layer.contents) +
         "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" + layer.objects +
         "trailer<</Root 1 0 R/Size 10>>\n%%EOF\n";
}

TEST(SearchablePdf, AnOldLayerTellsNothingMoreWhateverItsForm) {
  for (const OldLayer& layer : old_layers()) {
    SCOPED_TRACE(layer.name);
    const TempFolder folder;
    put_bytes(folder / "raw.pdf", pdf_of(layer));
    run("qpdf " + (folder / "raw.pdf").string() + " " + (folder / "in.pdf").string());
    const auto in = folder / "in.pdf", out = folder / "out.pdf";
    const auto text_of = [](const std::filesystem::path& file, const char* page) {
      return output_of("pdftotext -f " + std::string(page) + " -l " + page + " " + file.string() +
                       " - | tr -s ' \\n\\f' ' '");
    };
    const std::string before = text_of(in, "2");
    EXPECT_NE(before.find("Olb"), before.npos);
    const PdfPage page{1, 600, 800, 72, 0, {{{"Mới", {50, 300, 100, 320}}}}};
    testing::make_searchable(in, {page}, out);
    EXPECT_EQ(run("qpdf --check " + out.string()), 0);
    EXPECT_EQ(text_of(out, "1"), "Mới ");
    EXPECT_EQ(text_of(out, "2"), before);  // is not given, and shares its forms with the first
    expect_same_picture(in, out);
  }
}

TEST(SearchablePdf, ActualTextGoesFromStructureAndProperties) {
  const TempFolder folder;
  put_bytes(folder / "in.pdf",
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>endobj\n"
            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
            "/Resources<</Properties<</P<</ActualText(Olb)>>>>>>>>endobj\n"
            "6 0 obj<</Type/StructTreeRoot/K 7 0 R>>endobj\n"
            "7 0 obj<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/ActualText(Olb)>>endobj\n"
            "trailer<</Root 1 0 R/Size 8>>\n%%EOF\n");
  testing::make_searchable(folder / "in.pdf",
                           {{1, 600, 800, 72, 0, {{{"Mới", {50, 300, 100, 320}}}}}},
                           folder / "out.pdf");
  EXPECT_EQ(output_of("qpdf --qdf " + (folder / "out.pdf").string() + " - | grep -c Olb"), "0\n");
}

TEST(SearchablePdf, APageIsTurnedUprightWithItsText) {
  for (const std::int32_t rotation : {90, 180, 270}) {
    for (const int shown : {0, 90, 180, 270}) {
      const TempFolder folder;
      const auto in = made(folder,
                           "/MediaBox[-20 10 580 810]/CropBox[0 30 560 790]/UserUnit 2/Rotate " +
                               std::to_string(shown),
                           kDrawing);
      const bool lies = shown % 180 != 0, turns = rotation % 180 != 0;
      const std::int32_t wide = lies ? 760 : 560, high = lies ? 560 : 760;
      // On the upright page at 100, 200.
      PdfPage page{1, wide, high, 72, rotation, {}};
      const PageBox upright{100, 200, 180, 220};
      const std::int32_t w = turns ? high : wide, h = turns ? wide : high;  // of the upright page
      const PageBox lying =
          rotation == 90 ? PageBox{upright.top, w - upright.right, upright.bottom, w - upright.left}
          : rotation == 180
              ? PageBox{w - upright.right, h - upright.bottom, w - upright.left, h - upright.top}
              : PageBox{h - upright.bottom, upright.left, h - upright.top, upright.right};
      page.lines = {{{"kế", lying}}};
      testing::make_searchable(in, {page}, folder / "out.pdf");
      EXPECT_EQ(run("qpdf --check " + (folder / "out.pdf").string()), 0);
      const std::vector<Found> found = words_of(folder / "out.pdf");
      ASSERT_EQ(found.size(), 1U) << rotation << ' ' << shown;
      const double unit = found[0].right > 200 ? 2 : 1;  // readers may count in user units
      EXPECT_NEAR(found[0].left / unit, 100, 1) << rotation << ' ' << shown;
      EXPECT_NEAR(found[0].top / unit, 200, 1) << rotation << ' ' << shown;
      EXPECT_NEAR(found[0].right / unit, 180, 1) << rotation << ' ' << shown;
    }
  }
}

TEST(SearchablePdf, APageWithoutLinesIsTurnedAndKeepsItsText) {
  const TempFolder folder;
  const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing + " " + kOld);
  testing::make_searchable(in, {{1, 600, 800, 72, 90, {}}}, folder / "out.pdf");
  EXPECT_EQ(output_of("pdfinfo " + (folder / "out.pdf").string() + " | grep -c 'rot: *90'"), "1\n");
  EXPECT_NE(output_of("pdftotext " + (folder / "out.pdf").string() + " -").find("Olb"),
            std::string::npos);
}

TEST(SearchablePdf, APageThatIsNotGivenStaysAsItIs) {
  const TempFolder folder;
  const auto in =
      made(folder, "/MediaBox[0 0 600 800]", "BT 3 Tr /F1 20 Tf 50 700 Td (kept) Tj ET");
  testing::make_searchable(in, {}, folder / "out.pdf");
  EXPECT_EQ(output_of("pdftotext " + (folder / "out.pdf").string() + " - | head -1"), "kept\n");
}

TEST(SearchablePdf, IsTheSameEveryTime) {
  const TempFolder folder;
  const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing);
  testing::make_searchable(in, {page_of(1200, 1600)}, folder / "a.pdf");
  testing::make_searchable(in, {page_of(1200, 1600)}, folder / "b.pdf");
  EXPECT_TRUE(bytes_of(folder / "a.pdf") == bytes_of(folder / "b.pdf"));
}

TEST(SearchablePdf, TakesOffAnEmptyPasswordAndRefusesAnother) {
  const TempFolder folder;
  const auto open = made(folder, "/MediaBox[0 0 600 800]", kDrawing, "--encrypt '' owner 256 --");
  testing::make_searchable(open, {page_of(1200, 1600)}, folder / "out.pdf");
  EXPECT_EQ(run("qpdf --is-encrypted " + (folder / "out.pdf").string()) >> 8, 2);  // not encrypted
  EXPECT_EQ(words_of(folder / "out.pdf").size(), 8U);
  const auto locked =
      made(folder, "/MediaBox[0 0 600 800]", kDrawing, "--encrypt user owner 256 --");
  try {
    testing::make_searchable(locked, {}, folder / "never.pdf");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::kEncrypted);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "never.pdf"));
}

TEST(SearchablePdf, RefusesWhatIsNoPdf) {
  const TempFolder folder;
  put_bytes(folder / "in.pdf", "this is a letter");
  try {
    testing::make_searchable(folder / "in.pdf", {}, folder / "out.pdf");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::kDamaged);
  }
}

TEST(SearchablePdf, ATargetThatCannotBeWrittenIsAnOutputError) {
  const TempFolder folder;
  const auto in = made(folder, "/MediaBox[0 0 600 800]", kDrawing);
  put_bytes(folder / "file", "");
  try {
    testing::make_searchable(in, {}, folder / "file/out.pdf");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutput);
  }
}

TEST(TextLayer, IsOneBlockOfInvisibleText) {
  const PdfPage page{1, 100, 200, 72, 0, {{{"đ\x01", {10, 20, 30, 40}}}}};
  EXPECT_EQ(
      make_text_layer(page, {0, 0, 50, 100, 0}, "F"),
      "q 0.5 0 0 0.5 0 100 cm BT 3 Tr\n/F 20 Tf 1 0 0 1 10 -40 Tm 100 Tz <0111FFFD> Tj\nET Q\n");
  EXPECT_EQ(make_text_layer({1, 100, 200, 72, 0, {}}, {}, "F"), "");
}

TEST(TextLayer, ASpaceReachesUpToTheNextWordOfTheLine) {
  const PdfPage page{1, 100, 100, 72, 0, {{{"a", {0, 0, 5, 10}}, {"b", {15, 0, 20, 10}}}}};
  EXPECT_EQ(make_text_layer(page, {0, 0, 100, 100, 0}, "F"),
            "q 1 0 0 1 0 100 cm BT 3 Tr\n/F 10 Tf 1 0 0 1 0 -10 Tm 100 Tz <0061> Tj\n"
            "200 Tz <0020> Tj\n/F 10 Tf 1 0 0 1 15 -10 Tm 100 Tz <0062> Tj\nET Q\n");
}

TEST(GlyphlessFont, HasAChecksumThatFits) {
  const std::string font = make_glyphless_font();
  EXPECT_EQ(font.size() % 4, 0U);
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < font.size(); ++i) {
    sum += static_cast<std::uint32_t>(static_cast<unsigned char>(font[i])) << (24 - 8 * (i % 4));
  }
  EXPECT_EQ(sum, 0xB1B0AFBAU);
}

/// Three pages that have all resources in common, as some scanners make them: pictures with
/// "FIRST…" and so on for pixels, a link to the last page, a field of the form with its value, a
/// stamp. `more` stands behind the contents of the second page.
std::string three_pages(const std::string& more = "") {
  const auto stream = [](const std::string& dict, const std::string& bytes) {
    return "<<" + dict + "/Length " + std::to_string(bytes.size()) + ">>stream\n" + bytes +
           "\nendstream endobj\n";
  };
  const auto picture = [&](const std::string& bytes) {
    return stream(
        "/Type/XObject/Subtype/Image/Width 6/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        bytes);
  };
  const std::string draw = "q 300 0 0 400 10 10 cm ";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[13 0 R]>>"
         "/Names<</Dests<</Names[(LAST)[5 0 R/Fit]]>>>>>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3/MediaBox[0 0 600 800]"
         "/Resources<</XObject<</A 6 0 R/B 7 0 R/C 8 0 R>>/Pattern<</P 15 0 R>>"
         "/ColorSpace<</DefaultGray[/CalGray<</WhitePoint[0.95 1 1.09]/Gamma 2>>]>>>>>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/Contents 9 0 R>>endobj\n"
         "4 0 obj<</Type/Page/Parent 2 0 R/Contents 10 0 R/Rotate 90"
         "/Annots[12 0 R 13 0 R 14 0 R]/B[5 0 R]>>endobj\n"
         "5 0 obj<</Type/Page/Parent 2 0 R/Contents 11 0 R>>endobj\n"
         "6 0 obj" +
         picture("FIRST1") + "7 0 obj" + picture("SECOND") + "8 0 obj" + picture("THIRD3") +
         "9 0 obj" + stream("", draw + "/A Do Q") + "10 0 obj" +
         stream("", draw + "/B Do Q" + more) + "11 0 obj" + stream("", draw + "/C Do Q") +
         "12 0 obj<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/F 4/BS<</W 0>>"
         "/Dest[5 0 R/Fit]>>endobj\n"
         "13 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(VALUE)/Rect[0 0 0 0]/F 4>>endobj\n"
         "14 0 obj<</Type/Annot/Subtype/Stamp/Rect[400 400 500 450]/F 4/P 4 0 R/IRT 12 0 R"
         "/AP<</N 16 0 R>>>>endobj\n"
         "15 0 obj" +
         stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9",
                "% TILES") +
         "16 0 obj" +
         stream(
             "/Type/XObject/Subtype/Form/BBox[0 0 100 50]"
             "/Resources<</XObject<</A 6 0 R/C 8 0 R>>/Pattern<</P 15 0 R>>>>",
             "0 0 80 40 re f") +
         "trailer<</Root 1 0 R/Size 17>>\n%%EOF\n";
}

std::set<PdfObstacle> cut(const std::string& pdf, PdfPageRange pages, const TempFolder& folder) {
  std::set<PdfObstacle> obstacles;
  io::write_atomically(folder / "cut.pdf",
                       [&](io::FileSink& sink) { obstacles = write_page_range(pdf, pages, sink); });
  return obstacles;
}

TEST(PdfPageRange, APageIsCutOutWithNothingOfTheOthers) {
  const TempFolder folder;
  put_bytes(folder / "raw.pdf", three_pages());
  run("qpdf " + (folder / "raw.pdf").string() + " " + (folder / "in.pdf").string());
  cut(bytes_of(folder / "in.pdf"), {2, 2}, folder);
  const std::string out = (folder / "cut.pdf").string();
  EXPECT_EQ(run("qpdf --check " + out), 0);
  EXPECT_EQ(output_of("qpdf --show-npages " + out), "1\n");
  EXPECT_TRUE(output_of("pdftoppm -r 60 -f 2 -l 2 " + (folder / "in.pdf").string()) ==
              output_of("pdftoppm -r 60 " + out));
  const std::string all = output_of("qpdf --qdf --object-streams=disable " + out + " -");
  EXPECT_NE(all.find("SECOND"), std::string::npos);
  for (const char* const other : {"FIRST1", "THIRD3", "VALUE", "LAST", "TILES", "/Dest", "/IRT"})
    EXPECT_EQ(all.find(other), std::string::npos) << other;
  for (const char* const look : {"/DefaultGray", "/BS"})
    EXPECT_NE(all.find(look), std::string::npos) << look;
}

TEST(PdfPageRange, PagesOfASearchablePdfStayPdfA) {
  const TempFolder folder;
  put_bytes(folder / "raw.pdf", three_pages());
  run("qpdf --empty --pages " + (folder / "raw.pdf").string() + " 1,3 -- " +
      (folder / "in.pdf").string());
  PdfPage first = page_of(1250, 1667), second = first;
  second.number = 2;
  second.lines = {{{"Nơi", {100, 100, 150, 130}}, {"nhận", {160, 100, 260, 130}}}};
  testing::make_searchable(folder / "in.pdf", {first, second}, folder / "out.pdf");
  EXPECT_TRUE(cut(bytes_of(folder / "out.pdf"), {2, 2}, folder).empty());
  EXPECT_NE(bytes_of(folder / "cut.pdf").find("<pdfaid:part>2</pdfaid:part>"), std::string::npos);
  EXPECT_EQ(output_of("pdftotext " + (folder / "cut.pdf").string() + " -"), "Nơi nhận\n\n\f");
  const std::string once = bytes_of(folder / "cut.pdf");
  cut(bytes_of(folder / "out.pdf"), {2, 2}, folder);
  EXPECT_TRUE(bytes_of(folder / "cut.pdf") == once);
}

TEST(PdfPageRange, WhatCannotBeToldIsNotCut) {
  const TempFolder folder;
  for (const PdfPageRange none : {PdfPageRange{0, 1}, PdfPageRange{2, 1}, PdfPageRange{3, 4}})
    EXPECT_THROW(cut(three_pages(), none, folder), Error);
  std::string layered = three_pages();
  layered.replace(layered.find("/AcroForm"), 0, "/OCProperties<</OCGs[]/D<<>>>>");
  for (const std::string& raw : {layered, three_pages(" (open >> /A Do")}) {
    put_bytes(folder / "raw.pdf", raw);
    run("qpdf " + (folder / "raw.pdf").string() + " " + (folder / "in.pdf").string());
    EXPECT_THROW(cut(bytes_of(folder / "in.pdf"), {2, 2}, folder), Error);
  }
}

}  // namespace
}  // namespace codau::exports
