#include "lines/word_gaps.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace codau::ocr {
namespace {

constexpr std::int32_t kHeight = 40, kLetter = 10;

/// A line from column 100 on, of letters ten columns wide of which the last two are white. "_": ten
/// columns of white where no word that was read ends.
struct Line {
  ReadLine read;
  std::vector<bool> inked;
};
Line line_of(const std::vector<std::string>& words) {
  Line line;
  std::int32_t x = 100;
  const auto white = [&](std::int32_t columns) {
    line.inked.resize(line.inked.size() + static_cast<std::size_t>(columns), false);
    x += columns;
  };
  for (const std::string& word : words) {
    if (!line.read.words.empty()) white(10);
    ReadWord& read = line.read.words.emplace_back(ReadWord{{}, {x, 0, x, kHeight}, 0.9});
    for (const char c : word) {
      if (c == '_') {
        white(10);
        continue;
      }
      read.text += c;
      read.character_centres.push_back(x + kLetter / 2 - read.box.left);
      line.inked.resize(line.inked.size() + kLetter - 2, true);
      x += kLetter - 2;
      read.box.right = x;
      white(2);
    }
  }
  return line;
}

std::string parted(const std::vector<std::string>& words) {
  Line line = line_of(words);
  split_words_at_gaps(line.read, line.inked, 100, kHeight);
  return join_text(line.read);
}

TEST(WordGaps, PartsListsOfNumbers) {
  EXPECT_EQ(parted({"khoan", "6,_7,_8,", "9"}), "khoan 6, 7, 8, 9");
  EXPECT_EQ(parted({"tu", "3_-_5", "bac"}), "tu 3 - 5 bac");
  EXPECT_EQ(parted({"ngoac", "don", "(_)."}), "ngoac don ( ).");
  EXPECT_EQ(parted({"4_phu", "hop", "voi"}), "4 phu hop voi");
}

TEST(WordGaps, LeavesWhatBelongsTogether) {
  for (const char* word : {"8,9", "3-5", "()", "110kV"})
    EXPECT_EQ(parted({"mot", "hai", word}), std::string("mot hai ") + word);
}

TEST(WordGaps, LeavesFiguresAndCodesThatAreSetWide) {
  EXPECT_EQ(parted({"nam", "so", "1_1"}), "nam so 11");
  EXPECT_EQ(parted({"nam", "so", "1_._000"}), "nam so 1.000");
  EXPECT_EQ(parted({"ngay", "so", "3_/_5"}), "ngay so 3/5");
  EXPECT_EQ(parted({"nam", "so", "KH_-_UBND"}), "nam so KH-UBND");
}

TEST(WordGaps, LeavesLinesOfFewWords) { EXPECT_EQ(parted({"khoan", "8,_9"}), "khoan 8,9"); }

TEST(WordGaps, PartsHaveTheirPrint) {
  Line line = line_of({"a", "b", "8,_9"});
  split_words_at_gaps(line.read, line.inked, 100, kHeight);
  ASSERT_EQ(line.read.words.size(), 4U);
  const ReadWord &before = line.read.words[2], &behind = line.read.words[3];
  EXPECT_EQ(before.box, (Box{140, 0, 158, kHeight}));
  EXPECT_EQ(behind.box, (Box{170, 0, 178, kHeight}));
  EXPECT_EQ(before.character_centres, (std::vector<std::int32_t>{5, 15}));
  EXPECT_EQ(behind.character_centres, (std::vector<std::int32_t>{5}));
}

}  // namespace
}  // namespace codau::ocr
