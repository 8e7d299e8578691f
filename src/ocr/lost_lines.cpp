#include "ocr/lost_lines.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "ocr/line_classification.h"
#include "raster/pixels.h"
#include "segment/rules/letter_rows.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

constexpr double kMinRowConfidence = 0.75;      ///< mean of a row that is taken
constexpr double kMinSettledConfidence = 0.70;  ///< a line this sure is not read again
constexpr double kMinRowConfidenceGain = 0.10;  ///< of a second reading of a line
constexpr double kRowMarginInches = 0.15;       ///< at both ends, where a letter hangs on a stroke
constexpr std::size_t kMaxPositionWords = 7, kMaxNameWords = 5, kMaxWordLetters = 7;

enum class WordCase { kOther, kCapitals, kTitle };

/// All capitals, or one before small letters; a full stop may end it ("KT.").
WordCase look_of(std::string_view word) {
  if (word.ends_with('.') || word.ends_with(',')) word.remove_suffix(1);
  if (word.empty() || text::count_code_points(word) > kMaxWordLetters) return WordCase::kOther;
  std::size_t letters = 0, capitals = 0;
  bool first_capital = false;
  while (!word.empty()) {
    const std::string_view letter = word.substr(0, text::find_segment_end(word, 0));
    const bool upper = text::to_lower(letter) != letter, lower = text::to_upper(letter) != letter;
    if (!upper && !lower) return WordCase::kOther;
    if (letters == 0) first_capital = upper;
    ++letters;
    capitals += upper ? 1 : 0;
    word.remove_prefix(letter.size());
  }
  if (capitals == letters) return letters > 1 ? WordCase::kCapitals : WordCase::kOther;
  return first_capital && capitals == 1 ? WordCase::kTitle : WordCase::kOther;
}

bool all_are(const ReadLine& line, WordCase look) {
  return std::ranges::all_of(line.words, [look](const ReadWord& word) {
    return text::is_utf8(word.text) && look_of(word.text) == look;
  });
}

bool overlap(const Box& a, const Box& b) { return x_overlap(a, b) > 0 && is_on_one_row(a, b); }

/// The better of two readings that is a name or a position; no words where neither is.
ReadLine read_row(const image::CleanPage& copy, const image::LetterRows& found, const Box& row,
                  const Box& area, OcrEngine& engine) {
  const auto reach = static_cast<std::int32_t>(kRowMarginInches * copy.dpi);
  const Box wider = intersection(inflated(row, reach, 0), area);
  ReadLine best;
  const auto attempt = [&](const Pix* picture, const Box& box) {
    ReadLines lines =
        engine.recognise(cut_text_picture(picture, box, copy.dpi, SegmentationMode::kLine));
    if (lines.size() != 1 || !is_person_name_or_position(lines[0])) return;
    if (compute_mean_confidence(lines) > compute_mean_confidence(best)) best = std::move(lines[0]);
  };
  attempt(found.grey.get(), row);
  attempt(copy.grey.get(), row);
  attempt(copy.grey.get(), wider);
  return best;
}

}  // namespace

bool is_person_name(const ReadLine& line) {
  return line.words.size() >= 2 && line.words.size() <= kMaxNameWords &&
         all_are(line, WordCase::kTitle);
}

bool is_person_name_or_position(const ReadLine& line) {
  if (is_person_name(line)) return true;
  return line.words.size() >= 2 && line.words.size() <= kMaxPositionWords &&
         all_are(line, WordCase::kCapitals);
}

ReadLines recover_lost_lines(const image::CleanPage& copy, const Box& area, OcrEngine& engine,
                             ReadLines lines) {
  const image::LetterRows found = image::find_letter_rows(copy, area);
  for (const Box& row : found.rows) {
    double known = 0;
    for (const ReadLine& line : lines) {
      if (overlap(line.box, row)) known = std::max(known, compute_mean_confidence(line));
    }
    if (known >= kMinSettledConfidence) continue;
    ReadLine again = read_row(copy, found, row, area, engine);
    if (compute_mean_confidence(again) < std::max(kMinRowConfidence, known + kMinRowConfidenceGain))
      continue;
    for (ReadLine& line : lines) {  // what is sure beside the row stays
      if (!overlap(line.box, row)) continue;
      std::erase_if(line.words, [&again](const ReadWord& word) {
        return word.confidence < kMinSettledConfidence || x_overlap(word.box, again.box) > 0;
      });
      line.box = find_word_bounds(line.words);
    }
    std::erase_if(lines, [](const ReadLine& line) { return line.words.empty(); });
    const auto below = std::ranges::find_if(
        lines, [&again](const ReadLine& line) { return line.box.top > again.box.top; });
    lines.insert(below, std::move(again));
  }
  return lines;
}

}  // namespace codau::ocr
