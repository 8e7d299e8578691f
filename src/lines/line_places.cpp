#include "lines/line_places.h"

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

LinePlace place_of(const Box& ink, double top, double foot, const Box& page, bool begins_line) {
  constexpr std::int32_t kPadding = 4;  // pixels; as Tesseract, whose models are trained on it
  const auto above = static_cast<std::int32_t>(std::ceil(top)),
             below = static_cast<std::int32_t>(std::ceil(foot));
  return {{std::max(page.left, ink.left - kPadding),
           std::max(page.top, std::min(ink.top, above) - kPadding),
           std::min(page.right, ink.right + kPadding),
           std::min(page.bottom, std::max(ink.bottom, below) + kPadding)},
          begins_line};
}

std::vector<LinePlace> places_of(const image::TextRows& found, const Box& page) {
  std::vector<LinePlace> places;
  for (const image::TextRow& row : found.rows) {
    const double top = row.baseline - 1.5 * found.letter_height,
                 foot = row.baseline + 0.5 * found.letter_height;
    bool begins = true;
    for (const Box& part : row.parts)
      places.push_back(place_of(part, top, foot, page, std::exchange(begins, false)));
  }
  return places;
}

std::vector<LinePlace> as_one(const std::vector<LinePlace>& places) {
  if (places.size() < 2) return places;
  LinePlace all{places.front().box};
  for (const LinePlace& place : places) all.box = united(all.box, place.box);
  return {all};
}

std::vector<LinePlace> without_holes(const std::vector<LinePlace>& places) {
  std::vector<LinePlace> out;
  for (const LinePlace& place : places)
    if (out.empty() || !is_hole(place.box, out.back().box)) out.push_back(place);
  return out;
}

}  // namespace codau::ocr
