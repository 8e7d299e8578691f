#include "lines/unread_ends.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "raster/page_image.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

// Chosen on ten levels of made pages (seed 9871); docs/experiments/line-correction-rules.md.
// In median heights of the letters that were read.
constexpr double kMinLetterMedianHeights = 0.8;         ///< a stop, a dash or a mark is lower
constexpr double kMaxLetterMedianHeights = 2.0;         ///< a streak is higher
constexpr double kMaxCentreOffsetMedianHeights = 0.25;  ///< from a letter's print to its centre

constexpr std::size_t kMinReadComponents = 3;  ///< components which show how high the letters are
constexpr std::size_t kMaxEndCharacters = 4;   ///< "III."
constexpr double kMinLineConfidence = 0.80;    ///< of a line whose ends are worth a look

std::vector<double> centres_of(const ReadLine& line) {
  std::vector<double> out;
  for (const ReadWord& word : line.words) {
    const std::vector<double> columns = compute_character_centres(word);
    out.insert(out.end(), columns.begin(), columns.end());
  }
  std::ranges::sort(out);
  return out;
}

bool has_one_in(const std::vector<double>& sorted, double from, double to) {
  const auto first = std::ranges::lower_bound(sorted, from);
  return first != sorted.end() && *first <= to;
}

/// A digit at a letter: "sáp2".
bool mixed(char left, char right) {
  const auto is_letter = [](char c) {
    return (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return (text::is_ascii_digit(left) && is_letter(right)) ||
         (is_letter(left) && text::is_ascii_digit(right));
}

/// A few characters, one of them a letter or a digit.
bool is_print(std::string_view text) {
  std::size_t count = 0;
  bool has_letter = false;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const char32_t c = text::next_code_point(text, at);
    has_letter = has_letter || text::letter(c) || (c >= U'0' && c <= U'9');
  }
  return has_letter && count <= kMaxEndCharacters;
}

}  // namespace

UnreadEnds find_unread_ends(const ReadLine& line, const Pix* ink, const LineCrop& place) {
  const std::vector<double> centres = centres_of(line);
  if (centres.empty() || compute_mean_confidence(line) < kMinLineConfidence) return {};
  const std::vector<Box> components = image::find_components_in(ink, place.box);
  std::vector<std::int32_t> heights;
  for (const Box& one : components)
    if (has_one_in(centres, one.left, one.right)) heights.push_back(height_of(one));
  if (heights.size() < kMinReadComponents) return {};
  const std::int32_t height = median(std::span(heights));
  UnreadEnds out;
  for (const Box& one : components) {
    const bool goes_on = one.top <= place.box.top || one.bottom >= place.box.bottom;  // a streak
    if (goes_on || height_of(one) < kMinLetterMedianHeights * height ||
        height_of(one) > kMaxLetterMedianHeights * height)
      continue;
    out.left = out.left || one.right < centres.front() - kMaxCentreOffsetMedianHeights * height;
    out.right = out.right || one.left > centres.back() + kMaxCentreOffsetMedianHeights * height;
  }
  return out;
}

bool has_more_at_ends(const ReadLine& line, const ReadLine& other, const UnreadEnds& ends) {
  const std::string text = join_text(line), more = join_text(other);
  const std::size_t at = more.find(text);
  if (text.empty() || at == std::string::npos || more.size() == text.size()) return false;
  const std::string_view before = std::string_view(more).substr(0, at),
                         behind = std::string_view(more).substr(at + text.size());
  const bool mixes = (!before.empty() && mixed(before.back(), text.front())) ||
                     (!behind.empty() && mixed(text.back(), behind.front()));
  return !mixes && (before.empty() || (ends.left && is_print(before))) &&
         (behind.empty() || (ends.right && is_print(behind)));
}

}  // namespace codau::ocr
