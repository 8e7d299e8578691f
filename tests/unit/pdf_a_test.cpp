// PDF/A-2b: one PDF for each obstacle, and what is claimed where there is none. Another program
// judges whole files: tests/e2e/pdf_a_test.py.
#include "export/pdf/pdf_a.h"

#include <gtest/gtest.h>

#include <string>

#include "../support/pdf_tools.h"
#include "core/error.h"
#include "export/pdf/pdf_a_bytes.h"
#include "export/pdf/searchable_pdf.h"

namespace codau::exports {
namespace {

using testing::bytes_of;
using testing::output_of;
using testing::put_bytes;
using testing::TempFolder;

constexpr const char* kSheet = "/MediaBox[0 0 600 800]";

/// What is in a PDF of one page besides what every PDF has; `objects` from number 5 on.
struct Parts {
  std::string catalog = {}, page = kSheet, contents = "1 0 0 rg 10 10 80 80 re f", objects = {},
              version = "1.4", trailer = {};
};

std::string pdf_of(const Parts& parts) {
  return "%PDF-" + parts.version + "\n1 0 obj<</Type/Catalog/Pages 2 0 R" + parts.catalog +
         ">>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R" +
         parts.page + ">>endobj\n4 0 obj<</Length " + std::to_string(parts.contents.size()) +
         ">>stream\n" + parts.contents + "\nendstream endobj\n" + parts.objects +
         "\ntrailer<</Root 1 0 R/Size 20" + parts.trailer + ">>\n%%EOF\n";
}

struct Written {
  std::set<PdfObstacle> obstacles;
  std::string bytes;
};

Written written(const std::string& source, const std::vector<PdfPage>& pages = {}) {
  Written out;
  io::FileSink sink([&out](std::string_view bytes) { out.bytes += bytes; });
  out.obstacles = write_searchable_pdf(source, pages, sink);
  sink.flush();
  return out;
}

std::string with(const std::string& entries) { return kSheet + entries; }

/// An object 5: a stream of one grey pixel, with these entries besides.
std::string image(const std::string& entries, const std::string& bytes = "\x80") {
  return "5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/Length " +
         std::to_string(bytes.size()) + entries + ">>stream\n" + bytes + "\nendstream endobj\n";
}

constexpr const char* kShown = "/Resources<</XObject<</I 5 0 R>>>>";
constexpr const char* kGrey = "/BitsPerComponent 8/ColorSpace/DeviceGray";

struct Obstructed {
  const char* name;
  PdfObstacle obstacle;
  Parts parts;
};

class PdfAObstacles : public ::testing::TestWithParam<Obstructed> {};

TEST_P(PdfAObstacles, AreFoundAndNothingIsClaimed) {
  const Written out = written(pdf_of(GetParam().parts));
  EXPECT_EQ(out.obstacles, std::set{GetParam().obstacle});
  EXPECT_EQ(out.bytes.find("pdfaid"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    All, PdfAObstacles,
    ::testing::Values(
        Obstructed{
            "script", PdfObstacle::kActions, {"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"}},
        Obstructed{"launch", PdfObstacle::kActions, {"/OpenAction<</S/Launch/F(a.exe)>>"}},
        Obstructed{
            "page_action", PdfObstacle::kActions, {"", with("/AA<</O<</S/GoTo/D[3 0 R/Fit]>>>>")}},
        Obstructed{"sticky_note",
                   PdfObstacle::kAnnotations,
                   {"", with("/Annots[<</Subtype/Text/Rect[0 0 9 9]/F 4>>]")}},
        Obstructed{"hidden_link",
                   PdfObstacle::kAnnotations,
                   {"", with("/Annots[<</Subtype/Link/Rect[0 0 9 9]/F 2>>]")}},
        Obstructed{"attachment",
                   PdfObstacle::kAttachments,
                   {"/Names<</EmbeddedFiles<</Names[(a) <</Type/Filespec/F(a)>>]>>>>"}},
        Obstructed{"cmyk_paint", PdfObstacle::kColour, {"", kSheet, "0 0 0 1 k 0 0 9 9 re f"}},
        Obstructed{"cmyk_image",
                   PdfObstacle::kColour,
                   {"", with(kShown), "/I Do",
                    image("/BitsPerComponent 8/ColorSpace/DeviceCMYK", "abcd")}},
        Obstructed{"spot_colour",
                   PdfObstacle::kColour,
                   {"", with("/Resources<</ColorSpace<</S[/Separation/Red/DeviceRGB 5 0 R]>>>>")}},
        Obstructed{"no_profile",
                   PdfObstacle::kColour,
                   {"", with(kShown), "/I Do",
                    image("/BitsPerComponent 8/ColorSpace[/ICCBased 6 0 R]") +
                        "6 0 obj<</N 1/Length 4>>stream\nnone\nendstream endobj\n"}},
        Obstructed{"another_intent",
                   PdfObstacle::kColour,
                   {"/OutputIntents[<</S/GTS_PDFX/OutputConditionIdentifier(x)>>]"}},
        Obstructed{"unknown_operator", PdfObstacle::kContent, {"", kSheet, "BX 1 paint EX"}},
        Obstructed{"half_a_byte", PdfObstacle::kContent, {"", kSheet, "/A <</B <abc>>> BDC EMC"}},
        Obstructed{"transfer",
                   PdfObstacle::kContent,
                   {"", with("/Resources<</ExtGState<</G<</TR/Identity>>>>>>")}},
        Obstructed{"strange_blending",
                   PdfObstacle::kContent,
                   {"", with("/Resources<</ExtGState<</G<</BM/Glow>>>>>>")}},
        Obstructed{
            "seen_text",
            PdfObstacle::kFonts,
            {"", with("/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"),
             "BT /F 9 Tf (abc) Tj ET"}},
        Obstructed{"field",
                   PdfObstacle::kForms,
                   {"/AcroForm<</Fields[5 0 R]>>", kSheet, "n", "5 0 obj<</FT/Tx/T(a)>>endobj\n"}},
        Obstructed{"interpolated",
                   PdfObstacle::kImages,
                   {"", with(kShown), "/I Do", image(std::string(kGrey) + "/Interpolate true")}},
        Obstructed{"alternates",
                   PdfObstacle::kImages,
                   {"", with(kShown), "/I Do", image(std::string(kGrey) + "/Alternates[]")}},
        Obstructed{"jpeg_2000",
                   PdfObstacle::kImages,
                   {"", with(kShown), "/I Do", image("/Filter/JPXDecode", "no image")}},
        Obstructed{"interpolated_inline",
                   PdfObstacle::kImages,
                   {"", kSheet, "BI /W 1 /H 1 /BPC 8 /CS /G /I true ID x EI"}},
        Obstructed{"rendering_needed", PdfObstacle::kForms, {"/NeedsRendering true"}},
        Obstructed{"no_resources",
                   PdfObstacle::kContent,
                   {"", with(kShown), "/I Do",
                    "5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5>>stream\n/X Do\n"
                    "endstream endobj\n"}},
        Obstructed{"strange_intent",
                   PdfObstacle::kContent,
                   {"", with("/Resources<</ExtGState<</G<</RI/Vivid>>>>>>")}},
        Obstructed{"layers", PdfObstacle::kLayers, {"/OCProperties<</OCGs[]/D<<>>>>"}},
        Obstructed{"huge_page", PdfObstacle::kLimits, {"", "/MediaBox[0 0 600 20000]"}},
        Obstructed{"nested",
                   PdfObstacle::kLimits,
                   {"", kSheet, "q q q q q q q q q q q q q q q q q q q q q q q q q q q q q"}},
        Obstructed{"large_number", PdfObstacle::kLimits, {"", kSheet, "3000000000 w"}},
        Obstructed{
            "metadata_of_a_page",
            PdfObstacle::kMetadata,
            {"", with("/Metadata 5 0 R"), "n",
             "5 0 obj<</Type/Metadata/Subtype/XML/Length 4>>stream\n<a/>\nendstream endobj\n"}},
        Obstructed{"signature",
                   PdfObstacle::kSignature,
                   {"", with("/Signed 5 0 R"), "n",
                    "5 0 obj<</Type/Sig/ByteRange[0 9 20 9]/Contents<00>>>endobj\n"}},
        Obstructed{"lzw",
                   PdfObstacle::kStreams,
                   {"", with(kShown), "/I Do",
                    image(std::string(kGrey) + "/Filter/LZWDecode", "\x80\x0b\x60\x50\x22")}},
        Obstructed{"elsewhere",
                   PdfObstacle::kStreams,
                   {"", with(kShown), "/I Do", image(std::string(kGrey) + "/F(other.bin)")}},
        Obstructed{"pdf_2", PdfObstacle::kVersion, {"", kSheet, "n", "", "2.0"}}),
    [](const auto& given) { return given.param.name; });

TEST(PdfA, AScanSaysThatItIsPdfA) {
  const TempFolder folder;
  const Written out =
      written(pdf_of({"", with(kShown), "q 600 0 0 800 0 0 cm /I Do Q", image(kGrey)}),
              {{1, 600, 800, 72, 0, {{{"đường", {100, 100, 200, 130}}}}}});
  EXPECT_TRUE(out.obstacles.empty());
  put_bytes(folder / "out.pdf", out.bytes);
  const std::string file = (folder / "out.pdf").string();
  EXPECT_EQ(testing::run("qpdf --check " + file), 0);
  EXPECT_NE(output_of("pdfinfo -meta " + file).find("<pdfaid:part>2</pdfaid:part>"),
            std::string::npos);
  EXPECT_NE(output_of("qpdf --json --json-key=qpdf " + file).find("/GTS_PDFA1"), std::string::npos);
  EXPECT_EQ(output_of("pdftotext " + file + " - | head -1"), "đường\n");
}

TEST(PdfA, MetadataRepeatTheInformationAndTakeItsPlace) {
  const Written out = written(pdf_of({"", kSheet, "n",
                                      "5 0 obj<</Title(A & B)/CreationDate"
                                      "(D:20250131080500+07'00')/Producer(scanner)>>endobj\n",
                                      "1.4", "/Info 5 0 R"}));
  EXPECT_TRUE(out.obstacles.empty());
  EXPECT_NE(out.bytes.find("A &amp; B"), std::string::npos);
  EXPECT_NE(out.bytes.find("2025-01-31T08:05:00+07:00"), std::string::npos);
  EXPECT_NE(out.bytes.find("<pdf:Producer>scanner</pdf:Producer>"), std::string::npos);
  EXPECT_EQ(out.bytes.find("(scanner)"), std::string::npos);
}

TEST(PdfA, AClaimOfTheSourceGoesWhereItIsNotLookedAfter) {
  const std::string xmp = "<x xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/' pdfaid:part='1'/>";
  const Written out =
      written(pdf_of({"/Metadata 5 0 R", kSheet, "0 0 0 1 k",
                      "5 0 obj<</Type/Metadata/Subtype/XML/Length " + std::to_string(xmp.size()) +
                          ">>stream\n" + xmp + "\nendstream endobj\n"}));
  EXPECT_EQ(out.obstacles, std::set{PdfObstacle::kColour});
  EXPECT_EQ(out.bytes.find("pdfaid"), std::string::npos);
}

TEST(PdfA, InvisibleTextAndPrintedLinksAreNoObstacle) {
  const Written out = written(
      pdf_of({"/OpenAction<</S/Named/N/FirstPage>>",
              with("/Annots[<</Subtype/Link/Rect[0 0 9 9]/F 4/A<</S/URI/URI(http://a.vn)>>>>]"),
              "BT 3 Tr /F 9 Tf (abc) Tj ET"}));
  EXPECT_TRUE(out.obstacles.empty());
}

TEST(PdfA, ContentThatBecomesTooLongIsNotRead) {
  const TempFolder folder;
  const std::string blanks(std::size_t{65} << 20U, ' ');
  const auto in = testing::made(folder, kSheet, blanks, "--compress-streams=y");
  EXPECT_EQ(written(bytes_of(in)).obstacles, std::set{PdfObstacle::kLimits});
}

TEST(PdfA, EveryObstacleHasItsCode) {
  for (int i = 0; i <= static_cast<int>(PdfObstacle::kVersion); ++i) {
    const auto one = static_cast<PdfObstacle>(i);
    EXPECT_EQ(obstacle_from_code(to_code(one)), one);
  }
  EXPECT_EQ(obstacle_from_code("none"), std::nullopt);
}

TEST(PdfA, DatesThatAreNoneAreLeftOut) {
  EXPECT_NE(make_xmp_packet({.created = "D:2025"}).find(">2025<"), std::string::npos);
  EXPECT_NE(make_xmp_packet({.created = "D:20250230"}).find(">2025<"), std::string::npos);
  EXPECT_NE(make_xmp_packet({.created = "D:20251399"}).find(">2025<"), std::string::npos);
  for (const char* none : {"", "D:", "yesterday", "D:20", "\xff\xfe"}) {
    EXPECT_EQ(make_xmp_packet({.created = none}).find("CreateDate"), std::string::npos) << none;
  }
}

std::string box(const std::string& kind, const std::string& content) {
  const std::size_t size = content.size() + 8;
  std::string out(4, '\0');
  out[2] = static_cast<char>(size >> 8U);
  out[3] = static_cast<char>(size & 0xFFU);
  return out + kind + content;
}

/// The head of a JP2 file of so many channels in an enumerated colour space.
std::string jp2(char channels, char space, const std::string& more = "") {
  const std::string header(8, '\1');
  return box("jP  ", "\r\n\x87\n") +
         box("jp2h", box("ihdr", header + '\0' + channels + "\x07\x07" + std::string(2, '\0')) +
                         box("colr", std::string("\x01\0\0\0\0\0", 6) + space) + more) +
         box("jp2c", "data");
}

TEST(PdfA, Jpeg2000OfGreyOrRgbIsAllowed) {
  EXPECT_TRUE(is_archival_jpx(jp2(1, 17)));
  EXPECT_TRUE(is_archival_jpx(jp2(3, 16)));
  EXPECT_FALSE(is_archival_jpx(jp2(4, 12)));
  EXPECT_FALSE(is_archival_jpx(jp2(2, 17)));
  EXPECT_FALSE(is_archival_jpx(jp2(3, 19)));
  EXPECT_FALSE(is_archival_jpx(jp2(1, 17, box("pclr", "x"))));
  const std::string whole = jp2(1, 17);
  for (std::size_t cut = 0; cut + 12 < whole.size(); ++cut) {
    EXPECT_FALSE(is_archival_jpx(whole.substr(0, cut))) << cut;
  }
}

TEST(PdfA, TheProfileThatIsCompiledInIsOfAScreen) {
  EXPECT_TRUE(is_archival_profile(srgb_profile(), 3, true));
  EXPECT_FALSE(is_archival_profile(srgb_profile(), 1, false));
  EXPECT_FALSE(is_archival_profile(srgb_profile().substr(0, 127), 3, true));
}

}  // namespace
}  // namespace codau::exports
