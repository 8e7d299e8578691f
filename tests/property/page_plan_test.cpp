// Laws of office/jobs/page_plan.h.
#include "office/jobs/page_plan.h"

#include <set>
#include <utility>

#include "generator.h"

namespace codau::office {
namespace {

class PagePlanLaws : public testing::Laws {
 protected:
  std::vector<PageKind> kinds() {
    std::vector<PageKind> out(generate.below(12));
    for (PageKind& one : out) one = static_cast<PageKind>(generate.below(3));
    return out;
  }
  std::vector<PagePlace> places() {
    std::vector<PagePlace> out(generate.below(4));
    for (PagePlace& one : out)
      one = {static_cast<std::uint32_t>(generate.below(2)),
             static_cast<std::uint32_t>(generate.below(12)) + 1};
    return out;
  }
  PageChoices choices() {
    PageChoices out;
    out.drop_blank = generate.chance(50);
    out.sides = static_cast<SideOrder>(generate.below(3));
    out.split = static_cast<SplitAt>(generate.below(3));
    if (generate.chance(30)) out.backs = "mặt sau.pdf";
    while (out.backs.empty() && generate.chance(50)) out.joined.emplace_back("ảnh.jpg");
    out.keep = places();
    out.drop = places();
    out.begin = places();
    return out;
  }
};

TEST_F(PagePlanLaws, EachPageIsInThePlanOnceAndAPartHasAPage) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PageChoices chosen = choices();
    std::vector<std::vector<PageKind>> files{kinds()};
    while (files.size() <= list_further_files(chosen).size()) files.push_back(kinds());
    std::size_t pages = 0;
    for (const auto& one : files) pages += one.size();
    const PagePlan plan = plan_pages(files, chosen);
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const PlannedPage& one : plan.pages) seen.emplace(one.place.file, one.place.number);
    EXPECT_EQ(seen.size(), plan.pages.size());
    EXPECT_EQ(plan.pages.size(), pages);
    const auto parts = list_parts(plan);
    EXPECT_EQ(parts.size(), plan.parts);
    for (const auto& part : parts) EXPECT_FALSE(part.empty());
  }
}

TEST_F(PagePlanLaws, WithoutChoicesNothingChanges) {
  for (int round = 0; round < testing::kRounds; ++round)
    EXPECT_FALSE(plan_pages({kinds()}, {}).changes);
}

TEST_F(PagePlanLaws, ChoicesAreReadBack) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PageChoices chosen = choices();
    EXPECT_EQ(choices_from_json(to_json(chosen)), chosen);
    (void)choices_from_json(generate.bytes());
  }
}

}  // namespace
}  // namespace codau::office
