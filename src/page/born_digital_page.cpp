#include "page/born_digital_page.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "core/box.h"
#include "page/x_height.h"
#include "raster/binarisation.h"
#include "raster/line_morphology.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"
#include "views/step_pictures.h"

namespace codau::image {
namespace {

/// Inches of an edge that is kept as a ruling. Source: the shortest ruling of layout/cell_grid.h at
/// 12 points is 0.19 inch down; letters have straight edges up to 0.14 inch at 14 points.
constexpr double kLeastEdge = 0.15;
/// Inches between the two edges of one line; a thicker bar has two rulings.
constexpr double kThickLine = 0.03;
/// Inches: dashes, dots and thin lines are thinner (layout/cell_grid.cpp has the same for dashes).
constexpr double kThinMark = 0.025;
/// Inches of the corners of a dashed frame, each way: two dashes of Word and LibreOffice meet
/// there.
constexpr double kLongestCorner = 0.2;
/// Inches between two dashes or dots, at most, and of a whole line of them, at least.
constexpr double kDashGap = 0.07, kLeastDashed = 0.25;
/// Levels of grey between two sides of an edge: the palest shading of Word's table styles (F2F2F2)
/// is 13 levels from white.
constexpr std::int32_t kLeastStep = 6;
/// Levels of grey that one side of an edge may change by along the edge.
constexpr std::int32_t kSameTone = 1;

/// 8 bits by the brightness that an eye sees; colours differ in it from paper and from each other.
PixPtr brightness_of(const Pix* page) {
  const PixPtr plain = remove_palette(page);
  return own(pixGetDepth(plain.get()) == 32 ? pixConvertRGBToLuminance(plain.get())
                                            : pixConvertTo8(plain.get(), 0));
}

std::int32_t tone_at(std::uint32_t* line, std::int32_t x) {
  return static_cast<std::int32_t>(GET_DATA_BYTE(line, x));
}

bool is_same(std::int32_t a, std::int32_t b) { return std::abs(a - b) <= kSameTone; }
bool is_step(std::int32_t a, std::int32_t b) { return std::abs(a - b) >= kLeastStep; }

void set_pixels(Pix* mask, const Box& box) {
  pixRasterop(mask, box.left, box.top, width_of(box), height_of(box), PIX_SET, nullptr, 0, 0);
}

/// Marks rows where at least `least` pixels beside each other have one tone in the row above and
/// another in the row itself.
PixPtr edges_across(Pix* tones, std::int32_t least) {
  const Box all = get_bounds(tones);
  PixPtr out = own(pixCreate(all.right, all.bottom, 1));
  for (std::int32_t y = 1; y < all.bottom; ++y) {
    std::uint32_t *above = get_row(tones, y - 1), *here = get_row(tones, y);
    std::int32_t begin = -1;
    for (std::int32_t x = 0; x <= all.right; ++x) {
      const bool goes_on = begin >= 0 && x < all.right &&
                           is_same(tone_at(here, x), tone_at(here, x - 1)) &&
                           is_same(tone_at(above, x), tone_at(above, x - 1));
      if (goes_on) continue;
      if (begin >= 0 && x - begin >= least) set_pixels(out.get(), {begin, y, x, y + 1});
      begin = x < all.right && is_step(tone_at(above, x), tone_at(here, x)) ? x : -1;
    }
  }
  return out;
}

/// The same for columns: the tones left of the edge and right of it.
PixPtr edges_down(Pix* tones, std::int32_t least) {
  const Box all = get_bounds(tones);
  PixPtr out = own(pixCreate(all.right, all.bottom, 1));
  std::vector<std::int32_t> begins(static_cast<std::size_t>(all.right), -1);
  for (std::int32_t y = 0; y <= all.bottom; ++y) {
    std::uint32_t* above = y > 0 ? get_row(tones, y - 1) : nullptr;
    std::uint32_t* here = y < all.bottom ? get_row(tones, y) : nullptr;
    for (std::int32_t x = 1; x < all.right; ++x) {
      std::int32_t& begin = begins[static_cast<std::size_t>(x)];
      const bool goes_on = begin >= 0 && here != nullptr &&
                           is_same(tone_at(here, x), tone_at(above, x)) &&
                           is_same(tone_at(here, x - 1), tone_at(above, x - 1));
      if (goes_on) continue;
      if (begin >= 0 && y - begin >= least) set_pixels(out.get(), {x, begin, x + 1, y});
      begin = here != nullptr && is_step(tone_at(here, x - 1), tone_at(here, x)) ? y : -1;
    }
  }
  return out;
}

/// Joins the two edges of one thin line.
PixPtr join_line_edges(Pix* tones, std::int32_t dpi) {
  const auto least = std::max(4, static_cast<std::int32_t>(std::lround(kLeastEdge * dpi)));
  const std::int32_t thick = static_cast<std::int32_t>(kThickLine * dpi) | 1;
  PixPtr across = edges_across(tones, least);
  const PixPtr down = edges_down(tones, least);
  across = own(pixCloseSafeBrick(nullptr, across.get(), 1, thick));
  const PixPtr joined = own(pixCloseSafeBrick(nullptr, down.get(), thick, 1));
  pixOr(across.get(), across.get(), joined.get());
  return across;
}

/// Components of `marks` that may be thin lines, dashes, dots, or corners where dashes meet.
PixPtr thin_marks(const Pix* marks, std::int32_t dpi) {
  PixPtr out = own(pixCreateTemplate(marks));
  const auto thin = static_cast<std::int32_t>(kThinMark * dpi) + 2;
  for (const Box& b : find_components(marks)) {
    const std::int32_t width = width_of(b), height = height_of(b);
    if (std::min(width, height) > thin && std::max(width, height) > kLongestCorner * dpi) continue;
    pixRasterop(out.get(), b.left, b.top, width, height, PIX_SRC, writable(marks), b.left, b.top);
  }
  return out;
}

/// Lines of any colour outside of words on white paper; those in dashes or dots are drawn through.
PixPtr thin_lines(const Pix* tones, const std::vector<Box>& words, std::int32_t dpi) {
  const PixPtr dark = binarise_at(tones, 256 - kLeastStep);
  for (const Box& word : words) clear_box(dark.get(), word);
  PixPtr out = thin_marks(dark.get(), dpi);
  const auto gap = static_cast<std::int32_t>(kDashGap * dpi);
  const auto least = static_cast<std::int32_t>(kLeastDashed * dpi);
  const auto drawn_through = [&](LineDirection along) {
    return open_by_line(close_by_line(out.get(), along, gap).get(), along, least);
  };
  const PixPtr across = drawn_through(LineDirection::kHorizontal),
               down = drawn_through(LineDirection::kVertical);
  pixOr(out.get(), out.get(), across.get());
  pixOr(out.get(), out.get(), down.get());
  return out;
}

/// The commonest tone of a box.
std::int32_t ground_of(Pix* tones, const Box& box) {
  std::array<std::int32_t, 256> count{};
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    std::uint32_t* line = get_row(tones, y);
    for (std::int32_t x = box.left; x < box.right; ++x)
      ++count.at(static_cast<std::size_t>(tone_at(line, x)));
  }
  return static_cast<std::int32_t>(std::ranges::max_element(count) - count.begin());
}

/// Draws a word dark on white: by how far each pixel is from the tone of the ground, the farthest
/// black.
void draw_word(Pix* tones, const Box& box, Pix* out) {
  const std::int32_t ground = ground_of(tones, box);
  std::int32_t farthest = 0;
  const auto distance = [&](std::uint32_t* line, std::int32_t x) {
    return std::abs(tone_at(line, x) - ground);
  };
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    std::uint32_t* const from = get_row(tones, y);
    for (std::int32_t x = box.left; x < box.right; ++x)
      farthest = std::max(farthest, distance(from, x));
  }
  if (farthest < kLeastStep) return;  // nothing is seen of the word
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    std::uint32_t *from = get_row(tones, y), *to = get_row(out, y);
    for (std::int32_t x = box.left; x < box.right; ++x) {
      const std::int32_t dark = 255 - 255 * distance(from, x) / farthest;
      if (dark < tone_at(to, x)) SET_DATA_BYTE(to, x, static_cast<std::uint8_t>(dark));
    }
  }
}

}  // namespace

NormalisedPage normalise_born_digital_page(const PageImage& page, const std::vector<PageBox>& words,
                                           StepPictures* pictures) {
  setMsgSeverity(L_SEVERITY_NONE);
  if (pictures != nullptr) pictures->add_source(page);
  const PixPtr tones = brightness_of(page.pix.get());
  const PageTransform same{page.width, page.height};
  std::vector<Box> boxes;
  for (const PageBox& word : words) {
    const Box box = intersection(same.map_word_to_copy(word), get_bounds(tones.get()));
    if (!is_empty(box)) boxes.push_back(box);
  }
  PixPtr drawn = own(pixCreate(page.width, page.height, 8));
  pixSetAll(drawn.get());
  for (const Box& box : boxes) draw_word(tones.get(), box, drawn.get());
  const PixPtr rulings = join_line_edges(tones.get(), page.dpi);
  const PixPtr thin = thin_lines(tones.get(), boxes, page.dpi);
  pixOr(rulings.get(), rulings.get(), thin.get());
  pixSetMasked(drawn.get(), rulings.get(), 0);
  NormalisedPage out;
  const bool halve = is_too_fine(page.dpi);
  out.dpi = halve ? page.dpi / 2 : page.dpi;
  out.scale = halve ? 0.5 : 1;
  out.pix = halve ? downsample_by_two(drawn.get()) : std::move(drawn);
  out.width = pixGetWidth(out.pix.get());
  out.height = pixGetHeight(out.pix.get());
  pixSetResolution(out.pix.get(), out.dpi, out.dpi);
  out.threshold = compute_otsu_threshold(out.pix.get());
  out.ink = binarise_at(out.pix.get(), out.threshold);
  if (pictures != nullptr) pictures->add(out.pix.get(), U"chữ và đường kẻ · words and rulings");
  return out;
}

}  // namespace codau::image
