// Laws of review/queue/sample.h: every value is as likely as any other, and a drawn sample stays.
#include "review/queue/sample.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

#include "../support/made_records.h"
#include "../support/seeded.h"
#include "../support/temp_folder.h"
#include "generator.h"
#include "record/schema/ids.h"
#include "store/store.h"

namespace codau::review {
namespace {

class SampleLaws : public testing::Seeded {};

void fill(const std::filesystem::path& file) {
  store::Store store(file);
  for (unsigned document = 0; document < 6; ++document) {
    const std::string id = record::doc_id(record::sha256(std::to_string(document)));
    store.save_records(id, testing::RecordMaker(document + 1).make(id));
  }
  store.finish();
}

TEST_F(SampleLaws, ALargerSampleBeginsWithTheSmallerOneAndNoValueComesTwice) {
  const testing::TempFolder folder;
  fill(folder / "codau.db");
  const store::StoreReader store(folder / "codau.db");
  std::map<std::tuple<std::string, std::string, std::string>, int> drawn;
  const std::vector<SampleItem> all = draw_sample(store, "0", 100'000);
  constexpr int kSeeds = 400;
  const std::size_t size = all.size() / 4;
  ASSERT_GT(size, 3U);
  for (int seed = 0; seed < kSeeds; ++seed) {
    const std::vector<SampleItem> large = draw_sample(store, std::to_string(seed), size),
                                  small = draw_sample(store, std::to_string(seed), size / 2);
    ASSERT_EQ(large.size(), size);
    ASSERT_TRUE(std::equal(small.begin(), small.end(), large.begin()));
    std::set<std::tuple<std::string, std::string, std::string>> places;
    for (const SampleItem& item : large) places.emplace(item.table, item.row_id, item.field);
    ASSERT_EQ(places.size(), size);
    for (const auto& place : places) ++drawn[place];
  }
  // Each is drawn once in four times: 100 of 400 with a standard deviation of 8.7.
  ASSERT_EQ(drawn.size(), all.size());
  for (const auto& [place, times] : drawn) {
    EXPECT_GT(times, 55) << std::get<1>(place) << ' ' << std::get<2>(place);
    EXPECT_LT(times, 145) << std::get<1>(place) << ' ' << std::get<2>(place);
  }
}

class IntervalLaws : public testing::Laws {};

TEST_F(IntervalLaws, TheShareLiesWithinAndMoreValuesTellMore) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::size_t all = 1 + generate.below(3'000), part = generate.below(all + 1);
    const Interval is = wilson_interval(part, all), tenfold = wilson_interval(10 * part, 10 * all);
    const double share = static_cast<double>(part) / static_cast<double>(all);
    ASSERT_TRUE(0 <= is.low && is.low <= share && share <= is.high && is.high <= 1);
    ASSERT_LE(tenfold.high - tenfold.low, is.high - is.low);
    ASSERT_NEAR(is.low, 1 - wilson_interval(all - part, all).high, 1e-12);
  }
}

}  // namespace
}  // namespace codau::review
