#include <gtest/gtest.h>

#include <string>

#include "export/target/decimal.h"
#include "export/target/xml_text.h"
#include "export/words/alto.h"
#include "export/words/hocr.h"
#include "export/words/placed_page.h"

namespace codau::exports {
namespace {

const LayoutPageFacts kFacts{"ke-hoach.pdf", "0123456789abcdef", "0.1.0"};

/// "kế hoạch" a little askew, over "ngày" with a word that was read otherwise.
PlacedPage page() {
  PlacedPage out{2, 1000, 1400, 150, 0, 0.9, "ab", {}};
  out.areas = {
      {{{{"kế", {100, 200, 150, 230}, 0.97, ""}, {"hoạch", {160, 200, 260, 236}, 1, "hoach"}},
        {{"số", {100, 250, 130, 280}, 0.5, ""}}}}};
  return out;
}

TEST(Alto, HasWhatReadersAskFor) {
  const std::string file = to_alto(page(), kFacts);
  for (const char* part :
       {"<MeasurementUnit>pixel</MeasurementUnit>", "<fileName>ke-hoach.pdf</fileName>",
        "PHYSICAL_IMG_NR=\"2\" WIDTH=\"1000\" HEIGHT=\"1400\"", "<PrintSpace HPOS=\"0\"",
        "WIDTH=\"1000\" HEIGHT=\"1400\">\n<TextBlock ID=\"p2_b1\"", "BASELINE=\"100,230 260,230\"",
        "<Polygon POINTS=\"100,200 260,200 260,236 100,236\"/>",
        "HPOS=\"100\" VPOS=\"200\" WIDTH=\"50\" HEIGHT=\"30\" WC=\"0.97\" CONTENT=\"kế\"/>",
        "<SP HPOS=\"150\" VPOS=\"200\" WIDTH=\"10\"/>",
        "CONTENT=\"hoạch\"><ALTERNATIVE PURPOSE=\"ocr\">hoach</ALTERNATIVE></String>"}) {
    EXPECT_NE(file.find(part), file.npos) << part << "\n" << file;
  }
  EXPECT_EQ(file.find("ComposedBlock"), file.npos);
}

TEST(Hocr, HasWhatReadersAskFor) {
  const std::string file = to_hocr_page(page(), kFacts);
  for (const char* part :
       {"image &quot;ke-hoach.pdf&quot;; bbox 0 0 1000 1400; ppageno 1",
        "class=\"ocr_line\" id=\"line_2_1\" title=\"bbox 100 200 260 236; baseline 0 -6\"",
        "title=\"bbox 100 200 150 230; x_wconf 97\">kế</span>",
        "x_wconf 100\" data-ocr=\"hoach\">hoạch</span>"}) {
    EXPECT_NE(file.find(part), file.npos) << part << "\n" << file;
  }
}

TEST(Baseline, LeavesOutWhatHangsBelow) {
  const PlacedLine line{{"mốt", {0, 0, 100, 30}},
                        {"(gậy)", {110, 2, 200, 44}},
                        {"hai", {400, 8, 500, 38}},
                        {"–", {510, 20, 530, 24}}};
  const auto [slope, at] = estimate_baseline(line, page());
  EXPECT_NEAR(slope, 8.0 / 400, 1e-9);
  EXPECT_NEAR(at, 30 - 50 * slope, 1e-9);
}

TEST(Baseline, RunsUpAPageThatLiesOnItsSide) {
  PlacedPage lying = page();
  lying.rotation = 90;  // letters stand on what is their right edge here
  const PlacedLine line{{"mốt", {300, 900, 330, 1000}}, {"hai", {300, 700, 330, 880}}};
  const auto [from, to] = find_baseline_ends(estimate_baseline(line, lying), line, lying);
  EXPECT_EQ(from, (PagePoint{330, 1000}));
  EXPECT_EQ(to, (PagePoint{330, 700}));
}

TEST(XmlText, HoldsWhatXmlCannot) {
  EXPECT_EQ(xml_text("<a>&\"'\t"), "&lt;a&gt;&amp;&quot;&#39;&#9;");
  EXPECT_EQ(xml_text(std::string("x\0\x1B\xFFy", 5)), "x\uFFFD\uFFFD\uFFFDy");
  EXPECT_EQ(xml_text("\uFFFE"), "\uFFFD");
}

TEST(Decimal, IsShort) {
  EXPECT_EQ(format_decimal(0.97, 4), "0.97");
  EXPECT_EQ(format_decimal(1, 4), "1");
  EXPECT_EQ(format_decimal(100, 0), "100");
  EXPECT_EQ(format_decimal(-0.00001, 4), "0");
}

}  // namespace
}  // namespace codau::exports
