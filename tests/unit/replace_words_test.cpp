// Words of pages where a person has set others, and the lines that are searched.
#include "pipeline/output/replace_words.h"

#include <gtest/gtest.h>

#include "pipeline/output/edited_text_files.h"

namespace codau::pipeline {
namespace {

exports::PlacedLine line() {
  return {{"Số:", {0, 0, 30, 10}}, {"/KH-SYT", {60, 0, 100, 10}}, {"A", {110, 0, 120, 10}}};
}

std::string told(const exports::PlacedLine& line) {
  std::string out;
  for (const exports::PlacedWord& word : line) {
    out += word.text + (word.is_set ? "*" : "") + ' ' + std::to_string(word.box.left) + '-' +
           std::to_string(word.box.right) + ' ';
  }
  return out;
}

TEST(PeopleWords, AWordTakesTheBoxOfTheOneThatItReplaces) {
  exports::PlacedLine words = line();
  replace_words(words, "Số: 2155/KH-SYT A", 0);
  EXPECT_EQ(told(words), "Số: 0-30 2155/KH-SYT* 60-96 A 110-120 ");
  EXPECT_EQ(words[1].as_read, "/KH-SYT");
}

TEST(PeopleWords, ANewWordStandsInTheWhite) {
  exports::PlacedLine words = line();
  replace_words(words, "Số: 21 /KH-SYT A", 0);
  ASSERT_EQ(words.size(), 4U);
  EXPECT_GE(words[1].box.left, 30);
  EXPECT_LE(words[1].box.right, 60);
}

TEST(PeopleWords, OnlyLinesThatDifferChange) {
  exports::PlacedPage page;
  page.areas = {{{line(), {{"B", {0, 20, 10, 30}}}}}};
  std::vector<exports::PlacedPage> pages{page};
  replace_lines("Số: /KH-SYT A\nB", "Số: /KH-SYT A\nC", pages);
  EXPECT_EQ(told(pages[0].areas[0][0][0]), told(line()));
  EXPECT_EQ(pages[0].areas[0][0][1][0].text, "C");
}

TEST(PeopleFiles, PrintedLinesFollowTheText) {
  const std::string before = "a\nSố: /KH\n\fb\nc\n", after = "a\nSố: 7/KH\n\fb\nd\n";
  const std::vector<store::PrintedPassage> lines =
      move_printed({{1, 1, "a\nSố: /KH\n"}, {2, 1, "b\nc\n"}}, before, after);
  EXPECT_EQ(lines[0].text, "a\nSố: 7/KH\n");
  EXPECT_EQ(lines[1].text, "b\nd\n");
  EXPECT_EQ(move_printed({{2, 1, "c"}}, before, after)[0].text, "d");
}

}  // namespace
}  // namespace codau::pipeline
