#include "ocr/noise_filter.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "ocr/line_classification.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

constexpr double kMaxOverhangInches = 0.08;  ///< of a word beside the column of text
constexpr double kStampOffsetInches = 0.25;  ///< left of the column: where incoming stamps begin
constexpr double kMinReliableWordConfidence = 0.70;       ///< dirt may be read with less
constexpr double kMinReliableShortWordConfidence = 0.60;  ///< likewise, of one or two characters
constexpr double kMinReliableLineConfidence = 0.70;       ///< no stamp or scrawl is read so surely
constexpr double kMaxGuessedConfidence = 0.40;            ///< of a word that is guessed
constexpr double kMaxStreakMeanConfidence = 0.20;         ///< of guessed words that a streak made
constexpr double kMinSignGapLineHeights = 2.5;            ///< white that cuts a sign off its line
constexpr double kMaxTypeLineHeights = 2.2;     ///< a few letters that are higher are handwriting
constexpr std::size_t kMinColumnLines = 5;      ///< lines which show the column of text
constexpr std::size_t kMinColumnLineWords = 4;  ///< words of such a line

bool is_weak(const ReadWord& word) {
  return word.confidence < kMinReliableWordConfidence || !has_letters(word.text);
}

bool is_speck(const ReadWord& word) {
  return (word.confidence < kMinReliableShortWordConfidence || !has_letters(word.text)) &&
         text::is_utf8(word.text) && text::count_code_points(word.text) <= 2;
}

/// True for a syllable of three letters and more and a number of two digits and more, whatever
/// signs stand around it: dirt is seldom read so.
bool is_well_spelt(const ReadWord& word) {
  constexpr std::string_view kDigits = "0123456789";
  const auto is_sign = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0;
  };
  std::string_view core = word.text;
  while (!core.empty() && is_sign(core.front())) core.remove_prefix(1);
  while (!core.empty() && is_sign(core.back())) core.remove_suffix(1);
  if (core.size() > 1 && core.find_first_not_of(kDigits) == core.npos) return true;
  return text::is_utf8(core) && text::count_code_points(core) > 2 &&
         text::is_legal_toned_syllable(core);
}

/// Two words and more at the end of a line that the engine itself does not believe, most of them
/// ill spelt; words.end() where there are none.
std::vector<ReadWord>::const_iterator begin_of_streak(const std::vector<ReadWord>& words) {
  auto begin = words.end();
  double sum = 0;
  while (begin - words.begin() > 1 && begin[-1].confidence < kMaxGuessedConfidence)
    sum += (--begin)->confidence;
  const auto count = words.end() - begin;
  const bool is_guessed =
      count >= 2 && sum <= kMaxStreakMeanConfidence * static_cast<double>(count);
  return is_guessed && 2 * std::count_if(begin, words.end(), is_well_spelt) < count ? begin
                                                                                    : words.end();
}

/// Marks of the line below or above, read as signs at the ends of a line: "_ PHẦN THỨ HAI", ". _ KẾ
/// HOẠCH". Rows of more signs are blanks to be filled in.
bool is_stray_sign(const ReadWord& word, bool begins) {
  const std::string& signs = word.text;
  if (signs.size() > 4 || signs.find_first_not_of(begins ? "_.,;'`" : "_") != std::string::npos)
    return false;
  return signs.find('_') != std::string::npos || signs.size() == 1;
}

std::int32_t percentile(std::vector<std::int32_t> values, std::size_t percent) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * percent / 100);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

RunningTextColumn measure_text_column(const ReadLines& body, const image::CleanPage& copy) {
  std::vector<std::int32_t> left, right, height;
  for (const ReadLine& line : body) {
    if (line.words.size() < kMinColumnLineWords ||
        compute_mean_confidence(line) < kMinReliableLineConfidence)
      continue;
    left.push_back(line.box.left);
    right.push_back(line.box.right);
    height.push_back(height_of(line.box));
  }
  if (left.size() < kMinColumnLines) return {};
  return {percentile(std::move(left), 10), percentile(std::move(right), 90),
          percentile(std::move(height), 50),
          static_cast<std::int32_t>(kMaxOverhangInches * copy.dpi),
          static_cast<std::int32_t>(kStampOffsetInches * copy.dpi)};
}

FilteredLine filter_noise(const ReadLine& line, const RunningTextColumn& column) {
  const auto is_dirt = [&](const ReadWord& word, std::int32_t gap) {
    const std::int32_t height = height_of(line.box);
    if (is_speck(word) && gap > kMinSignGapLineHeights * height) return true;
    const bool outside =
        column.line_height > 0 && (word.box.right < column.left - column.max_overhang ||
                                   word.box.left > column.right + column.max_overhang);
    return outside && is_weak(word) && (gap > height || !has_letters(word.text));
  };
  auto begin = line.words.begin(), end = begin_of_streak(line.words);
  const std::string key = make_fold_key(line);
  const bool is_number = is_number_line(key);
  if (is_number) end = line.words.end();
  const bool begins_with_label = is_number && key.starts_with("so");  // a wide blank may follow
  while (!begins_with_label && end - begin > 1 &&
         (is_stray_sign(*begin, true) || is_dirt(*begin, begin[1].box.left - begin->box.right)))
    ++begin;
  while (end - begin > 1 &&
         (is_stray_sign(end[-1], false) || is_dirt(end[-1], end[-1].box.left - end[-2].box.right)))
    --end;
  const auto part = [](auto from, auto to) {
    const std::vector<ReadWord> words(from, to);
    return ReadLine{words, find_word_bounds(words)};
  };
  FilteredLine out{part(begin, end), {}};
  if (begin != line.words.begin()) out.noise.push_back(part(line.words.begin(), begin));
  if (end != line.words.end()) out.noise.push_back(part(end, line.words.end()));
  return out;
}

bool is_page_furniture(const ReadLine& line, const RunningTextColumn& column) {
  if (is_noise(line) || is_signature_overlay(make_fold_key(line))) return true;
  const std::string text = join_text(line);
  return column.line_height > 0 && height_of(line.box) > kMaxTypeLineHeights * column.line_height &&
         text::is_utf8(text) && text::count_code_points(text) <= 4 &&
         compute_mean_confidence(line) < kMinReliableLineConfidence;
}

bool is_column_wide(const ReadLine& line, const RunningTextColumn& column) {
  return column.line_height > 0 && line.words.size() >= kMinColumnLineWords &&
         line.box.left >= column.left - column.max_overhang &&
         2 * width_of(line.box) > column.right - column.left &&
         height_of(line.box) < kMaxTypeLineHeights * column.line_height;
}

bool is_stamp_line(const ReadLine& line, const RunningTextColumn& column) {
  if (is_secrecy_or_urgency(make_fold_key(line))) return false;
  return compute_mean_confidence(line) < kMinReliableLineConfidence ||
         (column.line_height > 0 && line.box.left < column.left - column.stamp_offset);
}

bool is_doubtful_number(const ReadLine& line, const ReadLines& all) {
  const auto is_doubtful = [](const ReadLine& one) {
    return compute_mean_confidence(one) < kMinReliableWordConfidence;
  };
  return is_doubtful(line) && !std::ranges::all_of(all, is_doubtful);
}

}  // namespace codau::ocr
