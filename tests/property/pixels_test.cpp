// Laws of raster/line_morphology.h (openings and closings by a line are Leptonica's),
// raster/rotation.h (so are turns), raster/pixels.h (so are components, thresholds and ranks; ink
// is counted once) and raster/disjoint_sets.h (what is joined has one root).
#include "raster/pixels.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/box.h"
#include "generator.h"
#include "raster/disjoint_sets.h"
#include "raster/line_morphology.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

class PixelLaws : public testing::Laws {
 protected:
  std::int32_t number(std::size_t below) {
    return static_cast<std::int32_t>(generate.below(below));
  }

  /// Lines and dots, some of them at the edges.
  PixPtr picture() {
    PixPtr pix = own(pixCreate(1 + number(150), 1 + number(90), 1));
    for (std::int32_t i = number(60); i >= 0; --i) {
      const std::int32_t length = 1 + number(30);
      const bool is_across = generate.chance(50);
      pixRasterop(pix.get(), number(150), number(90), is_across ? length : 1,
                  is_across ? 1 : length, PIX_SET, nullptr, 0, 0);
    }
    return pix;
  }
  PixPtr greys(std::int32_t width, std::int32_t height) {
    PixPtr pix = own(pixCreate(width, height, 8));
    for (std::int32_t y = 0; y < height; ++y) {
      for (std::int32_t x = 0; x < width; ++x)
        pixSetPixel(pix.get(), x, y, static_cast<l_uint32>(number(256)));
    }
    return pix;
  }
  static bool equal(const PixPtr& a, const PixPtr& b) {
    l_int32 same = 0;
    return pixEqual(a.get(), b.get(), &same) == 0 && same == 1;
  }
};

TEST_F(PixelLaws, RunsAreLeptonicasOpeningsAndClosingsByALine) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr pix = picture();
    const std::int32_t length = 1 + number(40);
    EXPECT_TRUE(equal(open_by_line(pix.get(), LineDirection::kHorizontal, length),
                      own(pixOpenBrick(nullptr, pix.get(), length, 1))));
    EXPECT_TRUE(equal(open_by_line(pix.get(), LineDirection::kVertical, length),
                      own(pixOpenBrick(nullptr, pix.get(), 1, length))));
    EXPECT_TRUE(equal(close_by_line(pix.get(), LineDirection::kHorizontal, length),
                      own(pixCloseSafeBrick(nullptr, pix.get(), length, 1))));
    EXPECT_TRUE(equal(close_by_line(pix.get(), LineDirection::kVertical, length),
                      own(pixCloseSafeBrick(nullptr, pix.get(), 1, length))));
  }
}

TEST_F(PixelLaws, ComponentsAreLeptonicasInItsOrder) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr pix = picture();
    const std::int32_t scale = 1 + number(3);
    BOXA* boxes = pixConnCompBB(pix.get(), 8);
    std::vector<Box> expected;
    for (l_int32 i = 0; i < boxaGetCount(boxes); ++i) {
      l_int32 x = 0, y = 0, w = 0, h = 0;
      boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
      expected.push_back({x * scale, y * scale, (x + w) * scale, (y + h) * scale});
    }
    boxaDestroy(&boxes);
    EXPECT_EQ(find_components(pix.get(), scale), expected);
  }
}

TEST_F(PixelLaws, WhatIsJoinedHasOneRoot) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::size_t count = 1 + generate.below(40);
    DisjointSets sets(count / 2);
    while (sets.add() + 1 < count) continue;
    std::vector<std::size_t> marks(count);  // each join marks one set as the other
    std::iota(marks.begin(), marks.end(), std::size_t{0});
    for (std::size_t joins = generate.below(count); joins > 0; --joins) {
      const std::size_t one = generate.below(count), other = generate.below(count);
      const std::size_t stays = sets.find_root(one), gone = marks[other];
      sets.union_sets(one, other);
      EXPECT_EQ(sets.find_root(other), stays);
      std::ranges::replace(marks, gone, marks[one]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t k = 0; k < count; ++k)
        EXPECT_EQ(sets.find_root(i) == sets.find_root(k), marks[i] == marks[k]);
    }
  }
}

TEST_F(PixelLaws, InkAtAPointIsThatOfTheNearestPixel) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr pix = picture();
    const std::int32_t x = number(170) - 10, y = number(110) - 10;
    const double aside = (number(9) - 4) / 10.0;
    const bool is_ink = contains(get_bounds(pix.get()), x, y) &&
                        count_ink_pixels(pix.get(), {x, y, x + 1, y + 1}) > 0;
    EXPECT_EQ(is_ink_at(pix.get(), x + aside, y - aside), is_ink);
  }
}

TEST_F(PixelLaws, ComponentsAloneAreThePictureTogether) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr pix = picture();
    std::int64_t inks = 0;
    for (const Box& box : find_components(pix.get())) {
      const PixPtr alone = extract_component(pix.get(), box);
      EXPECT_EQ(find_components(alone.get()),
                (std::vector<Box>{{0, 0, width_of(box), height_of(box)}}));
      inks += count_ink_pixels(alone.get(), get_bounds(alone.get()));
    }
    EXPECT_EQ(inks, count_ink_pixels(pix.get(), get_bounds(pix.get())));
  }
}

TEST_F(PixelLaws, PixelsOfComponentsTileThePicture) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr pix = picture();
    const Box part{number(20), number(20), 40 + number(60), 40 + number(40)};
    const auto check = [](const std::vector<ConnectedComponent>& found,
                          const std::vector<Box>& boxes, std::int64_t ink) {
      ASSERT_EQ(found.size(), boxes.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        const Box own{0, 0, width_of(boxes[i]), height_of(boxes[i])};
        EXPECT_EQ(found[i].box, boxes[i]);
        EXPECT_EQ(find_components(found[i].pix.get()), std::vector<Box>{own});
        ink -= count_ink_pixels(found[i].pix.get(), own);
      }
      EXPECT_EQ(ink, 0);
    };
    check(extract_components(pix.get()), find_components(pix.get()),
          count_ink_pixels(pix.get(), get_bounds(pix.get())));
    check(extract_components_in(pix.get(), part), find_components_in(pix.get(), part),
          count_ink_pixels(pix.get(), part));
  }
}

TEST_F(PixelLaws, ATurnByAFewDegreesIsLeptonicas) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr pix = greys(1 + number(200), 1 + number(90));
    const Box all = get_bounds(pix.get());
    const double radians = (number(2001) - 1000) * 0.0003;
    EXPECT_TRUE(equal(rotate_grey(pix.get(), radians, 240),
                      own(pixRotateAMGray(pix.get(), static_cast<l_float32>(radians), 240))))
        << all.right << " × " << all.bottom << " by " << radians;
  }
}

TEST_F(PixelLaws, ThresholdsAndRanksOfTonesAreLeptonicas) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr ink = picture(), grey = greys(pixGetWidth(ink.get()), pixGetHeight(ink.get()));
    for (const std::int32_t threshold : {number(257), 0, 1, 255, 256}) {
      EXPECT_TRUE(equal(binarise_at(grey.get(), threshold),
                        own(pixThresholdToBinary(grey.get(), threshold))));
    }
    l_float32 tone = 0;
    const auto rank = static_cast<float>(number(101)) / 100.0F;
    if (count_ink_pixels(ink.get(), get_bounds(ink.get())) == 0) {
      EXPECT_FALSE(compute_tone_quantile(grey.get(), ink.get(), 0.5));
    } else if (pixGetRankValueMasked(grey.get(), ink.get(), 0, 0, 1, rank, &tone, nullptr) == 0) {
      EXPECT_EQ(compute_tone_quantile(grey.get(), ink.get(), rank), static_cast<double>(tone));
    }
  }
}

TEST_F(PixelLaws, SquaresCountTheInkInThem) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PixPtr pix = picture();
    const std::int32_t side = 1 + number(32), across = get_bounds(pix.get()).right / side;
    const std::vector<std::int32_t> counts = count_ink_by_square(pix.get(), side);
    ASSERT_EQ(counts.size(),
              static_cast<std::size_t>(across * (get_bounds(pix.get()).bottom / side)));
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const std::int32_t x = static_cast<std::int32_t>(i) % across * side,
                         y = static_cast<std::int32_t>(i) / across * side;
      EXPECT_EQ(counts[i], count_ink_pixels(pix.get(), {x, y, x + side, y + side}));
    }
  }
}

}  // namespace
}  // namespace codau::image
