#include "ocr/rotated_cells.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/box.h"
#include "ocr/line_classification.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::ocr {
namespace {

constexpr double kMinHeightsPerWidth = 1.5;            ///< of a cell with rotated text
constexpr double kMinRotatedStretchXHeights = 3.0;     ///< a line of print with its marks is lower
constexpr double kMaxRotatedLetterGapXHeights = 0.23;  ///< white between the letters of a word
constexpr double kMaxSpeckSizeXHeights = 0.46;         ///< letters are larger
constexpr double kPrintMarginXHeights = 0.96;          ///< paper around print that is read
constexpr double kMinUprightCellConfidence = 0.90;     ///< of a cell that needs no rotation
constexpr double kMinRotatedCellConfidence = 0.60;
constexpr double kMinRotationConfidenceGain = 0.15;

/// The rows that the longest stretch of ink goes through, gaps up to `gap` closed.
std::int32_t longest_stretch(const Pix* ink, const Box& box, std::int32_t gap) {
  std::int32_t longest = 0, begin = -1, last = -1;
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    if (image::count_ink_pixels(ink, {box.left, y, box.right, y + 1}) == 0) continue;
    if (begin < 0 || y - last > gap + 1) begin = y;
    last = y;
    longest = std::max(longest, last - begin + 1);
  }
  return longest;
}

/// What letters span, with a little paper around; the cell itself where there are none.
Box print_in(const image::CleanPage& page, const Box& cell) {
  const Box print =
      image::find_print_bounds(page.ink.get(), cell, page.to_pixels(kMaxSpeckSizeXHeights));
  if (print == Box()) return cell;
  return intersection(inflated(print, page.to_pixels(kPrintMarginXHeights)), cell);
}

ReadLines read_at(const image::CleanPage& page, const Box& part, std::int32_t degrees,
                  OcrEngine& engine) {
  const image::PixPtr cell = image::crop(page.grey.get(), part, 0),
                      turned = image::rotate_quarter_turns(cell.get(), degrees);
  const Pix* const picture = turned ? turned.get() : cell.get();
  ReadLines lines = engine.recognise(
      cut_text_picture(picture, image::get_bounds(picture), page.dpi, SegmentationMode::kBlock));
  image::PageTransform transform;
  transform.width = width_of(part);
  transform.height = height_of(part);
  transform.rotation = degrees;
  const auto placed = [&transform, &part](const Box& box) {
    const PageBox b = transform.map_area_to_page(box);  // here the page is the cell
    return translated(Box{b.left, b.top, b.right, b.bottom}, part.left, part.top);
  };
  for (ReadLine& line : lines) {
    line.box = placed(line.box);
    for (ReadWord& word : line.words) {
      word.box = placed(word.box);
      word.character_centres.clear();  // they were columns of the turned picture
    }
  }
  return lines;
}

bool has_a_word(const ReadLines& lines) {
  return std::ranges::any_of(lines, [](const ReadLine& line) {
    return std::ranges::any_of(line.words, [](const ReadWord& word) {
      return word.confidence >= kMinRotatedCellConfidence && is_word_like(word.text);
    });
  });
}

}  // namespace

bool may_be_rotated(const Pix* ink, const Box& cell, double x_height) {
  if (height_of(cell) < kMinHeightsPerWidth * width_of(cell)) return false;
  const auto gap = static_cast<std::int32_t>(std::lround(kMaxRotatedLetterGapXHeights * x_height));
  return longest_stretch(ink, cell, gap) > kMinRotatedStretchXHeights * x_height;
}

ReadLines read_rotated_cell(const image::CleanPage& page, const Box& cell, OcrEngine& engine) {
  if (!may_be_rotated(page.ink.get(), cell, page.x_height)) return {};
  const Box part = print_in(page, cell);
  const ReadLines upright = read_at(page, part, 0, engine);
  const double confidence = has_a_word(upright) ? compute_mean_confidence(upright) : 0;
  if (confidence >= kMinUprightCellConfidence) return {};
  ReadLines best;
  double least = std::max(kMinRotatedCellConfidence, confidence + kMinRotationConfidenceGain);
  for (const std::int32_t degrees : {90, 270}) {  // text that runs up is the usual kind
    ReadLines lines = read_at(page, part, degrees, engine);
    if (!has_a_word(lines) || compute_mean_confidence(lines) < least) continue;
    least = compute_mean_confidence(lines);
    best = std::move(lines);
  }
  return best;
}

}  // namespace codau::ocr
