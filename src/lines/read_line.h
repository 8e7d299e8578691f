// lines/read_line.h — words and lines as they are read from a clean copy. Boxes in pixels of the
// copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/values.h"

namespace codau::ocr {

struct ReadWord {
  std::string text;
  Box box;
  double confidence = 0;
  std::vector<OcrAlternative> alternatives{};  ///< before `text` was put right by rules
  /// Where its characters were said: columns from the left edge of `box` on.
  std::vector<std::int32_t> character_centres{};
  bool is_handwritten = false, has_unread_ink_after = false;  ///< as OcrWord says
};
struct ReadLine {
  std::vector<ReadWord> words;
  Box box;
};
using ReadLines = std::vector<ReadLine>;

/// Words joined by blanks.
[[nodiscard]] std::string join_text(const ReadLine& line);
/// Where the characters of a word have their middles, in columns of the copy: where they were said;
/// where rules have changed their number, all are taken to be equally wide. None for bytes that are
/// no UTF-8.
[[nodiscard]] std::vector<double> compute_character_centres(const ReadWord& word);
/// The smallest box around all words.
[[nodiscard]] Box find_word_bounds(const std::vector<ReadWord>& words);
/// Parts word `which` of a line before byte `at`, inside its text: the first piece ends at `end`,
/// the other begins at `begin`, neither beyond the right edge of the word. Each keeps the middles
/// of its characters; the alternatives of the word, which are to the whole of it, go.
void split_word(ReadLine& line, std::size_t which, std::size_t at, std::int32_t end,
                std::int32_t begin);
/// Mean word confidence weighted by length; 0 without words.
[[nodiscard]] double compute_mean_confidence(const ReadLine& line);
[[nodiscard]] double compute_mean_confidence(const ReadLines& lines);

}  // namespace codau::ocr
