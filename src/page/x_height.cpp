#include "page/x_height.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "core/box.h"
#include "raster/bicubic.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::int32_t kSmallest = 5, kLargest = 120;  ///< pixels, of letters that are counted
/// Twice the letters of one height and those a pixel off, to tell. Of 1,832 made pages 101 have
/// less than 100, mostly the last of a table, and their size was that of the pages before them down
/// to 20; what has no size is not drawn flat. 33 such pages that have 40 read with 784 wrong
/// characters, without their size with 881; 14 that have 20 to 39, 176 and 180.
constexpr std::int64_t kEnough = 40;
/// Ascenders, capitals and letters with tails, in x-heights: capitals of Liberation Sans have 1.26,
/// those of 25 other typefaces for text 1.26 to 1.53. Letters of one height with less than a sixth
/// as many of those are figures and capitals themselves, or else marks: on all but one of 1,757
/// made pages of words there were 0.21 and more, on 40 of figures 0.14 and less; from 1.3 upwards,
/// where print without serifs at 200 dpi was taken for figures, 0.18 and 0.13. What is lower than
/// the most frequent height by more than that is marks and specks, however many.
constexpr double kAscenders = 1.25, kWithTails = 1.65;
constexpr std::int64_t kFewHigher = 6;
constexpr double kOfFigures = 0.69;    ///< x-heights of a figure (0.66 Times New Roman, 0.72 Arial)
constexpr double kSmallPrint = 0.035;  ///< inches: of 6 points
/// dpi that coarser pages are drawn at. Characters wrong as read: 148 made pages of 150 dpi 618
/// (812 at their own size, 663 at 277 dpi, 718 at 300, 724 with letters of 24 pixels), 123 others
/// 384 (522; 408 with letters of 24 pixels), 56 of 100 dpi 300 (333 at 200 dpi, 358 at 270, 361 at
/// 300).
constexpr double kRead = 240;
/// Print of 200 dpi reads as well at its own size, and a fax table better.
constexpr double kWorthIt = 1.6;
constexpr double kMost = 3.0;  ///< times, at most
/// Pixels: letters that would be higher are of a page finer than it is said to be; those of 472
/// made pages of 100 and 150 dpi are 27 at most.
constexpr double kTooHigh = 32;
constexpr float kSmooth = 0.7F;  ///< pixels, of the bell that smooths an outline

}  // namespace

std::int32_t estimate_x_height(const std::vector<Box>& components, std::int32_t dpi) {
  const std::int32_t smallest = std::max(kSmallest, static_cast<std::int32_t>(kSmallPrint * dpi));
  std::array<std::int64_t, kLargest + 2> letters{};
  for (const Box& box : components) {
    const std::int32_t width = width_of(box), height = height_of(box);
    if (height > kLargest || width > 2 * height || height > 3 * width) continue;
    ++letters.at(static_cast<std::size_t>(height));
  }
  std::array<std::int64_t, kLargest + 2> about{};  // a pixel more or less is the same letter
  for (std::size_t h = 1; h <= kLargest; ++h)
    about.at(h) = letters.at(h - 1) + 2 * letters.at(h) + letters.at(h + 1);
  // Specks are the more the lower they are: no height stands out among them.
  const auto stands_out = [&about](std::size_t h) {
    return about.at(h) >= about.at(h - 1) && about.at(h) >= about.at(h + 1);
  };
  std::size_t mode = 0;
  for (auto h = static_cast<std::size_t>(smallest); h <= kLargest; ++h) {
    if (stands_out(h) && about.at(h) > about.at(mode)) mode = h;
  }
  const std::int64_t most = about.at(mode);
  if (most < kEnough) return 0;
  const auto between = [&letters](double low, double high) {
    std::int64_t count = 0;
    for (double h = std::ceil(low); h <= std::min<double>(high, kLargest); ++h)
      count += letters.at(static_cast<std::size_t>(h));
    return count;
  };
  const auto lowest = std::max(static_cast<std::size_t>(smallest),
                               static_cast<std::size_t>(static_cast<double>(mode) / kWithTails));
  for (std::size_t h = lowest; h <= kLargest; ++h) {
    if (2 * about.at(h) < most || !stands_out(h)) continue;
    const auto height = static_cast<double>(h);
    const std::int64_t higher = between(kAscenders * height, kWithTails * height);
    if (kFewHigher * higher >= between(height - 1, height + 1)) return static_cast<std::int32_t>(h);
    const auto small = static_cast<std::int32_t>(std::lround(kOfFigures * height));
    if (about.at(h) == most && small >= smallest) return small;  // else marks, specks
  }
  return 0;
}

double compute_default_x_height(std::int32_t dpi) {
  constexpr double kOfSize = 0.448;  // Times New Roman
  return kOfSize * 14 / 72 * dpi;
}

double choose_resampling_factor(std::int32_t x_height, std::int32_t dpi) {
  if (x_height == 0) return 1;
  const double factor = std::min(kRead / dpi, kMost);
  return factor < kWorthIt || factor * x_height > kTooHigh ? 1 : factor;
}

bool is_too_fine(std::int32_t dpi) { return dpi >= 450; }

PixPtr downsample_by_two(const Pix* pix) {
  Pix* in = writable(pix);
  const std::int32_t depth = pixGetDepth(in);
  if (depth == 1) return own(pixScaleToGray2(in));
  if (depth == 8 || depth == 32) return own(pixScaleAreaMap2(in));
  const PixPtr grey = own(pixConvertTo8(in, 0));
  return own(pixScaleAreaMap2(grey.get()));
}

PixPtr upsample(const Pix* grey, double factor, bool is_bilevel) {
  if (!is_bilevel) return enlarge_bicubic(grey, factor);
  const auto by = static_cast<float>(factor);
  const PixPtr out = own(pixScaleGrayLI(writable(grey), by, by));
  const KernelPtr bell(makeGaussianKernel(1, 1, kSmooth, 1.0F));
  return own(pixConvolve(out.get(), bell.get(), 8, 1));
}

}  // namespace codau::image
