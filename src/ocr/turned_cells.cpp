#include "ocr/turned_cells.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/box.h"
#include "ocr/wording.h"
#include "raster/pixels.h"
#include "raster/placement.h"
#include "raster/rotation.h"

namespace codau::ocr {
namespace {

constexpr double kSlender = 1.5;     ///< heights to widths
constexpr double kLineHigh = 3.0;    ///< x-heights: a line of print with its marks
constexpr double kLetterGap = 0.23;  ///< x-heights of white between the letters of a word, at most
constexpr double kSpeck = 0.46;      ///< x-heights: letters are larger
constexpr double kMargin = 0.96;     ///< x-heights of paper about print that is read
constexpr double kUpright = 0.90;    ///< confidence of a cell that needs no turn
constexpr double kReads = 0.60;      ///< least confidence of a turned cell
constexpr double kGain = 0.15;       ///< what a turn must gain

/// The rows that the longest stretch of ink goes through, gaps up to `gap` closed.
std::int32_t longest_stretch(const Pix* ink, const Box& box, std::int32_t gap) {
  std::int32_t longest = 0, begin = -1, last = -1;
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    if (image::ink_in(ink, {box.left, y, box.right, y + 1}) == 0) continue;
    if (begin < 0 || y - last > gap + 1) begin = y;
    last = y;
    longest = std::max(longest, last - begin + 1);
  }
  return longest;
}

/// What letters span, with a little paper around; the cell itself where there are none.
Box print_in(const image::CleanPage& page, const Box& cell) {
  const Box print = image::span_of_print(page.ink.get(), cell, page.pixels(kSpeck));
  if (print == Box()) return cell;
  return intersection(inflated(print, page.pixels(kMargin)), cell);
}

Lines read_at(const image::CleanPage& page, const Box& part, std::int32_t degrees, Engine& engine) {
  const image::PixPtr cell = image::cut(page.grey.get(), part, 0),
                      turned = image::turned(cell.get(), degrees);
  const Pix* const picture = turned ? turned.get() : cell.get();
  Lines lines = engine.read(picture, image::whole(picture), page.dpi, Mode::kBlock);
  image::Placement placement;
  placement.width = width_of(part);
  placement.height = height_of(part);
  placement.rotation = degrees;
  const auto placed = [&placement, &part](const Box& box) {
    const PageBox b = placement.area_to_page(box);  // here the page is the cell
    return translated(Box{b.left, b.top, b.right, b.bottom}, part.left, part.top);
  };
  for (ReadLine& line : lines) {
    line.box = placed(line.box);
    for (ReadWord& word : line.words) {
      word.box = placed(word.box);
      word.middles.clear();  // they were columns of the turned picture
    }
  }
  return lines;
}

bool has_a_word(const Lines& lines) {
  return std::ranges::any_of(lines, [](const ReadLine& line) {
    return std::ranges::any_of(line.words, [](const ReadWord& word) {
      return word.confidence >= kReads && is_like_word(word.text);
    });
  });
}

}  // namespace

bool may_be_turned(const Pix* ink, const Box& cell, double x_height) {
  if (height_of(cell) < kSlender * width_of(cell)) return false;
  const auto gap = static_cast<std::int32_t>(std::lround(kLetterGap * x_height));
  return longest_stretch(ink, cell, gap) > kLineHigh * x_height;
}

Lines read_turned(const image::CleanPage& page, const Box& cell, Engine& engine) {
  if (!may_be_turned(page.ink.get(), cell, page.x_height)) return {};
  const Box part = print_in(page, cell);
  const Lines upright = read_at(page, part, 0, engine);
  const double confidence = has_a_word(upright) ? confidence_of(upright) : 0;
  if (confidence >= kUpright) return {};
  Lines best;
  double least = std::max(kReads, confidence + kGain);
  for (const std::int32_t degrees : {90, 270}) {  // text that runs up is the usual kind
    Lines lines = read_at(page, part, degrees, engine);
    if (!has_a_word(lines) || confidence_of(lines) < least) continue;
    least = confidence_of(lines);
    best = std::move(lines);
  }
  return best;
}

}  // namespace codau::ocr
