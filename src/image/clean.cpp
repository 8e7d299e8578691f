#include "image/clean.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"

namespace codau::image {
namespace {

PixPtr own(Pix* pix) {
  if (pix == nullptr) throw Error(ErrorCode::kInternal, "Leptonica gave no picture");
  return PixPtr(pix);
}
Pix* writable(const Pix* pix) { return const_cast<Pix*>(pix); }  // Leptonica knows no const

l_uint32* row(Pix* pix, std::int32_t y) {
  return pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
}

struct Rgb {
  l_uint32 r, g, b;
};
Rgb split(l_uint32 pixel) { return {pixel >> 24U, (pixel >> 16U) & 255U, (pixel >> 8U) & 255U}; }

/// What the text of a page is printed in: stamps and signatures are the other colours.
enum class Print : std::uint8_t { kBlack, kBlue, kRed };

struct Inks {
  std::int64_t black = 0, blue = 0, red = 0;
};
Inks inks_in(Pix* rgb, const Box& tile) {
  Inks out;
  for (std::int32_t y = tile.top; y < tile.bottom; y += 3) {
    const l_uint32* in = row(rgb, y);
    for (std::int32_t x = tile.left; x < tile.right; x += 2) {
      const Rgb c = split(in[x]);
      const l_uint32 most = std::max({c.r, c.g, c.b}), least = std::min({c.r, c.g, c.b});
      if (least > 110) continue;
      const bool coloured = most - least > 60 && 2 * (most - least) > most;
      (coloured ? (c.b >= c.r ? out.blue : out.red) : out.black) += 1;
    }
  }
  return out;
}

/// Judged by the area that each ink is spread over: text stands all over the page, a stamp in one
/// place.
Print print_of(Pix* rgb) {
  constexpr std::int32_t kTile = 64;
  Inks tiles;
  for (std::int32_t y = 0; y + kTile <= pixGetHeight(rgb); y += kTile) {
    for (std::int32_t x = 0; x + kTile <= pixGetWidth(rgb); x += kTile) {
      const Inks inks = inks_in(rgb, {x, y, x + kTile, y + kTile});
      tiles.black += inks.black > 8 ? 1 : 0;
      tiles.blue += inks.blue > 8 ? 1 : 0;
      tiles.red += inks.red > 8 ? 1 : 0;
    }
  }
  if (4 * tiles.black >= tiles.blue + tiles.red) return Print::kBlack;
  return tiles.blue >= tiles.red ? Print::kBlue : Print::kRed;
}

/// Coloured ink is lifted by its saturation on top of its brightest channel: a red or blue stroke
/// ends near white, black print under a stamp stays dark (its saturation is low). Where the text
/// itself is coloured, the channel in which it is dark is taken: the other colour is light there.
PixPtr without_colour(Pix* rgb) {
  const std::int32_t width = pixGetWidth(rgb), height = pixGetHeight(rgb);
  const Print print = print_of(rgb);
  PixPtr out = own(pixCreate(width, height, 8));
  for (std::int32_t y = 0; y < height; ++y) {
    const l_uint32* in = row(rgb, y);
    l_uint32* to = row(out.get(), y);
    for (std::int32_t x = 0; x < width; ++x) {
      const Rgb c = split(in[x]);
      const l_uint32 most = std::max({c.r, c.g, c.b}), least = std::min({c.r, c.g, c.b});
      const l_uint32 value = print == Print::kBlack  ? std::min(255U, most + (most - least))
                             : print == Print::kBlue ? c.r
                                                     : c.b;
      SET_DATA_BYTE(to, x, static_cast<l_uint8>(value));
    }
  }
  return out;
}

PixPtr to_eight_bits(const Pix* page) {
  Pix* in = writable(page);
  PixPtr plain;
  if (pixGetColormap(in) != nullptr) {
    plain = own(pixRemoveColormap(in, REMOVE_CMAP_BASED_ON_SRC));
    in = plain.get();
  }
  if (pixGetDepth(in) == 32) return without_colour(in);
  return own(pixConvertTo8(in, 0));
}

/// Brightness of the ground in tiles of 16 pixels: the brightest of each tile's means, smoothed.
PixPtr ground(Pix* grey) {
  const PixPtr half = own(pixScaleAreaMap2(grey));
  const PixPtr tiles = own(pixScaleGrayMinMax(half.get(), 8, 8, L_CHOOSE_MAX));
  const PixPtr wide = own(pixDilateGray(tiles.get(), 5, 5));
  return own(pixBlockconvGray(wide.get(), nullptr, 3, 3));
}

void divide_by_ground(Pix* grey) {
  if (pixGetWidth(grey) < 160 || pixGetHeight(grey) < 160) return;
  const PixPtr tiles = ground(grey);
  const std::int32_t tile_columns = pixGetWidth(tiles.get()), tile_rows = pixGetHeight(tiles.get());
  constexpr l_uint32 kDarkest = 80;  // what is darker is a black edge, not paper in shade
  std::vector<l_uint32> factor(static_cast<std::size_t>(tile_columns));
  const std::int32_t words = pixGetWpl(grey);
  for (std::int32_t y = 0; y < pixGetHeight(grey); ++y) {
    if (y % 16 == 0) {
      const l_uint32* from = row(tiles.get(), std::min(y / 16, tile_rows - 1));
      for (std::int32_t x = 0; x < tile_columns; ++x) {
        const l_uint32 value = GET_DATA_BYTE(from, x);
        factor[static_cast<std::size_t>(x)] = (255U << 8U) / std::max(value, kDarkest);
      }
    }
    l_uint32* line = row(grey, y);
    for (std::int32_t w = 0; w < words;
         ++w) {  // four pixels a word; their order does not matter here
      const l_uint32 f = factor[static_cast<std::size_t>(std::min(w / 4, tile_columns - 1))];
      const l_uint32 v = line[w];
      l_uint32 out = 0;
      for (l_uint32 shift = 0; shift < 32; shift += 8) {
        out |= std::min(255U, (((v >> shift) & 255U) * f) >> 8U) << shift;
      }
      line[w] = out;
    }
  }
}

std::array<double, 256> histogram_of(Pix* grey) {
  std::array<double, 256> histogram{};
  for (std::int32_t y = 0; y < pixGetHeight(grey); y += 3) {
    const l_uint32* line = row(grey, y);
    for (std::int32_t x = 0; x < pixGetWidth(grey); x += 2) histogram[GET_DATA_BYTE(line, x)] += 1;
  }
  return histogram;
}

/// Otsu's threshold: the split of the histogram with the largest variance between its two parts.
std::int32_t otsu(Pix* grey) {
  const std::array<double, 256> histogram = histogram_of(grey);
  double all = 0, sum = 0;
  for (std::size_t i = 0; i < 256; ++i) {
    all += histogram[i];
    sum += histogram[i] * static_cast<double>(i);
  }
  double below = 0, below_sum = 0, best = -1;
  std::int32_t threshold = 128;
  for (std::size_t i = 0; i < 255; ++i) {
    below += histogram[i];
    below_sum += histogram[i] * static_cast<double>(i);
    if (below == 0 || below == all) continue;
    const double gap = below_sum / below - (sum - below_sum) / (all - below);
    const double between = below * (all - below) * gap * gap;
    if (between > best) {
      best = between;
      threshold = static_cast<std::int32_t>(i) + 1;
    }
  }
  return std::clamp(threshold, 110, 210);
}

/// The lightest threshold that leaves the noise of the ground out: three deviations under its mode.
std::int32_t faint_threshold(Pix* grey, std::int32_t ink) {
  const std::array<double, 256> histogram = histogram_of(grey);
  const auto peak = std::max_element(histogram.begin() + ink, histogram.end());
  const auto mode = static_cast<std::int32_t>(peak - histogram.begin());
  std::int32_t low = mode;  // where the histogram falls to what a bell has at one deviation
  while (low > ink && histogram[static_cast<std::size_t>(low)] > 0.6 * *peak) --low;
  return std::clamp(mode - 3 * (mode - low) - 2, ink, (ink + 255) / 2);
}

PixPtr threshold_at(Pix* grey, std::int32_t value) {
  return own(pixThresholdToBinary(grey, value));
}

/// Lines a dirty scanner glass draws: narrow, straight down the whole sheet.
void drop_scanner_lines(Grey& grey) {
  const std::int32_t height = pixGetHeight(grey.ink.get()), width = pixGetWidth(grey.ink.get());
  if (width < 200 || height < 200) return;
  const PixPtr small = own(pixReduceRankBinaryCascade(grey.ink.get(), 1, 1, 0, 0));
  const PixPtr closed = own(pixCloseSafeBrick(nullptr, small.get(), 1, 9));
  const PixPtr runs = own(pixOpenBrick(nullptr, closed.get(), 1, height / 4 / 6));
  BOXA* boxes = pixConnCompBB(runs.get(), 8);
  std::vector<Box> lines;
  for (l_int32 i = 0; i < boxaGetCount(boxes); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    if (h * 4 < height * 88 / 100 || w * 4 > grey.dpi / 12) continue;
    lines.push_back({x * 4 - 1, y * 4, (x + w) * 4 + 1, (y + h) * 4});
  }
  boxaDestroy(&boxes);
  for (const Box& line : lines) {
    wipe(grey.pix.get(), line);
    wipe(grey.ink.get(), line);
  }
}

/// Change of ink from one band of rows to the next, summed over upright strips (so that skew does
/// not smear it out). Bands are as high as letters, so that strokes of letters do not count, lines
/// do.
double row_energy(Pix* ink) {
  constexpr std::int32_t kBand = 5;  // at 75 dpi
  const std::int32_t width = pixGetWidth(ink), height = pixGetHeight(ink);
  const std::int32_t strip = std::max(32, width / 6);
  double energy = 0;
  for (std::int32_t left = 0; left + strip <= width; left += strip) {
    std::vector<std::int64_t> below(static_cast<std::size_t>(height) + 1, 0);  // sums from the top
    for (std::int32_t y = 0; y < height; ++y) {
      const auto at = static_cast<std::size_t>(y);
      below[at + 1] = below[at] + ink_in(ink, {left, y, left + strip, y + 1});
    }
    for (std::size_t y = 0; y + 2 * kBand < below.size(); ++y) {
      const auto change =
          static_cast<double>(below[y + 2 * kBand] - 2 * below[y + kBand] + below[y]);
      energy += change * change;
    }
  }
  return energy;
}

/// About 75 dpi, rulings taken out.
PixPtr small_text(const Grey& grey) {
  PixPtr small;
  if (grey.dpi >= 250) {
    small = own(pixReduceRankBinaryCascade(grey.ink.get(), 1, 2, 0, 0));
  } else if (grey.dpi >= 140) {
    small = own(pixReduceRankBinaryCascade(grey.ink.get(), 1, 0, 0, 0));
  } else {
    small = own(pixCopy(nullptr, grey.ink.get()));
  }
  const PixPtr across = own(pixOpenBrick(nullptr, small.get(), 50, 1));
  const PixPtr down = own(pixOpenBrick(nullptr, small.get(), 1, 50));
  pixSubtract(small.get(), small.get(), across.get());
  pixSubtract(small.get(), small.get(), down.get());
  return small;
}

double skew_of(Pix* ink, std::int32_t dpi) {
  PixPtr half;
  if (dpi >= 250) {
    half = own(pixReduceRankBinaryCascade(ink, 1, 0, 0, 0));
    ink = half.get();
  }
  l_float32 angle = 0, confidence = 0;
  if (pixFindSkewSweepAndSearch(ink, &angle, &confidence, 4, 2, 5.0F, 1.0F, 0.02F) != 0) return 0;
  return confidence >= 2.5F ? static_cast<double>(angle) : 0;
}

bool alone(Pix* ink, const Box& box, std::int32_t around) {
  const Box wide{box.left - around, box.top - around, box.right + around, box.bottom + around};
  return ink_in(ink, wide) == ink_in(ink, box);
}

/// Size alone tells no speck from a full stop or the dot of a letter, which stand close to print:
/// the larger one is, the more white it must have around it. Only what is smaller than any mark of
/// a letter may stand anywhere; below 200 dpi a single pixel may be all that is left of a weak
/// tone.
void drop_specks(CleanPage& page) {
  const std::int32_t tiny = page.dpi < 200 ? 0 : page.dpi / 150, small = page.dpi / 60,
                     large = page.dpi / 36;
  BOXA* boxes = pixConnCompBB(page.ink.get(), 8);
  std::vector<Box> doubtful;
  for (l_int32 i = 0; i < boxaGetCount(boxes); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    const Box box{x, y, x + w, y + h};
    if (std::max(w, h) <= tiny) {
      wipe(page.ink.get(), box);
      wipe(page.grey.get(), {x - 1, y - 1, x + w + 1, y + h + 1});
    } else if (std::max(w, h) <= large) {
      doubtful.push_back(box);
    }
  }
  boxaDestroy(&boxes);
  for (const Box& box : doubtful) {
    const bool is_small = std::max(box.right - box.left, box.bottom - box.top) <= small;
    if (!alone(page.ink.get(), box, is_small ? page.dpi / 30 : page.dpi / 12)) continue;
    wipe(page.ink.get(), box);
    wipe(page.grey.get(), {box.left - 2, box.top - 2, box.right + 2, box.bottom + 2});
  }
}

struct Point {
  double x = 0, y = 0;
};

/// A point of the copy → the page as it came.
Point to_page(const Placement& p, Point at) {
  const bool sideways = p.rotation % 180 != 0;
  const double w = sideways ? p.height : p.width, h = sideways ? p.width : p.height;
  const double angle = p.skew_degrees * std::numbers::pi / 180;
  // The copy was turned clockwise by `angle` (y runs down); go back the other way.
  const double dx = at.x - w / 2, dy = at.y - h / 2;
  const double x = w / 2 + dx * std::cos(angle) + dy * std::sin(angle);
  const double y = h / 2 - dx * std::sin(angle) + dy * std::cos(angle);
  switch (p.rotation) {
    case 90:
      return {y, p.height - x};
    case 180:
      return {p.width - x, p.height - y};
    case 270:
      return {p.width - y, x};
    default:
      return {x, y};
  }
}

Box rounded(double left, double top, double right, double bottom, const Placement& p) {
  const auto within = [](double v, std::int32_t most) {
    return std::clamp(static_cast<std::int32_t>(std::lround(v)), 0, most);
  };
  return {within(left, p.width), within(top, p.height), within(right, p.width),
          within(bottom, p.height)};
}

}  // namespace

Box Placement::word_to_page(const Box& box) const {
  const Point centre = to_page(*this, {(box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0});
  double w = (box.right - box.left) / 2.0, h = (box.bottom - box.top) / 2.0;
  if (rotation % 180 != 0) std::swap(w, h);
  return rounded(centre.x - w, centre.y - h, centre.x + w, centre.y + h, *this);
}

Box Placement::area_to_page(const Box& box) const {
  const std::array<Point, 4> corners{
      to_page(*this, {static_cast<double>(box.left), static_cast<double>(box.top)}),
      to_page(*this, {static_cast<double>(box.right), static_cast<double>(box.top)}),
      to_page(*this, {static_cast<double>(box.left), static_cast<double>(box.bottom)}),
      to_page(*this, {static_cast<double>(box.right), static_cast<double>(box.bottom)})};
  Point low = corners[0], high = corners[0];
  for (const Point& c : corners) {
    low = {std::min(low.x, c.x), std::min(low.y, c.y)};
    high = {std::max(high.x, c.x), std::max(high.y, c.y)};
  }
  return rounded(low.x, low.y, high.x, high.y, *this);
}

Grey to_grey(const PageImage& page) {
  setMsgSeverity(L_SEVERITY_NONE);
  Grey out;
  out.dpi = page.dpi;
  out.pix = to_eight_bits(page.pix.get());
  if (pixGetDepth(page.pix.get()) != 1) divide_by_ground(out.pix.get());
  pixSetResolution(out.pix.get(), page.dpi, page.dpi);
  out.threshold = otsu(out.pix.get());
  out.ink = threshold_at(out.pix.get(), out.threshold);
  drop_scanner_lines(out);
  const PixPtr thick = own(pixOpenBrick(nullptr, out.ink.get(), 2, 2));  // single pixels are noise
  const double inches = page.width * 1.0 / page.dpi * page.height / page.dpi;
  const double inked = static_cast<double>(ink_in(thick.get(), {0, 0, page.width, page.height})) /
                       page.dpi / page.dpi;
  out.blank = inked < 0.00005 * inches;  // one printed digit is some 0.002 square inches
  return out;
}

Turn guess_turn(const Grey& grey) {
  const PixPtr small = small_text(grey);
  const PixPtr across = own(pixRotateOrth(small.get(), 1));
  const double rows = row_energy(small.get()), columns = row_energy(across.get());
  Turn out;
  const bool sideways = columns > rows;
  out.axis_sure = std::max(rows, columns) > 1.25 * std::min(rows, columns);
  PixPtr half;
  Pix* ink = grey.ink.get();
  if (grey.dpi >= 250) {
    half = own(pixReduceRankBinaryCascade(ink, 1, 0, 0, 0));
    ink = half.get();
  }
  PixPtr upright;
  if (sideways) {
    upright = own(pixRotateOrth(ink, 1));
    ink = upright.get();
  }
  l_float32 confidence = 0;
  if (pixUpDownDetect(ink, &confidence, 0, 0, 0) != 0) confidence = 0;
  const bool down = confidence < 0;
  out.degrees = (sideways ? 90 : 0) + (down ? 180 : 0);
  out.upright_sure = std::abs(confidence) > 8.0F;
  return out;
}

PixPtr turned(const Pix* pix, std::int32_t degrees) {
  if (degrees % 360 == 0) return nullptr;
  return own(pixRotateOrth(writable(pix), degrees / 90));
}

CleanPage clean(Grey grey, const PageImage& page, std::int32_t degrees, Deskew deskew) {
  CleanPage out;
  out.dpi = page.dpi;
  out.placement = {page.width, page.height, degrees, 0};
  if (PixPtr pix = turned(grey.pix.get(), degrees)) {
    grey.pix = std::move(pix);
    grey.ink = turned(grey.ink.get(), degrees);
  }
  constexpr double kLeave = 0.2;  // degrees: below it turning blurs more than it straightens
  const double skew = deskew == Deskew::kNever ? 0 : skew_of(grey.ink.get(), grey.dpi);
  if (std::abs(skew) >= kLeave) {
    const auto radians = static_cast<l_float32>(skew * std::numbers::pi / 180);
    grey.pix = own(pixRotateAMGray(grey.pix.get(), radians, 255));
    grey.ink = threshold_at(grey.pix.get(), grey.threshold);
    out.placement.skew_degrees = skew;
  }
  out.faint = threshold_at(grey.pix.get(), faint_threshold(grey.pix.get(), grey.threshold));
  out.grey = std::move(grey.pix);
  out.ink = std::move(grey.ink);
  out.width = pixGetWidth(out.grey.get());
  out.height = pixGetHeight(out.grey.get());
  pixSetResolution(out.grey.get(), out.dpi, out.dpi);
  drop_specks(out);
  return out;
}

PixPtr cut(const Pix* pix, const Box& box, std::int32_t margin) {
  const std::int32_t width = box.right - box.left, height = box.bottom - box.top;
  PixPtr out = own(pixCreate(width + 2 * margin, height + 2 * margin, pixGetDepth(writable(pix))));
  pixSetBlackOrWhite(out.get(), L_SET_WHITE);
  pixRasterop(out.get(), margin, margin, width, height, PIX_SRC, writable(pix), box.left, box.top);
  pixCopyResolution(out.get(), writable(pix));
  return out;
}

PixPtr scaled(const Pix* pix, double factor) {
  const auto by = static_cast<float>(factor);
  return own(pixScale(writable(pix), by, by));
}

void wipe(Pix* pix, const Box& box) {
  const bool one_bit = pixGetDepth(pix) == 1;
  pixRasterop(pix, box.left, box.top, box.right - box.left, box.bottom - box.top,
              one_bit ? PIX_CLR : PIX_SET, nullptr, 0, 0);
}

std::int64_t ink_in(const Pix* ink, const Box& box) {
  Pix* pix = writable(ink);
  const std::int32_t left = std::max(0, box.left), right = std::min(pixGetWidth(pix), box.right);
  const std::int32_t top = std::max(0, box.top), bottom = std::min(pixGetHeight(pix), box.bottom);
  std::int64_t count = 0;
  for (std::int32_t y = top; y < bottom; ++y) {
    const l_uint32* line = row(pix, y);
    std::int32_t x = left;
    for (; x < right && x % 32 != 0; ++x) count += GET_DATA_BIT(line, x);
    for (; x + 32 <= right; x += 32) count += __builtin_popcount(line[x / 32]);
    for (; x < right; ++x) count += GET_DATA_BIT(line, x);
  }
  return count;
}

void write_png(const Pix* pix, const std::string& path) {
  if (pixWrite(path.c_str(), writable(pix), IFF_PNG) != 0) {
    throw Error(ErrorCode::kOutput, path + ": the picture cannot be written");
  }
}

}  // namespace codau::image
