#include "lines/line_crops.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

/// A hole is a third as high as its figure at least; a line in a frame is less.
constexpr std::int32_t kFigureOfHole = 3;

bool is_hole(const Box& box, const Box& figure) {
  const std::int32_t middle = (box.top + box.bottom) / 2;
  return figure.left <= box.left && box.right <= figure.right && figure.top < middle &&
         middle < figure.bottom &&
         figure.bottom - figure.top <= kFigureOfHole * (box.bottom - box.top);
}

}  // namespace

LineCrop make_line_crop(const Box& ink, double top, double foot, const Box& page,
                        bool is_line_start) {
  constexpr std::int32_t kPadding = 4;  // pixels; as Tesseract, whose models are trained on it
  const auto above = static_cast<std::int32_t>(std::ceil(top)),
             below = static_cast<std::int32_t>(std::ceil(foot));
  return {{std::max(page.left, ink.left - kPadding),
           std::max(page.top, std::min(ink.top, above) - kPadding),
           std::min(page.right, ink.right + kPadding),
           std::min(page.bottom, std::max(ink.bottom, below) + kPadding)},
          is_line_start};
}

std::vector<LineCrop> make_line_crops(const image::TextRows& found, const Box& page) {
  std::vector<LineCrop> places;
  for (const image::TextRow& row : found.rows) {
    const double top = row.baseline - 1.5 * found.letter_height,
                 foot = row.baseline + 0.5 * found.letter_height;
    bool begins = true;
    for (const Box& part : row.parts)
      places.push_back(make_line_crop(part, top, foot, page, std::exchange(begins, false)));
  }
  return places;
}

std::vector<LineCrop> merge_line_crops(const std::vector<LineCrop>& places) {
  if (places.size() < 2) return places;
  LineCrop all{places.front().box};
  for (const LineCrop& place : places) all.box = united(all.box, place.box);
  return {all};
}

std::vector<LineCrop> remove_glyph_holes(const std::vector<LineCrop>& places) {
  std::vector<LineCrop> out;
  for (const LineCrop& place : places)
    if (out.empty() || !is_hole(place.box, out.back().box)) out.push_back(place);
  return out;
}

}  // namespace codau::ocr
