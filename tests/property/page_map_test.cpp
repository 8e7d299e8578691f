// Laws of nn/convolution.h: every ConvolutionCode gives the same bytes; of segment/page_network.h:
// and the same classes; of segment/text_lines.h: cores of lines lie inside the map, and are not
// empty; of segment/page_regions.h: what may change.
#include "segment/page_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "generator.h"
#include "nn/convolution.h"
#include "nn/model_file.h"
#include "segment/page_network.h"
#include "segment/page_regions.h"
#include "segment/text_lines.h"

namespace codau::image {
namespace {

using nn::ByteMap;

class PageMapLaws : public testing::Laws {
 protected:
  std::int32_t number(std::int32_t low, std::int32_t high) {
    return low +
           static_cast<std::int32_t>(generate.below(static_cast<std::size_t>(high - low + 1)));
  }

  ByteMap activations(std::int32_t width, std::int32_t height, std::int32_t channels) {
    ByteMap out(width, height, channels);
    for (std::int32_t c = 0; c < channels; ++c) {
      for (std::int32_t y = 0; y < height; ++y) {
        for (std::int32_t x = 0; x < width; ++x)
          out.set(c, x, y, static_cast<std::int8_t>(number(0, 127)));
      }
    }
    return out;
  }

  /// Of any shape, with sums up to the bound.
  nn::Convolution layer() {
    nn::ConvolutionWeights out;
    out.inputs = number(1, 24);
    out.outputs = number(1, 20);
    out.size = number(0, 1) == 0 ? 1 : 3;
    out.stride = out.size == 3 ? number(1, 2) : 1;
    out.dilation = out.size == 3 ? number(1, ByteMap::kBorder) : 1;
    out.is_rectified = number(0, 1) == 0;
    const std::int32_t most = out.size == 3 ? 43 : 127;
    for (std::int32_t i = 0; i < out.inputs * out.outputs * out.size * out.size; ++i)
      out.weights.push_back(
          static_cast<std::int8_t>(number(0, 3) == 0 ? most : number(-most, most)));
    for (std::int32_t i = 0; i < out.outputs; ++i) {
      out.biases.push_back(number(-100000, 100000));
      out.shifts.push_back(static_cast<std::uint8_t>(number(1, 14)));
    }
    return nn::Convolution(out);
  }
};

bool are_equal(const ByteMap& a, const ByteMap& b) {
  for (std::int32_t group = 0; group < a.groups(); ++group) {
    for (std::int32_t y = 0; y < a.height(); ++y) {
      for (std::int32_t x = 0; x < a.width(); ++x) {
        if (a.row(group, y)[x] != b.row(group, y)[x]) return false;
      }
    }
  }
  return true;
}

TEST_F(PageMapLaws, EveryProcessorComputesTheSameBytes) {
  for (int i = 0; i < 60; ++i) {
    const nn::Convolution convolution = layer();
    const ByteMap in = activations(number(1, 70), number(1, 20), convolution.inputs());
    const ByteMap plain = nn::convolve(nn::ConvolutionCode::kPlain, convolution, in);
    for (const nn::ConvolutionCode code : nn::available_convolution_codes())
      ASSERT_TRUE(are_equal(plain, nn::convolve(code, convolution, in)));
  }
}

TEST_F(PageMapLaws, EveryProcessorFindsTheSameClasses) {
  const PageNetwork network(
      nn::ModelFile::read(CODAU_ROOT "/tests/fixtures/page-map/small.net", PageNetwork::kKind));
  for (int i = 0; i < 4; ++i) {
    const ByteMap in = activations(16 * number(1, 6), 16 * number(1, 6), PageNetwork::kInputs);
    const std::vector<std::uint16_t> plain = network.classify(in, nn::ConvolutionCode::kPlain);
    for (const nn::ConvolutionCode code : nn::available_convolution_codes())
      ASSERT_EQ(plain, network.classify(in, code));
  }
}

TEST_F(PageMapLaws, LinesLieInsideTheMap) {
  for (int i = 0; i < 60; ++i) {
    PageMap map{number(1, 90), number(1, 60), {}};
    map.classes.resize(static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height));
    for (std::int32_t bar = number(0, 30); bar > 0; --bar) {
      const std::int32_t left = number(0, map.width - 1), top = number(0, map.height - 1);
      const auto right = std::min(map.width, left + number(1, 40));
      const auto bottom = std::min(map.height, top + number(1, 9));
      const auto kind = number(0, 4) == 0 ? PageClass::kRuling : PageClass::kCore;
      for (std::int32_t y = top; y < bottom; ++y) {
        for (std::int32_t x = left; x < right; ++x) {
          std::uint16_t& at = map.classes[static_cast<std::size_t>(y * map.width + x)];
          at = static_cast<std::uint16_t>(at | 1U << static_cast<unsigned>(kind));
        }
      }
    }
    for (const TextLine& line : find_text_lines(map)) {
      EXPECT_TRUE(line.core.left >= 0 && line.core.top >= 0 && line.core.right <= map.width &&
                  line.core.bottom <= map.height);
      EXPECT_TRUE(line.core.left < line.core.right && line.core.top < line.core.bottom);
      EXPECT_GE(line.baseline.size(), 2);
      EXPECT_TRUE(std::ranges::is_sorted(line.baseline, {}, &BaselinePoint::x));
    }
  }
}

TEST_F(PageMapLaws, RegionsChangeTheirOwnClassesOnly) {
  constexpr unsigned kLines = 1U << static_cast<unsigned>(PageClass::kRuling) |
                              1U << static_cast<unsigned>(PageClass::kStreak);
  constexpr unsigned kStamp = 1U << static_cast<unsigned>(PageClass::kStamp);
  for (int i = 0; i < 30; ++i) {
    PageMap map{number(1, 200), number(1, 200), {}};
    map.classes.resize(static_cast<std::size_t>(map.width) * static_cast<std::size_t>(map.height));
    for (std::int32_t bar = number(0, 30); bar > 0; --bar) {
      const std::int32_t left = number(0, map.width - 1), top = number(0, map.height - 1);
      const bool is_down = number(0, 1) == 0;
      const auto right = std::min(map.width, left + number(1, is_down ? 4 : 120));
      const auto bottom = std::min(map.height, top + number(1, is_down ? 120 : 4));
      const auto kind = static_cast<PageClass>(number(0, 4));
      for (std::int32_t y = top; y < bottom; ++y) {
        for (std::int32_t x = left; x < right; ++x) map.set(kind, x, y, true);
      }
    }
    const PageMap before = map;
    settle_lines(map);
    for (std::size_t at = 0; at < map.classes.size(); ++at) {
      const unsigned was = before.classes[at], is = map.classes[at];
      ASSERT_EQ(was & ~kLines, is & ~kLines);
      ASSERT_EQ((was & kLines) != 0, (is & kLines) != 0);
    }
    const PageMap settled = map;
    remove_unlikely_stamps(map, activations(map.width, map.height, PageNetwork::kInputs));
    for (std::size_t at = 0; at < map.classes.size(); ++at) {
      const unsigned was = settled.classes[at], is = map.classes[at];
      ASSERT_EQ(was & ~kStamp, is & ~kStamp);
      ASSERT_EQ(is & ~was, 0U);
    }
  }
}

}  // namespace
}  // namespace codau::image
