// Changes that come after restoration, and what they cover.
#include "worker/late_changes.h"

#include <gtest/gtest.h>

#include "core/changes.h"

namespace codau::worker {
namespace {

Change change(std::uint32_t begin, const std::string& before, const std::string& after,
              const char* rule, const char* source) {
  Change out;
  out.in = {begin, static_cast<std::uint32_t>(begin + before.size())};
  out.before = before;
  out.after = after;
  out.rule = rule;
  out.source = source;
  return out;
}

/// "S6 445/NQ" was restored to "So 445/NQ", the ink is "[…]", and a person set 115.
struct Walk {
  std::string found = "S6 445/NQ, an";
  LateLog restored = make_late_log(std::vector{change(0, "S6", "So", "stripped", "ocr_restore")});
  LateLog inked =
      join_changes(restored, std::vector{change(3, "445", "[…]", kInkRule, "ocr_restore")}, found);
  LateLog set = join_changes(
      inked, std::vector{change(3, "[…]", "115", kPersonSource, kPersonSource)}, found);
};

std::string text(const LateLog& log, const std::string& found) {
  return codau::apply(flatten_log(log), found);
}

TEST(LateChanges, EachComesOverTheOneBeforeAndGoesAgain) {
  const Walk walk;
  EXPECT_EQ(text(walk.inked, walk.found), "So […]/NQ, an");
  EXPECT_EQ(text(walk.set, walk.found), "So 115/NQ, an");
  EXPECT_EQ(codau::undo(flatten_log(walk.set), "So 115/NQ, an"), walk.found);
  EXPECT_EQ(to_text(remove_values(walk.set)), to_text(walk.inked));
  EXPECT_EQ(to_text(remove_late_changes(walk.set)), to_text(walk.restored));
}

TEST(LateChanges, ALogKeepsWhatIsCovered) {
  const Walk walk;
  const LateLog again = parse_late_log(to_text(walk.set));
  EXPECT_EQ(to_text(again), to_text(walk.set));
  EXPECT_EQ(to_text(remove_values(again)), to_text(walk.inked));
  EXPECT_EQ(to_text(remove_late_changes(again)), to_text(walk.restored));
}

TEST(LateChanges, AChangeOverRestoredWordsCoversThem) {
  const Walk walk;
  const LateLog set = join_changes(
      walk.restored, std::vector{change(0, "So 445", "Số 1", kPersonSource, kPersonSource)},
      walk.found);
  ASSERT_EQ(set.size(), 1U);
  EXPECT_EQ(set[0].change.before, "S6 445");
  EXPECT_EQ(set[0].change.runner_up, "So 445");
  EXPECT_EQ(text(set, walk.found), "Số 1/NQ, an");
  EXPECT_EQ(to_text(remove_values(set)), to_text(walk.restored));
}

}  // namespace
}  // namespace codau::worker
