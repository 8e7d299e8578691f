#include "ocr/re_recognition.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/box.h"
#include "lines/line_starts.h"
#include "ocr/quarter_numerals.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

constexpr double kMinUndoubtedConfidence = 0.60;  ///< a line with a word below this is read again
constexpr double kSecondReadingScale = 0.70;  ///< size at which the second reading sees the line
constexpr double kMinSecondReadingConfidenceGain = 0.10;

bool is_doubtful(const ReadLine& line) {
  return std::ranges::any_of(
      line.words, [](const ReadWord& word) { return word.confidence < kMinUndoubtedConfidence; });
}

/// Whether the words of `line` that are sure stand within the words of `again`: of a reading that
/// lost one the others may well be surer.
bool has_all_sure(const ReadLine& again, const ReadLine& line) {
  const Box print = find_word_bounds(again.words);
  return std::ranges::all_of(line.words, [&print](const ReadWord& word) {
    const std::int32_t middle = centre_x(word.box);
    return word.confidence < kMinUndoubtedConfidence ||
           (print.left <= middle && middle < print.right);
  });
}

/// One line alone, seen at `factor` of its size.
ReadLine read_alone(const image::CleanPage& page, const Box& box, double factor, OcrEngine& text) {
  const image::PixPtr pix = image::resample(image::crop(page.grey.get(), box, 0).get(), factor);
  const auto sized = [factor](std::int32_t length) {
    return static_cast<std::int32_t>(factor * length);
  };
  ReadLines lines = text.recognise(
      cut_text_picture(pix.get(), {0, 0, sized(width_of(box)), sized(height_of(box))},
                       sized(page.dpi), SegmentationMode::kLine, WritingKind::kTypeAndHand));
  if (lines.size() != 1) return {};
  const auto placed = [factor](std::int32_t origin, std::int32_t at) {
    return origin + static_cast<std::int32_t>(at / factor);
  };
  for (ReadWord& word : lines[0].words) {
    for (std::int32_t& middle : word.character_centres) middle = placed(0, middle);
    word.box = {placed(box.left, word.box.left), placed(box.top, word.box.top),
                placed(box.left, word.box.right), placed(box.top, word.box.bottom)};
  }
  return {std::move(lines[0].words), box};
}

}  // namespace

ReadLines re_recognise_doubtful_lines(const image::CleanPage& page, OcrEngine& text,
                                      ReadLines lines) {
  for (ReadLine& line : lines) {
    if (!is_doubtful(line)) continue;
    double best = std::max(kMinUndoubtedConfidence,
                           compute_mean_confidence(line) + kMinSecondReadingConfidenceGain);
    for (const double factor : {1.0, kSecondReadingScale}) {
      ReadLine again = read_alone(page, line.box, factor, text);
      const double confidence = compute_mean_confidence(again);
      if (confidence < best || !has_all_sure(again, line)) continue;
      best = confidence;
      line = std::move(again);
    }
  }
  return lines;
}

ReadLines correct_numerals(const image::CleanPage& page, ReadLines lines) {
  return correct_quarter_numerals(page, correct_line_starts(page, std::move(lines)));
}

}  // namespace codau::ocr
