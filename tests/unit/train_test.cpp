// The training of the channels (tools/train).
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "../support/output_error.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "edit_distance.h"
#include "train/channel_training.h"
#include "train/engines.h"

namespace codau::train {
namespace {

using testing::put_bytes;
using testing::TempFolder;

std::string refusal(const std::string& pairs) {
  const TempFolder folder;
  put_bytes(folder / "pairs.tsv", pairs);
  try {
    static_cast<void>(read_pairs((folder / "pairs.tsv").string()));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInput);
    return std::string(error.what()).substr(folder.path().string().size() + 1);
  }
  return "";
}

TEST(EditDistances, AreThoseOfAllBeginnings) {
  const std::vector<int> a{1, 2, 3}, b{1, 3, 3, 4};
  EXPECT_EQ(edit_distances(a, b), (std::vector<std::size_t>{0, 1, 2, 3, 4,  //
                                                            1, 0, 1, 2, 3,  //
                                                            2, 1, 1, 2, 3,  //
                                                            3, 2, 1, 1, 2}));
  EXPECT_EQ(edit_distances(a, {}).back(), 3U);
  EXPECT_EQ(edit_distances({}, b).back(), 4U);
  EXPECT_EQ(edit_distances<int>({}, {}).back(), 0U);
}

TEST(TrainingEngines, HaveTheirChannels) {
  EXPECT_EQ(channel_by_engine().size(), 11U);
  EXPECT_EQ(channel_by_engine().at("nld"), "latin_ocr");
  EXPECT_EQ(channel_by_engine().at("gocr"), "shape_ocr");
  EXPECT_EQ(channel_by_engine().at("vie"), "viet_ocr");
}

TEST(TrainingPairs, AreReadByChannel) {
  const TempFolder folder;
  put_bytes(folder / "pairs.tsv",
            "eng\tkế hoạch\tke hoach\nvie\tcủa xã\tcủa xa\nnld\tsố\ts6\neng\tmột hai\tmothai\n");
  const std::map<std::string, std::vector<Pair>> pairs =
      read_pairs((folder / "pairs.tsv").string());
  EXPECT_EQ(pairs, (std::map<std::string, std::vector<Pair>>{
                       {"latin_ocr", {{"kế", "ke"}, {"hoạch", "hoach"}, {"số", "s6"}}},
                       {"viet_ocr", {{"của", "của"}, {"xã", "xa"}}}}));
}

TEST(TrainingPairs, AreRefusedWithTheirLine) {
  EXPECT_EQ(refusal(""), "");
  const std::string_view list = "tools/train/engines.tsv";
  EXPECT_TRUE(names_all(refusal("eng\ta\tb\nabbyy\ta\tb\n"), {"pairs.tsv: line 2", "abbyy", list}));
  EXPECT_TRUE(names_all(refusal("engine\ta\tb\n"), {"pairs.tsv: line 1", "engine", list}));
  EXPECT_TRUE(names_all(refusal("eng\ta\tb\neng\ta\n"), {"pairs.tsv: line 2"}));
  EXPECT_TRUE(names_all(refusal("eng\ta\tb\tc\n"), {"pairs.tsv: line 1"}));
}

}  // namespace
}  // namespace codau::train
