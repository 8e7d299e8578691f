#include "text/page_json.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace codau::text {
namespace {

OcrPage page() {
  OcrPage out;
  out.number = 3;
  out.width = 1654;
  out.height = 2339;
  out.dpi = 200;
  out.skew_degrees = -0.25;
  out.mean_confidence = 0.9;
  out.text = "Kế \"hoạch\"\n1\n";
  out.words = {{{0, 4}, {10, 20, 60, 50}, 0.9312},
               {{5, 14}, {70, 20, 190, 50}, 0.5, {{"\"hoach\"", 0.25}, {"\"ho ạch", 0.0625}}},
               {{15, 16}, {10, 80, 20, 99}, 1}};
  out.lines = {{{0, 2}, {10, 20, 190, 50}}, {{2, 3}, {10, 80, 20, 99}}};
  out.cells = {{0, 0, 1, 1, {1, 2}, {0, 70, 30, 110}}, {0, 1, 1, 1, {}, {30, 70, 60, 110}}};
  out.tables = {{1, 2, {0, 2}, {0, 70, 60, 110}}};
  out.blocks = {{Role::kHeaderLeft, {0, 1}, {}, {10, 20, 190, 50}},
                {Role::kTable, {1, 2}, 0, {0, 70, 60, 110}}};
  return out;
}

TEST(PageJson, LooksLikeThis) {
  EXPECT_EQ(
      to_json(page()),
      R"({"number":3,"width":1654,"height":2339,"dpi":200,"rotation":0,"skew_degrees":-0.2500,)"
      R"("origin":"ocr","mean_confidence":0.9000,"text":"Kế \"hoạch\"\n1\n",)"
      R"("words":[[0,4,10,20,60,50,0.9312],[5,14,70,20,190,50,0.5000,"\"hoach\"",0.2500,"\"ho ạch",0.0625],)"
      R"([15,16,10,80,20,99,1.0000]],)"
      R"("lines":[[0,2,10,20,190,50],[2,3,10,80,20,99]],)"
      R"("cells":[[0,0,1,1,1,2,0,70,30,110],[0,1,1,1,0,0,30,70,60,110]],)"
      R"("tables":[[1,2,0,2,0,70,60,110]],)"
      R"("blocks":[["header_left",0,1,null,10,20,190,50],["table",1,2,0,0,70,60,110]],)"
      R"("warnings":[],"image_sha256":""})");
}

TEST(PageJson, ComesBack) { EXPECT_EQ(page_from_json(to_json(page())), page()); }

TEST(PageJson, AnEmptyPageIsAPage) {
  OcrPage empty;
  empty.number = 1;
  EXPECT_EQ(page_from_json(to_json(empty)), empty);
}

template <class Edit>
void expect_refused(const char* why, Edit edit) {
  OcrPage broken = page();
  edit(broken);
  try {
    (void)page_from_json(to_json(broken));
    ADD_FAILURE() << "accepted, though " << why;
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::kInput);
    EXPECT_NE(std::string(e.what()).find(why), std::string::npos) << e.what();
  }
}

TEST(PageJson, RefusesBrokenInvariants) {
  expect_refused("number is not positive", [](OcrPage& p) { p.number = 0; });
  expect_refused("a size is negative", [](OcrPage& p) { p.dpi = -1; });
  expect_refused("rotation", [](OcrPage& p) { p.rotation = 45; });
  expect_refused("out of range", [](OcrPage& p) { p.words[0].confidence = 1.5; });
  expect_refused("a word leaves its bounds", [](OcrPage& p) { p.words[2].text.end = 99; });
  expect_refused("words do not ascend", [](OcrPage& p) { p.words[1].text.begin = 6; });
  expect_refused("joined by one space", [](OcrPage& p) { p.text[4] = '_'; });
  expect_refused("end with a line feed", [](OcrPage& p) { p.text[14] = ' '; });
  expect_refused("behind the last line", [](OcrPage& p) { p.text += "x"; });
  expect_refused("line break", [](OcrPage& p) { p.text[6] = '\f'; });
  expect_refused("leaves the page", [](OcrPage& p) { p.lines[0].box.right = 0; });
  expect_refused("leaves the page", [](OcrPage& p) { p.words[0].box.left = -1; });
  expect_refused("leaves the page", [](OcrPage& p) { p.cells[0].box.bottom = 2340; });
  expect_refused("leaves the page", [](OcrPage& p) { p.tables[0].box.right = 2'000'000'000; });
  expect_refused("leaves the page", [](OcrPage& p) { p.blocks[0].box.top = -2'000'000'000; });
  expect_refused("is no code", [](OcrPage& p) { p.warnings = {"a\x1b"}; });
  expect_refused("lines do not tile", [](OcrPage& p) { p.lines[1].words.begin = 1; });
  expect_refused("blocks do not tile", [](OcrPage& p) { p.blocks.pop_back(); });
  expect_refused("has no table", [](OcrPage& p) { p.blocks[1].table.reset(); });
  expect_refused("has no table", [](OcrPage& p) { p.blocks[0].table = 0; });
  expect_refused("table is out of order", [](OcrPage& p) { p.blocks[1].table = 1; });
  expect_refused("a cell leaves its table", [](OcrPage& p) { p.cells[1].column_span = 2; });
  expect_refused("cells overlap", [](OcrPage& p) { p.cells[0].column_span = 2; });
  expect_refused("cells are out of order", [](OcrPage& p) { std::swap(p.cells[0], p.cells[1]); });
  expect_refused("lines of a cell", [](OcrPage& p) { p.cells[0].lines = {0, 1}; });
  expect_refused("image_sha256", [](OcrPage& p) { p.image_sha256 = "12"; });
}

TEST(PageJson, RefusesAlternativesWithoutBounds) {
  const auto put = [](OcrPage& page, std::size_t count, std::size_t size) {
    for (OcrWord& word : page.words) word.alternatives.assign(count, {std::string(size, 'a'), 0.1});
  };
  expect_refused("up to five alternatives", [&](OcrPage& p) { put(p, 6, 1); });
  expect_refused("more room than a page has", [&](OcrPage& p) { put(p, 5, 300); });
  expect_refused("is empty or holds a line break", [&](OcrPage& p) { put(p, 1, 0); });
  expect_refused("is empty or holds a line break",
                 [](OcrPage& p) { p.words[1].alternatives[1].text = "ho\nạch"; });
  expect_refused("out of order", [](OcrPage& p) { p.words[1].alternatives[1].probability = 0.3; });
  expect_refused("out of range", [](OcrPage& p) { p.words[1].alternatives[0].probability = 1.1; });
  std::string json = to_json(page());
  json.replace(json.find(",0.0625"), 7, "");  // a text without its probability
  EXPECT_THROW((void)page_from_json(json), Error);
  json = to_json(page());
  json.replace(json.find("0.2500"), 6, "[0.25]");
  EXPECT_THROW((void)page_from_json(json), Error);
}

TEST(PageJson, AWordMayHaveAGap) {
  OcrPage with = page();
  with.words[0].gap = OcrGap{1, 0.25};
  with.words[1].gap = OcrGap{9, 1};
  EXPECT_NE(to_json(with).find("0.9312,1,0.2500],"), std::string::npos);
  EXPECT_NE(to_json(with).find("0.0625,9,1.0000],"), std::string::npos);
  EXPECT_EQ(page_from_json(to_json(with)), with);
  expect_refused("a gap leaves its word", [](OcrPage& p) { p.words[0].gap = OcrGap{5, 0.25}; });
  expect_refused("the width of a gap", [](OcrPage& p) { p.words[0].gap = OcrGap{1, -1}; });
  std::string json = to_json(with);
  json.replace(json.find(",1,0.2500]"), 10, ",0.5,0.25]");
  EXPECT_THROW((void)page_from_json(json), Error);
}

TEST(PageJson, AWordMayBeByHand) {
  OcrPage with = page();
  with.words[0].is_handwritten = true;
  with.words[1].is_handwritten = true;
  with.words[1].gap = OcrGap{9, 1};
  EXPECT_NE(to_json(with).find("0.9312,true],"), std::string::npos);
  EXPECT_NE(to_json(with).find("0.0625,9,1.0000,true],"), std::string::npos);
  EXPECT_EQ(page_from_json(to_json(with)), with);
  std::string json = to_json(with);
  json.replace(json.find(",true]"), 6, ",false]");
  EXPECT_THROW((void)page_from_json(json), Error) << "one page, one JSON";
}

TEST(PageJson, InkMayStandBehindAWord) {
  OcrPage with = page();
  with.words[0].has_unread_ink_after = true;
  with.words[1].is_handwritten = with.words[1].has_unread_ink_after = true;
  EXPECT_NE(to_json(with).find("0.9312,false,true],"), std::string::npos);
  EXPECT_NE(to_json(with).find("0.0625,true,true],"), std::string::npos);
  EXPECT_EQ(page_from_json(to_json(with)), with);
  std::string json = to_json(with);
  json.replace(json.find(",true,true]"), 11, ",true,false]");
  EXPECT_THROW((void)page_from_json(json), Error) << "one page, one JSON";
}

TEST(PageJson, AlternativesTakeTheBytesThatTheyAreSaidToTake) {
  OcrPage without = page();
  without.words[1].alternatives.clear();
  EXPECT_EQ(count_alternative_bytes(page().words[1]),
            to_json(page()).size() - to_json(without).size());
  EXPECT_EQ(count_alternative_bytes(without.words[1]), 0U);
}

TEST(PageJson, RefusesWhatIsNoPage) {
  for (const char* bad : {"", "[]", "{}", "{\"number\":1}", "{\"number\":-1}", "nonsense"}) {
    EXPECT_THROW((void)page_from_json(bad), Error) << bad;
  }
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_THROW((void)page_from_json(R"({"words":)" + deep + "}"), Error);
  std::string huge = to_json(page());
  huge.replace(huge.find("1654"), 4, "99999999999999999999");
  EXPECT_THROW((void)page_from_json(huge), Error);
}

}  // namespace
}  // namespace codau::text
