#include "ocr/column_lines.h"

#include <algorithm>
#include <iterator>

#include "core/box.h"

namespace codau::ocr {

namespace {

constexpr double kBlank = 1.0;  ///< heights of a line; of lists set by typewriter 0.9

/// How many words of `line` go on with what ends `gap` in front of it: up to white twice as wide.
std::size_t words_before_white(const ReadLine& line, std::int32_t gap) {
  std::size_t count = 1;
  const std::vector<ReadWord>& words = line.words;
  while (count < words.size() && words[count].box.left - words[count - 1].box.right <= 2 * gap)
    ++count;
  return count;
}

}  // namespace

std::pair<ReadLines, ReadLines> extend_long_lines(ReadLines left, ReadLines right) {
  for (ReadLine& line : right) {
    const auto row = std::ranges::find_if(
        left, [&line](const ReadLine& other) { return is_on_one_row(other.box, line.box); });
    if (row == left.end() || line.words.empty()) continue;
    const std::int32_t gap = line.words.front().box.left - row->box.right;
    if (gap <= 0 || gap > kBlank * height_of(row->box)) continue;
    const std::size_t count = words_before_white(line, gap);
    const std::int32_t end = line.words[count - 1].box.right;
    const auto stands_behind = [&](const ReadLine& other) {
      return &other == &line || other.box.left > end;
    };
    if (count == line.words.size() && !std::ranges::all_of(right, stands_behind)) continue;
    const auto rest = line.words.begin() + static_cast<std::ptrdiff_t>(count);
    std::move(line.words.begin(), rest, std::back_inserter(row->words));
    line.words.erase(line.words.begin(), rest);
    row->box = united(row->box, find_word_bounds(row->words));
    line.box = find_word_bounds(line.words);
  }
  std::erase_if(right, [](const ReadLine& line) { return line.words.empty(); });
  return {std::move(left), std::move(right)};
}

ReadLines merge_columns(ReadLines left, ReadLines right) {
  ReadLines out = std::move(left);
  for (ReadLine& line : right) {
    const auto row = std::ranges::find_if(
        out, [&line](const ReadLine& other) { return is_on_one_row(other.box, line.box); });
    if (row == out.end()) {
      out.push_back(std::move(line));
      continue;
    }
    row->box = united(row->box, line.box);
    std::ranges::move(line.words, std::back_inserter(row->words));
    std::ranges::stable_sort(row->words, {}, [](const ReadWord& word) { return word.box.left; });
  }
  std::ranges::stable_sort(out, {}, [](const ReadLine& line) { return centre_y(line.box); });
  return out;
}

std::pair<ReadLines, ReadLines> split_columns(const ReadLines& lines, std::int32_t x) {
  std::pair<ReadLines, ReadLines> out;
  for (const ReadLine& line : lines) {
    ReadLine left, right;
    for (const ReadWord& word : line.words)
      (centre_x(word.box) < x ? left : right).words.push_back(word);
    for (auto [part, to] : {std::pair(&left, &out.first), std::pair(&right, &out.second)}) {
      if (part->words.empty()) continue;
      part->box = find_word_bounds(part->words);
      to->push_back(std::move(*part));
    }
  }
  return out;
}

std::pair<ReadLines, ReadLines> split_at_row(ReadLines lines, std::int32_t row) {
  std::pair<ReadLines, ReadLines> out;
  for (ReadLine& line : lines)
    (centre_y(line.box) < row ? out.first : out.second).push_back(std::move(line));
  return out;
}

}  // namespace codau::ocr
