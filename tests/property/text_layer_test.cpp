// Laws of raster/page_transform.h (boxes lead to the copy and back, and are of two types) and of
// ocr/text_layer_page.h (a page is laid out the same however finely it was drawn).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <type_traits>
#include <vector>

#include "../support/drawing.h"
#include "../support/wavy_field.h"
#include "generator.h"
#include "ocr/text_layer_page.h"
#include "raster/page_transform.h"

namespace codau {
namespace {

// A box of the page where one of the copy belongs does not compile.
static_assert(!std::is_convertible_v<PageBox, Box> && !std::is_convertible_v<Box, PageBox>);
static_assert(!std::is_assignable_v<Box&, PageBox> && !std::is_assignable_v<PageBox&, Box>);
static_assert(!std::is_constructible_v<Box, PageBox> && !std::is_constructible_v<PageBox, Box>);

class LayerLaws : public testing::Laws {};

std::int32_t number(testing::Generator& make, std::size_t below) {
  return static_cast<std::int32_t>(make.below(below));
}

TEST_F(LayerLaws, BoxesLeadToTheCopyAndBack) {
  for (int round = 0; round < 10 * testing::kRounds; ++round) {
    testing::Generator& make = generate;
    image::PageTransform transform{500 + number(make, 3000), 500 + number(make, 3000),
                                   90 * number(make, 4), (number(make, 1000) - 500) / 100.0,
                                   0.4 + number(make, 260) / 100.0};
    if (make.chance(50)) {
      const std::int32_t longest = std::max(transform.width, transform.height);
      const auto side = static_cast<std::int32_t>(longest * transform.scale);
      transform.warp = testing::make_wavy_field(side, side, number(make, 100) / 100.0, 400);
    }
    // Far enough from the edges for the copy to hold it at any skew.
    const std::int32_t left = transform.width * 3 / 10 + number(make, 100),
                       top = transform.height * 3 / 10 + number(make, 100);
    const PageBox box{left, top, left + number(make, 90), top + number(make, 90)};
    const PageBox back = transform.map_word_to_page(transform.map_word_to_copy(box));
    const double most = 1 + 1 / transform.scale;
    for (const std::int32_t off : {back.left - box.left, back.top - box.top, back.right - box.right,
                                   back.bottom - box.bottom}) {
      EXPECT_LE(std::abs(off), most) << "round " << round;
    }
    // Another copy of the page, of another skew: by way of the page.
    image::PageTransform other = transform;
    other.skew_degrees += 0.5;
    const Box here = transform.map_word_to_copy(box);
    EXPECT_EQ(transform.map_word_to_other_copy(other, here),
              other.map_word_to_copy(transform.map_word_to_page(here)));
    other.skew_degrees = transform.skew_degrees;
    if (transform.warp.empty()) {
      EXPECT_EQ(transform.map_word_to_other_copy(other, here), here);
    }
  }
}

/// A page in inches: letters as bars, and what its text layer says of them.
class Sheet {
 public:
  Sheet(double width, double height, std::int32_t dpi)
      : dpi_(dpi), page_(pixels(width), pixels(height), dpi) {
    layer_.page.number = 1;
    layer_.page.width = pixels(width);
    layer_.page.height = pixels(height);
    layer_.page.dpi = dpi;
  }
  /// Words side by side from `x` on with their feet at `y`, letters `size` high.
  void print(double x, double y, double size, const std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      const double left = x;
      for (std::size_t i = begin; i < end; ++i, x += 0.8 * size) {
        const bool high = i % 3 == 0;
        page_.bar(box(x, y - (high ? size : 0.7 * size), x + 0.2 * size, y));
        page_.bar(box(x, y - 0.2 * size, x + 0.55 * size, y));
      }
      add(text.substr(begin, end - begin), left, y - size, x - 0.25 * size, y);
      x += 0.5 * size;
      begin = end + 1;
    }
  }
  void line(double left, double top, double right, double bottom) {
    const Box b = box(left, top, right, bottom);
    page_.bar({b.left, b.top, std::max(b.right, b.left + 2), std::max(b.bottom, b.top + 2)});
  }
  [[nodiscard]] OcrPage laid_out() { return ocr::compose_text_layer(layer_, page_.image()); }

 private:
  [[nodiscard]] std::int32_t pixels(double inches) const {
    return static_cast<std::int32_t>(std::lround(inches * dpi_));
  }
  [[nodiscard]] Box box(double left, double top, double right, double bottom) const {
    return {pixels(left), pixels(top), pixels(right), pixels(bottom)};
  }
  void add(const std::string& word, double left, double top, double right, double bottom) {
    const auto begin = static_cast<std::uint32_t>(layer_.page.text.size());
    layer_.page.text += word + "\n";
    layer_.page.words.push_back({{begin, static_cast<std::uint32_t>(layer_.page.text.size() - 1)},
                                 {pixels(left), pixels(top), pixels(right), pixels(bottom)},
                                 1});
    layer_.turns.push_back(0);
  }
  std::int32_t dpi_;
  testing::Page page_;
  image::TextLayer layer_;
};

/// Header in two columns, body, a ruled table, closing in two columns; `size` of a letter, in
/// inches.
OcrPage plan_at(std::int32_t dpi, double size) {
  Sheet sheet(8.27, 11.69, dpi);
  const double lead = 2.2 * size;
  double y = 1.0;
  const auto next = [&y, lead] { return y += lead; };
  sheet.print(1.0, next(), size, "uy ban nhan dan");
  sheet.print(4.4, y, size, "cong hoa xa hoi chu nghia");
  sheet.print(1.0, next(), size, "so: 12/kh-ubnd");
  sheet.print(4.4, y, size, "doc lap tu do hanh phuc");
  y += lead;
  // Blanks of running text stand below each other by chance alone.
  const std::string text = "giao cac so ban nganh va dia phuong thuc hien ke hoach nay tu ngay ki";
  const auto fit = static_cast<std::size_t>(5.5 / (0.8 * size)), from = text.size() - fit;
  for (std::size_t i = 0; i < 6; ++i)
    sheet.print(1.0, next(), size, text.substr(i * 5 % (from + 1), fit));
  y += lead;
  const double top = y, row = 2 * lead;
  for (int r = 0; r <= 3; ++r) sheet.line(1.0, top + r * row, 7.0, top + r * row);
  for (const double x : {1.0, 1.8, 5.0, 7.0}) sheet.line(x, top, x, top + 3 * row);
  for (int r = 0; r < 3; ++r) {
    const double foot = top + r * row + 1.3 * lead;
    sheet.print(1.3, foot, size, std::to_string(r + 1));
    sheet.print(1.9, foot, size, "noi dung viec");
    sheet.print(5.1, foot, size, "quy ba");
  }
  y = top + 3 * row + 2 * lead;
  sheet.print(1.0, next(), size, "noi nhan:");
  sheet.print(4.4, y, size, "tm. uy ban nhan dan");
  sheet.print(1.0, next(), size, "nhu dieu ba");
  sheet.print(4.4, y, size, "chu tich");
  return sheet.laid_out();
}

bool near(const PageBox& a, const PageBox& b, double ratio, double tolerance) {
  return std::abs(a.left * ratio - b.left) < tolerance &&
         std::abs(a.top * ratio - b.top) < tolerance &&
         std::abs(a.right * ratio - b.right) < tolerance &&
         std::abs(a.bottom * ratio - b.bottom) < tolerance;
}

void expect_same(const OcrPage& is, std::int32_t dpi, const OcrPage& expected) {
  constexpr std::int32_t kExpected = 300;
  constexpr double kWord = 6, kCell = 20;  // at 300 dpi: two dots of 100 dpi, and a thick ruling
  const double ratio = 1.0 * kExpected / dpi;
  EXPECT_EQ(is.text, expected.text) << dpi;
  EXPECT_EQ(is.dpi, dpi);
  ASSERT_EQ(is.words.size(), expected.words.size()) << dpi;
  for (std::size_t i = 0; i < is.words.size(); ++i)
    EXPECT_TRUE(near(is.words[i].box, expected.words[i].box, ratio, kWord)) << dpi << ' ' << i;
  ASSERT_EQ(is.tables.size(), expected.tables.size()) << dpi;
  ASSERT_EQ(is.cells.size(), expected.cells.size()) << dpi;
  for (std::size_t i = 0; i < is.cells.size(); ++i) {
    EXPECT_EQ(is.cells[i].lines, expected.cells[i].lines) << dpi << ' ' << i;
    EXPECT_TRUE(near(is.cells[i].box, expected.cells[i].box, ratio, kCell)) << dpi << ' ' << i;
  }
  ASSERT_EQ(is.blocks.size(), expected.blocks.size()) << dpi;
  for (std::size_t i = 0; i < is.blocks.size(); ++i) {
    EXPECT_EQ(is.blocks[i].role, expected.blocks[i].role) << dpi << ' ' << i;
    EXPECT_EQ(is.blocks[i].lines, expected.blocks[i].lines) << dpi << ' ' << i;
    EXPECT_TRUE(near(is.blocks[i].box, expected.blocks[i].box, ratio, kCell)) << dpi << ' ' << i;
  }
}

TEST_F(LayerLaws, APageIsLaidOutTheSameHoweverFinelyItWasDrawn) {
  constexpr double kUsual = 0.11, kSmall = 0.075;  // inches: capitals of 11 and of 7.5 points
  for (const double size : {kUsual, kSmall}) {
    const OcrPage expected = plan_at(300, size);
    ASSERT_EQ(expected.tables.size(), 1U);
    ASSERT_EQ(expected.cells.size(), 9U);
    for (const std::int32_t dpi : {72, 100, 150, 300, 450, 600}) {
      SCOPED_TRACE(size);
      expect_same(plan_at(dpi, size), dpi, expected);
    }
  }
}

}  // namespace
}  // namespace codau
