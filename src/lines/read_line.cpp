#include "lines/read_line.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <span>
#include <utility>

#include "core/box.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

/// By the length of the words; 0 without any.
double mean_confidence(std::span<const ReadLine> lines) {
  double sum = 0, weight = 0;
  for (const ReadLine& line : lines) {
    for (const ReadWord& word : line.words) {
      const auto size = static_cast<double>(word.text.size());
      sum += word.confidence * size;
      weight += size;
    }
  }
  return weight > 0 ? sum / weight : 0;
}

}  // namespace

std::string join_text(const ReadLine& line) {
  std::string out;
  for (const ReadWord& word : line.words) {
    if (!out.empty()) out += ' ';
    out += word.text;
  }
  return out;
}

std::vector<double> compute_character_centres(const ReadWord& word) {
  if (!text::is_utf8(word.text)) return {};
  const std::size_t count = text::count_code_points(word.text);
  std::vector<double> out;
  for (std::size_t i = 0; i < count; ++i) {
    const double column =
        word.character_centres.size() == count
            ? word.character_centres[i]
            : width_of(word.box) * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    out.push_back(word.box.left + column);
  }
  return out;
}

Box find_word_bounds(const std::vector<ReadWord>& words) {
  Box box;
  for (const ReadWord& word : words) box = united(box, word.box);
  return box;
}

void split_word(ReadLine& line, std::size_t word_index, std::size_t byte, std::int32_t first_end,
                std::int32_t second_begin) {
  ReadWord& word = line.words[word_index];
  assert(byte > 0 && byte < word.text.size());
  ReadWord second{word.text.substr(byte), word.box, word.confidence};
  second.box.left = std::min(second_begin, word.box.right);
  const std::size_t letters = text::count_code_points(std::string_view(word.text).substr(0, byte));
  if (word.character_centres.size() == text::count_code_points(word.text)) {
    for (std::size_t i = letters; i < word.character_centres.size(); ++i)
      second.character_centres.push_back(word.character_centres[i] + word.box.left -
                                         second.box.left);
    word.character_centres.resize(letters);
  }
  word.text.resize(byte);
  word.box.right = std::min(first_end, word.box.right);
  word.alternatives.clear();
  line.words.insert(line.words.begin() + static_cast<std::ptrdiff_t>(word_index) + 1,
                    std::move(second));
}

double compute_mean_confidence(const ReadLine& line) { return mean_confidence({&line, 1}); }
double compute_mean_confidence(const ReadLines& lines) { return mean_confidence(lines); }

}  // namespace codau::ocr
