// What becomes of the pages of an upload: office/jobs/page_plan.h.
#include "office/jobs/page_plan.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace codau::office {
namespace {

/// Kinds by letters: C content, B blank, S separator.
std::vector<PageKind> kinds(const std::string& letters) {
  std::vector<PageKind> out;
  for (const char letter : letters)
    out.push_back(letter == 'B'   ? PageKind::kBlank
                  : letter == 'S' ? PageKind::kSeparator
                                  : PageKind::kContent);
  return out;
}

/// The parts as text: "1 2|3"; pages of the first further file have a prime, of the second two.
std::string parts(const std::string& pages, const PageChoices& choices,
                  const std::vector<std::string>& further = {}) {
  std::vector<std::vector<PageKind>> files{kinds(pages)};
  for (const std::string& one : further) files.push_back(kinds(one));
  std::string out;
  for (const auto& part : list_parts(plan_pages(files, choices))) {
    if (!out.empty()) out += '|';
    for (std::size_t i = 0; i < part.size(); ++i)
      out += (i == 0 ? "" : " ") + std::to_string(part[i].number) + std::string(part[i].file, '\'');
  }
  return out;
}

TEST(PagePlan, LeavesAScanAsItIs) {
  EXPECT_FALSE(plan_pages({kinds("CBSC")}, {}).changes);
  EXPECT_EQ(parts("CBSC", {}), "1 2 3 4");
}

TEST(PagePlan, DropsBlankPages) {
  EXPECT_EQ(parts("BCBBC", {.drop_blank = true}), "2 5");
  EXPECT_EQ(parts("BB", {.drop_blank = true}), "");
  EXPECT_FALSE(plan_pages({kinds("CC")}, {.drop_blank = true}).changes);
}

TEST(PagePlan, APersonDecidesAboutSinglePages) {
  EXPECT_EQ(parts("CBBC", {.drop_blank = true, .keep = {{0, 3}}, .drop = {{0, 1}}}), "3 4");
}

TEST(PagePlan, PartsAtSeparatorsAndAtBlankPages) {
  EXPECT_EQ(parts("SCCSSCBC", {.split = SplitAt::kSeparators}), "2 3|6 7 8");
  EXPECT_EQ(parts("CCBBC", {.split = SplitAt::kBlankPages}), "1 2|5");
  // In a two-sided scan the back of a separator is blank.
  EXPECT_EQ(parts("CBSBCB", {.drop_blank = true, .split = SplitAt::kSeparators}), "1|5");
  EXPECT_EQ(parts("CBC", {.split = SplitAt::kBlankPages, .keep = {{0, 2}}}), "1 2 3");
}

TEST(PagePlan, PutsSidesInOrder) {
  EXPECT_EQ(parts("CCCCCC", {.sides = SideOrder::kBacksForward}), "1 4 2 5 3 6");
  EXPECT_EQ(parts("CCCCCC", {.sides = SideOrder::kBacksBackward}), "1 6 2 5 3 4");
  EXPECT_EQ(parts("CCC", {.sides = SideOrder::kBacksBackward, .backs = "b"}, {"CCC"}),
            "1 3' 2 2' 3 1'");
  EXPECT_EQ(parts("CC", {.sides = SideOrder::kBacksForward, .backs = "b"}, {"CB"}), "1 1' 2 2'");
  EXPECT_EQ(
      parts("CC", {.drop_blank = true, .sides = SideOrder::kBacksForward, .backs = "b"}, {"CB"}),
      "1 1' 2");
}

TEST(PagePlan, TellsWhenSidesDiffer) {
  EXPECT_TRUE(plan_pages({kinds("CCC")}, {.sides = SideOrder::kBacksForward}).is_uneven);
  EXPECT_EQ(parts("CCC", {.sides = SideOrder::kBacksForward}), "1 3 2");
  EXPECT_FALSE(plan_pages({kinds("CCCC")}, {.sides = SideOrder::kBacksForward}).is_uneven);
}

TEST(PagePlan, JoinsSinglePictures) {
  const std::vector<std::string> joined{"b.jpg", "c.jpg"};
  EXPECT_EQ(parts("C", {.joined = joined}, {"C", "C"}), "1 1' 1''");
  EXPECT_EQ(parts("C", {.joined = joined, .begin = {{2, 1}}}, {"C", "C"}), "1 1'|1''");
  EXPECT_EQ(parts("C", {.split = SplitAt::kSeparators, .joined = joined}, {"S", "C"}), "1|1''");
  EXPECT_EQ(parts("C", {.drop_blank = true, .joined = joined}, {"B", "C"}), "1 1''");
  // All fronts, then all backs.
  EXPECT_EQ(
      parts("C", {.sides = SideOrder::kBacksBackward, .joined = {"b", "c", "d"}}, {"C", "C", "C"}),
      "1 1''' 1' 1''");
}

TEST(PagePlan, APersonPartsAScan) {
  EXPECT_EQ(parts("CCCC", {.begin = {{0, 1}, {0, 3}}}), "1 2|3 4");
  EXPECT_EQ(parts("CCBC", {.drop_blank = true, .begin = {{0, 3}}}), "1 2|4");
  EXPECT_EQ(parts("CCB", {.drop_blank = true, .begin = {{0, 3}}}), "1 2");
}

TEST(PageChoices, AreReadBack) {
  const PageChoices choices{true,
                            SideOrder::kBacksBackward,
                            SplitAt::kSeparators,
                            "mặt sau.pdf",
                            {},
                            {{0, 3}, {1, 1}},
                            {{0, 9}},
                            {{1, 4}}};
  EXPECT_EQ(choices_from_json(to_json(choices)), choices);
  EXPECT_EQ(choices_from_json("{}"), PageChoices());
  for (const char* const bad :
       {"", "[]", R"({"drop_blank":1})", R"({"sides":"x"})", R"({"split":3})", R"({"backs":[]})",
        R"({"keep":[[0]]})", R"({"keep":[[0,0]]})", R"({"drop":[[20001,1]]})",
        R"({"drop":[[0,-1]]})", R"({"drop":{}})", R"({"joined":[7]})", R"({"joined":"a"})",
        R"({"begin":[[0,0]]})", R"({"backs":"a","joined":["b"]})", R"({"keep":[[0,99999999999]]})"})
    EXPECT_FALSE(choices_from_json(bad)) << bad;
}

}  // namespace
}  // namespace codau::office
