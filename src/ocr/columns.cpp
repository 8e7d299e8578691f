#include "ocr/columns.h"

#include <algorithm>
#include <iterator>

#include "core/box.h"

namespace codau::ocr {

Lines joined(Lines left, Lines right) {
  Lines out = std::move(left);
  for (ReadLine& line : right) {
    const auto row = std::ranges::find_if(
        out, [&line](const ReadLine& other) { return on_one_row(other.box, line.box); });
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

std::pair<Lines, Lines> parted(const Lines& lines, std::int32_t x) {
  std::pair<Lines, Lines> out;
  for (const ReadLine& line : lines) {
    ReadLine left, right;
    for (const ReadWord& word : line.words)
      (centre_x(word.box) < x ? left : right).words.push_back(word);
    for (auto [part, to] : {std::pair(&left, &out.first), std::pair(&right, &out.second)}) {
      if (part->words.empty()) continue;
      part->box = around(part->words);
      to->push_back(std::move(*part));
    }
  }
  return out;
}

std::pair<Lines, Lines> above_and_below(Lines lines, std::int32_t row) {
  std::pair<Lines, Lines> out;
  for (ReadLine& line : lines)
    (centre_y(line.box) < row ? out.first : out.second).push_back(std::move(line));
  return out;
}

}  // namespace codau::ocr
