// lines/read_line.h — recognised words and lines, before they become parts of an OcrPage
// (core/ocr_page.h). Boxes and columns are in pixels of the recognised picture. This is mostly the
// clean copy of a page (page/clean_page.h). "Read" in the names means "recognised".
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/values.h"

namespace codau::ocr {

/// A recognised word.
struct ReadWord {
  std::string text;  ///< normally UTF-8; Tesseract may return other bytes
  Box box;
  double confidence = 0;  ///< [0, 1]
  /// Other readings of the recogniser. Rules that corrected `text` did not change them.
  std::vector<OcrAlternative> alternatives{};
  /// The centre of each recognised character, in columns from the left edge of `box`. Empty if
  /// Tesseract read the word. Their number differs from the letters of `text` if rules changed it.
  std::vector<std::int32_t> character_centres{};
  bool is_handwritten = false;        ///< as OcrWord::is_handwritten
  bool has_unread_ink_after = false;  ///< as OcrWord::has_unread_ink_after
};
/// A recognised line: its words from left to right, and the box around them.
struct ReadLine {
  std::vector<ReadWord> words;
  Box box;
};
using ReadLines = std::vector<ReadLine>;

/// Returns the words of the line, joined by spaces.
[[nodiscard]] std::string join_text(const ReadLine& line);
/// Returns the centre of each code point of word.text, in columns of the picture. They are those of
/// ReadWord::character_centres if these are as many; otherwise all characters count as equally
/// wide. Returns an empty vector if word.text is not UTF-8.
[[nodiscard]] std::vector<double> compute_character_centres(const ReadWord& word);
/// Returns the smallest box around all words; `{}` without words.
[[nodiscard]] Box find_word_bounds(const std::vector<ReadWord>& words);
/// Splits the word with index `word_index` in two before byte `byte` of its text (more than 0, less
/// than its size). The first part ends at column `first_end`, the second part begins at column
/// `second_begin`; both columns are limited to the right edge of the word. Each part keeps the
/// centres of its characters and the confidence. The alternatives are dropped, because they are for
/// the whole word. Only the first part keeps is_handwritten and has_unread_ink_after.
void split_word(ReadLine& line, std::size_t word_index, std::size_t byte, std::int32_t first_end,
                std::int32_t second_begin);
/// Returns the mean confidence of the words, weighted by the bytes of their text; 0 without words.
[[nodiscard]] double compute_mean_confidence(const ReadLine& line);
[[nodiscard]] double compute_mean_confidence(const ReadLines& lines);

}  // namespace codau::ocr
