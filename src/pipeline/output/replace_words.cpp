#include "pipeline/output/replace_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "core/changes.h"

namespace codau::pipeline {
namespace {

using exports::PlacedLine;
using exports::PlacedWord;

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> out;
  for (std::size_t at = line.find_first_not_of(" \t"); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
    out.emplace_back(line.substr(at, end - at));
    at = line.find_first_not_of(" \t", end);
  }
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = std::min(text.find_first_of("\n\f"), text.size());
    out.push_back(text.substr(0, end));
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

/// Begin and end of a box in reading direction.
struct Stretch {
  std::int32_t begin = 0, end = 0;
};
Stretch along(const PageBox& box, int rotation) {
  switch (rotation) {
    case 90:
      return {-box.bottom, -box.top};
    case 180:
      return {-box.right, -box.left};
    case 270:
      return {box.top, box.bottom};
    default:
      return {box.left, box.right};
  }
}
PageBox with_stretch(PageBox box, Stretch of, int rotation) {
  switch (rotation) {
    case 90:
      box.bottom = -of.begin;
      box.top = -of.end;
      return box;
    case 180:
      box.right = -of.begin;
      box.left = -of.end;
      return box;
    case 270:
      box.top = of.begin;
      box.bottom = of.end;
      return box;
    default:
      box.left = of.begin;
      box.right = of.end;
      return box;
  }
}

/// Returns the box for new words after the first `head` words of a line and before the last `tail`.
PageBox room_for(const PlacedLine& line, std::size_t head, std::size_t tail) {
  PageBox out;
  for (std::size_t i = head; i < line.size() - tail; ++i)
    out = i == head ? line[i].box : united(out, line[i].box);
  if (head + tail < line.size()) return out;
  if (head == 0) return line.front().box;
  if (tail == 0) return line[head - 1].box;
  return exports::find_gap_box(line[head - 1].box, line[head].box);
}

/// Divides a box among the words of `text` by their length.
PlacedLine placed(const std::vector<std::string>& text, const PageBox& box, int rotation) {
  std::size_t letters = 0, before = 0;
  for (const std::string& word : text) letters += word.size() + 1;
  const Stretch all = along(box, rotation);
  const auto at = [&](std::size_t n) {
    const std::int64_t wide = std::int64_t{all.end} - all.begin;
    return static_cast<std::int32_t>(all.begin + wide * static_cast<std::int64_t>(n) /
                                                     static_cast<std::int64_t>(letters));
  };
  PlacedLine out;
  for (const std::string& word : text) {
    PlacedWord placed{word, with_stretch(box, {at(before), at(before + word.size())}, rotation)};
    placed.is_set = true;
    before += word.size() + 1;
    out.push_back(std::move(placed));
  }
  return out;
}

}  // namespace

void replace_words(PlacedLine& line, const std::string& words, int rotation) {
  const std::vector<std::string> now = words_of(words);
  if (line.empty() || now.empty()) return;
  std::size_t head = 0, tail = 0;
  const std::size_t least = std::min(line.size(), now.size());
  while (head < least && line[head].text == now[head]) ++head;
  while (head + tail < least && line[line.size() - 1 - tail].text == now[now.size() - 1 - tail])
    ++tail;
  const std::vector<std::string> middle(now.begin() + static_cast<std::ptrdiff_t>(head),
                                        now.end() - static_cast<std::ptrdiff_t>(tail));
  PlacedLine more;
  if (!middle.empty()) more = placed(middle, room_for(line, head, tail), rotation);
  std::string as_read;
  for (std::size_t i = head; i < line.size() - tail; ++i) {
    const PlacedWord& gone = line[i];
    as_read.append(as_read.empty() ? "" : " ")
        .append(gone.as_read.empty() ? gone.text : gone.as_read);
  }
  if (!more.empty()) more.front().as_read = as_read;
  const auto first = line.erase(line.begin() + static_cast<std::ptrdiff_t>(head),
                                line.end() - static_cast<std::ptrdiff_t>(tail));
  line.insert(first, more.begin(), more.end());
}

void replace_lines(const std::string& restored, const std::string& text,
                   std::vector<exports::PlacedPage>& pages) {
  const std::vector<std::string_view> before = lines_of(restored), now = lines_of(text);
  if (before.size() != now.size()) return;
  std::vector<std::pair<PlacedLine*, int>> lines;
  for (exports::PlacedPage& page : pages) {
    for (exports::PlacedArea& area : page.areas) {
      for (exports::PlacedParagraph& paragraph : area)
        for (PlacedLine& line : paragraph) lines.emplace_back(&line, page.rotation);
    }
  }
  std::size_t next = 0;  // lines with words have the order of the text
  for (std::size_t i = 0; i < before.size() && next < lines.size(); ++i) {
    const std::vector<std::string> words = words_of(before[i]);
    const auto has_words = [&](const PlacedLine& line) {
      std::vector<std::string> read;
      for (const PlacedWord& word : line)
        for (std::string& one : words_of(word.text)) read.push_back(std::move(one));
      return read == words;
    };
    if (words.empty()) continue;
    // Limit of placed lines that the text lacks; an estimate.
    constexpr std::size_t kMostSkipped = 50;
    const std::size_t last = std::min(lines.size(), next + kMostSkipped);
    std::size_t found = next;
    while (found < last && !has_words(*lines[found].first)) ++found;
    if (found == last) continue;
    next = found + 1;
    if (before[i] != now[i])
      replace_words(*lines[found].first, std::string(now[i]), lines[found].second);
  }
}

}  // namespace codau::pipeline
