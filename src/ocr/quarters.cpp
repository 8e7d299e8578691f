#include "ocr/quarters.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "image/strokes.h"
#include "ocr/wording.h"

namespace codau::ocr {
namespace {

constexpr std::string_view kStemLike = "ILlHTJ1!|";
constexpr std::size_t kMost = 3;     ///< stems; IV has another shape
constexpr std::size_t kLongest = 4;  ///< letters that may have been read for them

/// Bytes at the start of a word that may be stems.
std::size_t numeral_end(std::string_view word) {
  return std::min(word.find_first_not_of(kStemLike), word.size());
}

/// Nothing, a stroke or a sign stands behind the numeral, no letter.
bool ends_there(std::string_view rest) {
  return rest.empty() || rest.starts_with("\u2044") ||
         std::string_view("/.,;:)-").find(rest[0]) != std::string_view::npos;
}

/// How many stems the print begins with; 0 when they do not end at white or at a wide glyph.
std::size_t stems_of(const image::CleanPage& page, const Box& word) {
  const std::string pattern = image::strokes_in(page, word).pattern;
  const std::size_t stems = std::min(pattern.find_first_not_of('|'), pattern.size());
  return stems <= kMost && (stems == pattern.size() || pattern[stems] == 'w') ? stems : 0;
}

}  // namespace

void settle_quarters(const image::CleanPage& page, Lines& lines) {
  for (ReadLine& line : lines) {
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      ReadWord& word = line.words[i];
      const std::size_t end = numeral_end(word.text);
      if (end == 0 || end > kLongest || !ends_there(std::string_view(word.text).substr(end)))
        continue;
      if (key_of({{line.words[i - 1]}, {}}) != "quy") continue;
      if (const std::size_t stems = stems_of(page, word.box); stems > 0)
        word.text.replace(0, end, stems, 'I');
    }
  }
}

}  // namespace codau::ocr
