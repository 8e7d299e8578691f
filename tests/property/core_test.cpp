// Laws of change lists, of the median and other percentiles.
#include <algorithm>
#include <span>
#include <vector>

#include "core/changes.h"
#include "core/percentile.h"
#include "generator.h"

namespace codau {
namespace {

class CoreLaws : public testing::Laws {};

TEST_F(CoreLaws, UndoIsTheInverseOfApply) {  // core/changes.h, core/values.h: Restored
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = generate.bytes();
    const std::vector<Change> changes = generate.changes(input);
    EXPECT_EQ(undo(changes, codau::apply(changes, input)), input);
  }
}

TEST_F(CoreLaws, ComposeIsOneAfterTheOther) {  // core/changes.h
  for (int round = 0; round < 20 * testing::kRounds; ++round) {
    const std::string input = generate.text(2);
    const std::vector<Change> first = generate.changes(input);
    const std::string middle = codau::apply(first, input);
    const std::vector<Change> second = generate.changes(middle);
    const std::string output = codau::apply(second, middle);
    const std::vector<Change> both = compose(first, second, input);
    EXPECT_EQ(codau::apply(both, input), output);
    EXPECT_EQ(undo(both, output), input);
    EXPECT_EQ(compose(first, second, input, output), both);
    for (const Change& c : both) EXPECT_NE(c.before, c.after);
  }
}

TEST_F(CoreLaws, UndoneEditsComposeToNothing) {  // core/changes.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = generate.text(2);
    const std::vector<Change> there = generate.changes(input);
    std::vector<Change> back = there;
    for (Change& c : back) {
      std::swap(c.in, c.out);
      std::swap(c.before, c.after);
    }
    EXPECT_TRUE(compose(there, back, input).empty());
  }
}

// The reference: where every byte of the input goes, one by one.
TEST_F(CoreLaws, ToInputCoversWhatToOutputMaps) {  // core/changes.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = generate.text(2);
    const std::vector<Change> changes = generate.changes(input);
    const auto size = static_cast<std::uint32_t>(codau::apply(changes, input).size());
    const auto begin = static_cast<std::uint32_t>(generate.below(size + 1));
    const ByteRange r{begin, begin + static_cast<std::uint32_t>(generate.below(size + 1 - begin))};
    const ByteRange back = to_input(changes, r);
    ASSERT_LE(back.begin, back.end);
    ASSERT_LE(back.end, input.size());
    for (std::uint32_t i = 0; i < input.size(); ++i) {
      const ByteRange to = to_output(changes, {i, i + 1});
      ASSERT_LE(to.begin, to.end);
      ASSERT_LE(to.end, size);
      const bool shown = to.begin < r.end && r.begin < to.end;
      EXPECT_TRUE(!shown || (back.begin <= i && i < back.end)) << i;
    }
  }
}

TEST_F(CoreLaws, MappedRangesKeepTheirOrder) {  // core/changes.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string input = generate.text(2);
    const std::vector<Change> changes = generate.changes(input);
    ByteRange before{};
    for (std::uint32_t i = 0; i < input.size(); ++i) {
      const ByteRange now = to_output(changes, {i, i + 1});
      EXPECT_GE(now.begin, before.begin);
      EXPECT_GE(now.end, before.end);
      before = now;
    }
  }
}

TEST_F(CoreLaws, MedianIsInTheMiddleOnceSorted) {  // core/percentile.h
  EXPECT_EQ(median(std::vector<int>{}), 0);
  EXPECT_EQ(median(std::vector<int>{}, 7), 7);
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<int> values(1 + generate.below(9));
    for (int& value : values) value = static_cast<int>(generate.below(6));
    const int middle = median(values);
    EXPECT_EQ(median(std::span(values)), middle);
    std::ranges::sort(values);
    EXPECT_EQ(middle, values[values.size() / 2]);
    const std::size_t percent = generate.below(100);
    EXPECT_EQ(percentile(values, percent), values[values.size() * percent / 100]);
  }
}

}  // namespace
}  // namespace codau
