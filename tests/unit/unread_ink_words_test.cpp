// Ink in the blanks of the lines of number and date.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "../support/drawing.h"
#include "core/box.h"
#include "ocr/unread_ink.h"

namespace codau::ocr {
namespace {

constexpr std::uint32_t kBlue = 0x2040c0, kPen = 0x303030;
constexpr std::int32_t kTop = 200, kBottom = 230;

/// A line with 60 pixels for each word, 100 between them, where what the test draws stands.
ReadLine line_of(const std::vector<std::string>& words) {
  ReadLine out;
  std::int32_t x = 100;
  for (const std::string& text : words) {
    out.words.push_back({text, {x, kTop, x + 60, kBottom}, 0.9});
    out.box = united(out.box, out.words.back().box);
    x += 160;
  }
  return out;
}
Box blank_behind(const ReadLine& line, std::size_t word) {
  const Box& box = line.words[word].box;
  return {box.right + 30, kTop, box.right + 70, kBottom};
}

/// Which words of the only line of a page are marked; the page turned by `quarters` as it is
/// stored.
std::vector<bool> marked(ReadLine line, testing::Page page, int quarters = 0) {
  image::CleanPage copy;
  copy.width = 1000;
  copy.height = 600;
  copy.x_height = 20;
  copy.transform = {1000, 600, 0, 0, 1};
  if (quarters != 0) {
    page.turn(4 - quarters);
    copy.transform.rotation = 90 * quarters;
    if (quarters != 2) std::swap(copy.transform.width, copy.transform.height);
  }
  ReadPage read;
  read.header_left.push_back(std::move(line));
  flag_unread_ink(read, copy, page.image());
  std::vector<bool> out;
  for (const ReadWord& word : read.header_left.front().words)
    out.push_back(word.has_unread_ink_after);
  return out;
}

/// A page with the print of `line`, and ink of `colour` in `place`.
testing::Page page_of(const ReadLine& line, const Box& place, std::uint32_t colour) {
  testing::Page page(1000, 600);
  for (const ReadWord& word : line.words) page.bar(word.box);
  page.bar(place, colour);
  return page;
}

TEST(UnreadInkWords, ColourDoesNotMatter) {
  const ReadLine line = line_of({"Số:", "/KH-UBND"});
  const Box ink = blank_behind(line, 0);
  const std::vector<bool> none{false, false}, number{true, false};
  EXPECT_EQ(marked(line, page_of(line, ink, 0xffffff)), none);
  EXPECT_EQ(marked(line, page_of(line, ink, kBlue)), number);
  EXPECT_EQ(marked(line, page_of(line, ink, kPen)), number);
  EXPECT_EQ(marked(line, page_of(line, ink, 0xd0d0d0)), none) << "paper is as dark";
  for (int quarters = 1; quarters < 4; ++quarters)
    EXPECT_EQ(marked(line, page_of(line, ink, kBlue), quarters), number) << quarters;
}

TEST(UnreadInkWords, LeadersAndRulingsAreNoInk) {
  const ReadLine line = line_of({"Số:", "...........", "/KH-UBND"});
  const Box dots{170, kBottom - 4, 400, kBottom}, over{200, kTop - 10, 230, kBottom};
  const std::vector<bool> none{false, false, false}, number{true, false, false};
  testing::Page dotted(1000, 600), page(1000, 600);
  dotted.bar(line.words[0].box).bar(line.words[2].box).bar(dots);
  EXPECT_EQ(marked(line, std::move(dotted)), none);
  page.bar(line.words[0].box).bar(line.words[2].box).bar(over, kBlue);
  EXPECT_EQ(marked(line, std::move(page)), number) << "written over the dots";
  testing::Page streaked(1000, 600);
  streaked.bar(line.words[0].box).bar(line.words[2].box).bar({200, 0, 204, 600});
  EXPECT_EQ(marked(line, std::move(streaked)), none) << "it goes through the line";
}

TEST(UnreadInkWords, OfADateEachBlankByItself) {
  const ReadLine line = line_of({"ngày", "tháng", "năm"});
  EXPECT_EQ(marked(line, page_of(line, blank_behind(line, 1), kBlue)),
            (std::vector<bool>{false, true, false}));
}

TEST(UnreadInkWords, BehindTheLastLetterToo) {
  const ReadLine line = line_of({"Số:", "12/KH-UBND"});
  EXPECT_EQ(marked(line, page_of(line, blank_behind(line, 1), kBlue)),
            (std::vector<bool>{false, true}));
}

TEST(UnreadInkWords, ASlashThatWasNotReadIsNoInk) {
  const ReadLine line = line_of({"Số:", "KH-UBND"});
  const Box next = line.words[1].box;
  const auto slash = [&](std::int32_t wide) {
    return Box{next.left - 6 - wide, kTop, next.left - 6, kBottom};
  };
  EXPECT_EQ(marked(line, page_of(line, slash(8), 0)), (std::vector<bool>{false, false}));
  EXPECT_EQ(marked(line, page_of(line, slash(26), 0)), (std::vector<bool>{true, false}));
}

}  // namespace
}  // namespace codau::ocr
