#include "export/words/placed_page.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "core/box.h"
#include "core/percentile.h"
#include "text/text_document.h"
#include "text/utf8.h"

namespace codau::exports {
namespace {

/// Maximum number of words for the estimate: more words add no precision.
constexpr std::size_t kMaxBaselineWords = 64;
/// Maximum slope. A steeper line has words of several lines.
constexpr double kMaxBaselineSlope = 0.2;

/// Letters and signs with a descender or a dot below.
constexpr std::u32string_view kDescenders =
    U"gjpqyQ()[]{},;/\\|_$@\u00A7\u00FD\u1EA0\u1EA1\u1EAC\u1EAD\u1EB6\u1EB7\u1EB8\u1EB9\u1EC6"
    U"\u1EC7\u1ECA\u1ECB\u1ECC\u1ECD\u1ED8\u1ED9\u1EE2\u1EE3\u1EE4\u1EE5\u1EF0\u1EF1\u1EF3"
    U"\u1EF4\u1EF5\u1EF7\u1EF9";

bool is_letter_or_digit(char32_t c) {
  const bool is_small = c >= U'a' && c <= U'z';
  return is_small || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') ||
         (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
}

bool stands_on_the_line(std::string_view word) {
  bool has_letter = false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = text::next_code_point(word, at);
    if (kDescenders.find(c) != kDescenders.npos) return false;
    has_letter = has_letter || is_letter_or_digit(c);
  }
  return has_letter;
}

PageBox upright(const PageBox& box, const PlacedPage& page) {
  TextPage turned;
  turned.width = page.width;
  turned.height = page.height;
  turned.rotation = page.rotation;
  return text::rotate_upright(box, turned);
}

/// Returns a point of the upright page on the unrotated page.
PagePoint as_it_lies(double x, double y, const PlacedPage& page) {
  const auto whole = [](double value, std::int32_t most) {
    return static_cast<std::int32_t>(
        std::lround(std::clamp(value, 0.0, double(std::max(most, 0)))));
  };
  switch (page.rotation) {
    case 90:
      return {whole(y, page.width), whole(page.height - x, page.height)};
    case 180:
      return {whole(page.width - x, page.width), whole(page.height - y, page.height)};
    case 270:
      return {whole(page.width - y, page.width), whole(x, page.height)};
    default:
      return {whole(x, page.width), whole(y, page.height)};
  }
}

template <class Parts>
PageBox box_of_all(const Parts& parts) {
  PageBox out = find_bounding_box(parts.front());
  for (const auto& part : parts) out = united(out, find_bounding_box(part));
  return out;
}

}  // namespace

PageBox find_bounding_box(const PlacedLine& line) {
  PageBox out = line.front().box;
  for (const PlacedWord& word : line) out = united(out, word.box);
  return out;
}
PageBox find_bounding_box(const PlacedParagraph& paragraph) { return box_of_all(paragraph); }
PageBox find_bounding_box(const PlacedArea& area) { return box_of_all(area); }

PageBox find_gap_box(const PageBox& a, const PageBox& b) {
  PageBox out = united(a, b);
  if (x_overlap(a, b) < 0) {
    out.left = std::min(a.right, b.right);
    out.right = std::max(a.left, b.left);
  } else if (y_overlap(a, b) < 0) {
    out.top = std::min(a.bottom, b.bottom);
    out.bottom = std::max(a.top, b.top);
  } else {
    return a;
  }
  return out;
}

Baseline estimate_baseline(const PlacedLine& line, const PlacedPage& page) {
  const PageBox whole = upright(find_bounding_box(line), page);
  std::vector<std::pair<double, double>> feet;  // bottom centres of words; x from the line's left
  for (const PlacedWord& word : line) {
    if (feet.size() == kMaxBaselineWords || !stands_on_the_line(word.text)) continue;
    const PageBox box = upright(word.box, page);
    feet.emplace_back((box.left + box.right) / 2.0 - whole.left, box.bottom);
  }
  if (feet.empty()) return {0, static_cast<double>(whole.bottom)};
  std::vector<double> slopes;
  for (std::size_t i = 0; i < feet.size(); ++i) {
    for (std::size_t j = i + 1; j < feet.size(); ++j) {
      const double run = feet[j].first - feet[i].first;
      if (run != 0) slopes.push_back((feet[j].second - feet[i].second) / run);
    }
  }
  Baseline out;
  out.slope = median(std::move(slopes));
  if (std::abs(out.slope) > kMaxBaselineSlope) out.slope = 0;
  std::vector<double> heights;
  heights.reserve(feet.size());
  for (const auto& [x, y] : feet) heights.push_back(y - out.slope * x);
  out.intercept = median(std::move(heights));
  return out;
}

BaselineSegment find_baseline_ends(const Baseline& baseline, const PlacedLine& line,
                                   const PlacedPage& page) {
  const PageBox whole = upright(find_bounding_box(line), page);
  const double end = baseline.intercept + baseline.slope * width_of(whole);
  return {as_it_lies(whole.left, baseline.intercept, page), as_it_lies(whole.right, end, page)};
}

}  // namespace codau::exports
