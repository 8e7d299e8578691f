#include "lines/line_starts.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/box.h"
#include "lines/stem_pattern.h"
#include "raster/pixels.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

// In heights of the first word.
constexpr double kMaxStopHeightWordHeights = 0.40;  ///< a full stop is lower
constexpr double kMinWordGapWordHeights = 0.20;     ///< white between two words

constexpr std::size_t kMaxNumeralBytes = 5;     ///< of the letters read for a numeral
constexpr std::size_t kMinHeadingCapitals = 5;  ///< capitals of the shortest heading
constexpr std::string_view kMarks = ".,:;";

/// Capitals and no small letter from byte `at` on in the first word and in all behind it.
bool is_heading(const ReadLine& line, std::size_t at) {
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    std::string_view word = line.words[i].text;
    if (i == 0) word.remove_prefix(at);
    for (; !word.empty(); word.remove_prefix(text::find_first_segment(word).size())) {
      const std::string_view letter = text::find_first_segment(word);
      if (text::to_upper(letter) != letter) return false;
      if (text::to_lower(letter) != letter) ++capitals;
    }
  }
  return capitals >= kMinHeadingCapitals;
}

/// "VHIL", "II": letters that together are no word, whatever stands behind them.
bool is_numeral(std::string_view read) {
  return read.size() > 1 && std::string_view("IVX").find(read[0]) != std::string_view::npos &&
         read.find_first_not_of("IVXHLTJ1l!|") == std::string_view::npos;
}

/// Connected components of ink of the word and a little behind it, from the left, in pixels of the
/// page.
std::vector<Box> components_of(const image::CleanPage& page, const Box& word) {
  const std::int32_t height = height_of(word), edge = height / 8;
  std::vector<Box> out = image::find_components_in(
      page.ink.get(), {word.left - edge, word.top - edge, word.right + height, word.bottom + edge});
  std::ranges::sort(out, {}, &Box::left);
  return out;
}

/// The numeral and its stop, where the stop shows.
Box numeral_in(const image::CleanPage& page, const Box& word) {
  const std::int32_t height = height_of(word), middle = centre_y(word);
  for (const Box& one : components_of(page, word)) {
    const bool is_low = one.top > middle && height_of(one) < kMaxStopHeightWordHeights * height;
    if (is_low && one.left > word.left + height / 8)
      return {word.left, word.top, one.right, word.bottom};
  }
  return word;
}

/// "L. Mục tiêu": a stop, then a capital; the strokes say whether the letter before it is a
/// numeral.
bool is_title(const ReadLine& line, std::size_t at) {
  constexpr std::string_view kNumerals = "ILlHTJNM!|VX";
  const std::string bare =
      text::strip_diacritics(text::find_first_segment(line.words[0].text));  // "Ì."
  if (bare.empty() || kNumerals.find(bare[0]) == std::string_view::npos) return false;
  const std::string_view behind = at < line.words[0].text.size()
                                      ? std::string_view(line.words[0].text).substr(at)
                                      : std::string_view(line.words[1].text);
  const std::string_view letter = text::find_first_segment(behind);
  return line.words[0].text[at - 1] == '.' && text::to_lower(letter) != letter;
}

/// "k. Kinh phí": the small letter of an item; 0 without one.
char item_letter(const ReadLine& line) {
  const std::string& first = line.words[0].text;
  const bool is_item = first.size() == 2 && (first[1] == '.' || first[1] == ')') &&
                       first[0] >= 'a' && first[0] <= 'z';
  return is_item ? first[0] : '\0';
}

void settle_numeral(const image::CleanPage& page, ReadLine& line) {
  const ReadWord& first = line.words[0];
  const std::size_t end = std::min(first.text.find_first_of(kMarks), first.text.size());
  const bool marked = end < first.text.size();
  const std::size_t rest = marked ? end + 1 : end;
  if (rest == first.text.size() && line.words.size() < 2) return;
  if (rest < first.text.size() && first.text[rest] >= '0' && first.text[rest] <= '9') return;
  if (end == 0 || end > kMaxNumeralBytes || (!marked && line.words.size() < 2)) return;
  const std::string read = text::strip_diacritics(first.text.substr(0, end));  // "Ì."
  if (!is_heading(line, rest) && !is_numeral(read) && !(marked && is_title(line, rest))) return;
  const Box print = numeral_in(page, first.box);
  const image::StemPattern ink_stems = image::find_stem_pattern(page, print);
  std::string numeral = resolve_heading_numeral(read, ink_stems.stems);
  if (numeral.empty()) return;
  if (marked || ink_stems.has_full_stop) numeral += '.';
  if (rest < first.text.size()) {  // the heading's first word was read into the numeral
    split_word(line, 0, rest, print.right, print.right + 1);
  }
  line.words[0].text = std::move(numeral);
}

void settle_dash(const image::CleanPage& page, ReadLine& line) {
  ReadWord& first = line.words[0];
  if (first.text[0] == '~') first.text[0] = '-';
  if (first.text[0] != '-' || first.text.size() < 2) return;
  const std::string_view behind = text::find_first_segment(std::string_view(first.text).substr(1));
  if (text::to_lower(behind) == text::to_upper(behind)) return;  // "-5", "--"
  const std::vector<Box> components = components_of(page, first.box);
  if (components.size() < 2) return;
  const std::int32_t gap = components[1].left - components[0].right;
  if (gap < kMinWordGapWordHeights * height_of(first.box)) return;
  split_word(line, 0, 1, components[0].right, components[1].left);
}

}  // namespace

std::string resolve_heading_numeral(std::string_view read, std::string_view ink_stems) {
  constexpr std::string_view kStemLike = "ILlHTJNM1!|";
  if (ink_stems.empty() || ink_stems.size() > 4 || read == "1" || read == "11") return {};
  const auto stems = [&ink_stems](std::size_t from) {
    return ink_stems.find_first_not_of('|', from) == std::string_view::npos;
  };
  if (stems(0) && ink_stems.size() <= 3 &&
      read.find_first_not_of(kStemLike) == std::string_view::npos)
    return std::string(ink_stems.size(), 'I');
  const char wide = read[0];
  if (ink_stems[0] == 'w' && stems(1) && (wide == 'V' || wide == 'X') &&
      read.find_first_not_of(kStemLike, 1) == std::string_view::npos)
    return wide + std::string(ink_stems.size() - 1, 'I');
  return {};
}

ReadLines correct_line_starts(const image::CleanPage& page, ReadLines lines) {
  char item = 0;
  for (ReadLine& line : lines) {
    if (line.words.empty() || line.words[0].text.empty()) continue;
    settle_dash(page, line);
    const char letter = item_letter(line);
    const bool goes_on = item == 'k' && letter == 'l';  // item l, no I
    if (letter != 0) item = letter;
    if (!goes_on) settle_numeral(page, line);
  }
  return lines;
}

}  // namespace codau::ocr
