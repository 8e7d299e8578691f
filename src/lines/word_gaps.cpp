#include "lines/word_gaps.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "core/box.h"
#include "core/percentile.h"
#include "raster/line_image.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

/// White from which on a gap parts two words: in heights of the place, and in median gaps between
/// the words of the line. In 18,802 lines of synthetic pages of 31 kinds (seeds 11003 and 11021), 9
/// of 10 gaps between words have 0.16 heights and more, and 0.85 of the median. 99 of 100 gaps
/// between letters and signs that belong together have less than 0.20 and 0.60. What had as much as
/// these two was parted on paper, except figures beside figures, full stops and slashes.
constexpr double kMinWordGapLineHeights = 0.14, kMinWordGapMedianGaps = 0.75;
constexpr std::size_t kMinWordsOfLine = 3;  ///< which show how much white the words have

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_vietnamese_letter(char32_t c) { return static_cast<bool>(text::letter(c)); }

/// Whether what stands to the left and to the right may be a word each.
bool may_part(char32_t left, char32_t right) {
  if (left == U'-' || right == U'-') return is_digit(left) || is_digit(right);
  if (left == U',' || left == U';') return is_digit(right) || is_vietnamese_letter(right);
  if (left == U'(' && right == U')') return true;
  return (is_digit(left) && is_vietnamese_letter(right)) ||
         (is_vietnamese_letter(left) && is_digit(right));
}

/// What words of the line have between them; 0 where too few tell.
std::int32_t white_between(const std::vector<ReadWord>& words) {
  if (words.size() < kMinWordsOfLine) return 0;
  std::vector<std::int32_t> out;
  for (std::size_t i = 1; i < words.size(); ++i)
    out.push_back(words[i].box.left - words[i - 1].box.right);
  return median(std::span(out));
}

struct WordSplit {
  std::size_t byte = 0;
  image::ColumnGap white;
};

/// The first place with at least that much white in which the word may be parted.
std::optional<WordSplit> parting_of(const ReadWord& word, const std::vector<bool>& inked,
                                    std::int32_t left, double least) {
  const std::vector<double> columns = compute_character_centres(word);
  const auto column = [&](double x) {
    return static_cast<std::int32_t>(std::clamp(x - left, 0.0, static_cast<double>(inked.size())));
  };
  char32_t before = 0;
  std::size_t byte = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t at = byte;
    const char32_t here = text::next_code_point(word.text, byte);
    if (i > 0 && may_part(before, here)) {
      const auto white = image::find_widest_gap(inked, column(columns[i - 1]), column(columns[i]));
      if (white && white->width() >= least) return WordSplit{at, *white};
    }
    before = here;
  }
  return std::nullopt;
}

}  // namespace

void split_words_at_gaps(ReadLine& line, const std::vector<bool>& inked, std::int32_t left,
                         std::int32_t height) {
  const std::int32_t between = white_between(line.words);
  if (between <= 0) return;
  const double least = std::max(kMinWordGapLineHeights * height, kMinWordGapMedianGaps * between);
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    if (const auto at = parting_of(line.words[i], inked, left, least))
      split_word(line, i, at->byte, left + at->white.begin, left + at->white.end);
  }
}

}  // namespace codau::ocr
