#include "ocr/handwriting.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/box.h"
#include "raster/pixels.h"
#include "raster/stroke_width.h"

namespace codau::ocr {
namespace {

constexpr std::int32_t kTop = 100, kBottom = 130, kWide = 20, kStroke = 4, kPitch = 30;

/// The outline of a letter, drawn inwards.
void draw(image::CleanPage& copy, const Box& letter, std::int32_t stroke) {
  for (const Box& side : {Box{letter.left, letter.top, letter.right, letter.top + stroke},
                          Box{letter.left, letter.bottom - stroke, letter.right, letter.bottom},
                          Box{letter.left, letter.top, letter.left + stroke, letter.bottom},
                          Box{letter.right - stroke, letter.top, letter.right, letter.bottom}})
    pixRasterop(copy.ink.get(), side.left, side.top, width_of(side), height_of(side), PIX_SET,
                nullptr, 0, 0);
}

/// How figures are drawn beside type.
struct Hand {
  std::int32_t above = 0, stroke = kStroke, unread = 0, raised = 0;
};

struct Printed {
  image::CleanPage copy;
  ReadLine line;
};

/// "Số: 12 /KH-UBND", all letters alike but for the figures.
Printed number_line(const Hand& hand) {
  Printed out;
  out.copy.width = 1000;
  out.copy.height = 300;
  out.copy.x_height = 20;
  out.copy.ink = image::own(pixCreate(out.copy.width, out.copy.height, 1));
  std::int32_t x = 100;
  const auto add = [&](const char* text, const char* letters, bool by_hand) {
    ReadWord word{text, {x, kTop, x, kBottom}, 0.9, {}, {}};
    for (const char* letter = letters; *letter != '\0'; ++letter) {
      const Box box{x, by_hand ? kTop - hand.above : kTop, x + kWide,
                    by_hand ? kBottom - hand.raised : kBottom};
      draw(out.copy, box, by_hand ? hand.stroke : kStroke);
      if (*letter != '?') word.character_centres.push_back(centre_x(box) - word.box.left);
      x += kPitch;
    }
    word.box.right = x - kPitch + kWide;
    out.line.box = united(out.line.box, word.box);
    out.line.words.push_back(word);
    x += kPitch;
  };
  add("Số:", "So:", false);
  add("12", ("12" + std::string(static_cast<std::size_t>(hand.unread), '?')).c_str(), true);
  add("/KH-UBND", "/KH-UBND", false);
  return out;
}

/// Whether word for word of the line is marked.
std::vector<bool> hands_in(const Printed& printed) {
  std::vector<bool> out;
  for (const ReadWord& word : mark_handwriting(printed.line, printed.copy).words)
    out.push_back(word.is_handwritten);
  return out;
}
std::vector<bool> by_hand(const Hand& hand) { return hands_in(number_line(hand)); }

const std::vector<bool> kNone{false, false, false}, kNumber{false, true, false};

TEST(Handwriting, FiguresLikeTheTypeBesideThemAreType) {
  EXPECT_EQ(by_hand({}), kNone);
  EXPECT_EQ(by_hand({.above = 3}), kNone) << "a tenth of their height";
  EXPECT_EQ(by_hand({.stroke = kStroke + 1}), kNone);
  EXPECT_EQ(by_hand({.above = 8, .raised = 8}), kNone) << "put in by a program, off the line";
}

TEST(Handwriting, IsHigherBroaderOrLongerThanType) {
  EXPECT_EQ(by_hand({.above = 6}), kNumber);
  EXPECT_EQ(by_hand({.stroke = 7}), kNumber);
  EXPECT_EQ(by_hand({.unread = 1}), kNumber) << "three figures, of which two were read";
}

TEST(Handwriting, MayHaveGrownIntoOneWithItsLabel) {
  for (const std::int32_t above : {0, 6}) {
    Printed printed = number_line({.above = above});
    std::vector<ReadWord>& words = printed.line.words;
    ReadWord label = words[0];
    for (const std::int32_t middle : words[1].character_centres)
      label.character_centres.push_back(middle + words[1].box.left - label.box.left);
    label.text += words[1].text;
    label.box = united(label.box, words[1].box);
    words.erase(words.begin());
    words.front() = label;
    EXPECT_EQ(hands_in(printed), (std::vector<bool>{above > 0, false}));
  }
}

TEST(Handwriting, IsToldInLinesOfNumberAndDateOnly) {
  Printed printed = number_line({.above = 6});
  printed.line.words[0].text = "Sáu";
  printed.line.words[2].text = "cái lều,";
  EXPECT_EQ(hands_in(printed), kNone);
}

TEST(Handwriting, IsNotToldWithoutTypeToCompareWith) {
  Printed printed = number_line({.above = 6});
  printed.line.words[2].text = "/kh-ubnd";
  EXPECT_EQ(hands_in(printed), kNone);
}

TEST(Handwriting, ShapesHaveTheBreadthOfTheirStrokes) {
  for (const std::int32_t stroke : {3, 5, 9}) {
    image::CleanPage copy;
    copy.ink = image::own(pixCreate(300, 200, 1));
    draw(copy, {100, 50, 200, 150}, stroke);
    draw(copy, {20, 20, 60, 60}, stroke);
    const auto shapes = image::measure_stroke_widths(copy.ink.get(), {90, 40, 210, 160});
    ASSERT_EQ(shapes.size(), 1U);
    EXPECT_EQ(shapes[0].box, (Box{100, 50, 200, 150}));
    EXPECT_NEAR(shapes[0].stroke_width, stroke, 0.1 * stroke + 0.1);
  }
}

}  // namespace
}  // namespace codau::ocr
