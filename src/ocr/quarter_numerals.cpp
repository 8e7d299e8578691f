#include "ocr/quarter_numerals.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/box.h"
#include "lines/stem_pattern.h"
#include "ocr/line_classification.h"
#include "raster/line_image.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

constexpr std::string_view kStemLikeLetters = "ILlHTJ1!|";
constexpr std::size_t kMaxStems = 3;            ///< IV has another shape
constexpr std::size_t kMaxNumeralLetters = 4;   ///< letters that may have been read for the stems
constexpr double kMaxLetterGapXHeights = 0.46;  ///< white between the letters of a word

/// Bytes of a word before the sign behind its first letters, at most kMaxNumeralLetters of them;
/// else 0.
std::size_t numeral_end(std::string_view word) {
  const std::size_t end = std::min(word.find_first_of("/.,;:)-"), word.size());
  const auto letters =
      std::count_if(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(end),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return static_cast<std::size_t>(letters) <= kMaxNumeralLetters ? end : 0;
}

bool is_stem_like(std::string_view read) {
  return read.find_first_not_of(kStemLikeLetters) == std::string_view::npos;
}

/// "…/2024", "… năm 2024" from byte `end` of word `at` on.
bool before_year(const ReadLine& line, std::size_t at, std::size_t end) {
  const std::string& word = line.words[at].text;
  if (end < word.size()) return word[end] == '/';
  return at + 1 < line.words.size() && make_fold_key(line.words[at + 1]) == "nam";
}

/// The print of word `at` up to the white behind it: its box ends with the last letter that was
/// read.
Box print_of(const image::CleanPage& page, const ReadLine& line, std::size_t at) {
  const Box& word = line.words[at].box;
  const std::int32_t end =
      at + 1 < line.words.size() ? line.words[at + 1].box.left : word.right + 2 * height_of(word);
  const Box area =
      intersection({word.left, word.top, end, word.bottom}, image::get_bounds(page.ink.get()));
  if (is_empty(area)) return word;
  const std::vector<bool> inked =
      image::find_inked_columns(image::crop(page.ink.get(), area, 0).get());
  std::int32_t right = width_of(word), white = 0;
  for (std::int32_t x = right; x < width_of(area) && white <= page.to_pixels(kMaxLetterGapXHeights);
       ++x) {
    white = inked[static_cast<std::size_t>(x)] ? 0 : white + 1;
    if (white == 0) right = x + 1;
  }
  return {word.left, word.top, word.left + right, word.bottom};
}

/// How many stems the print begins with; 0 when they do not end at white or at a wide glyph. A word
/// that does not read like stems must show nothing else.
std::size_t stems_in(const image::CleanPage& page, const Box& print, bool reads_so) {
  const std::string pattern = image::find_stem_pattern(page, print).stems;
  const std::size_t stems = std::min(pattern.find_first_not_of('|'), pattern.size());
  const bool alone = stems == pattern.size();
  const bool ends = alone || (reads_so && pattern[stems] == 'w');
  return stems <= kMaxStems && ends ? stems : 0;
}

/// The numeral as it stands in what was read, for strokes too blurred to count: "I1" → "II", "H" →
/// "II". Empty where that is no quarter.
std::string spelt(std::string_view read) {
  std::string out;
  for (const char c : read) out += c == 'H' ? "II" : "I";
  return out.size() > kMaxStems ? std::string() : out;
}

}  // namespace

ReadLines correct_quarter_numerals(const image::CleanPage& page, ReadLines lines) {
  bool behind_quarter = false;  // "quý" may end the line above
  for (ReadLine& line : lines) {
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      ReadWord& word = line.words[i];
      const std::size_t end = numeral_end(word.text);
      const bool is_quarter = std::exchange(behind_quarter, make_fold_key(word) == "quy");
      if (end == 0 || !is_quarter) continue;
      const std::string read = word.text.substr(0, end);
      if (read == "1") continue;
      const bool reads_so = is_stem_like(read);
      if (!reads_so && !before_year(line, i, end)) continue;  // "quy định", "quý vị"
      const std::size_t stems = stems_in(page, print_of(page, line, i), reads_so);
      const std::string numeral = stems > 0  ? std::string(stems, 'I')
                                  : reads_so ? spelt(read)
                                             : std::string();
      if (!numeral.empty()) word.text.replace(0, end, numeral);
    }
  }
  return lines;
}

}  // namespace codau::ocr
