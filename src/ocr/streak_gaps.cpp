#include "ocr/streak_gaps.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/box.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

constexpr double kMinLostWidthXHeights = 0.12;   ///< a thin stroke is wider
constexpr double kMaxGapDistanceXHeights = 0.6;  ///< from a word to a gap that may hold its letter

/// Columns in which the characters of a word begin, and where the last one ends.
std::vector<double> edges_of(const ReadWord& word) {
  const std::vector<double> centres = compute_character_centres(word);
  std::vector<double> out{static_cast<double>(word.box.left)};
  for (std::size_t i = 1; i < centres.size(); ++i) out.push_back((centres[i - 1] + centres[i]) / 2);
  out.push_back(word.box.right);
  return out;
}

/// Bytes before the character of `word` that `column` is in.
std::uint32_t byte_at(const ReadWord& word, double column) {
  const std::vector<double> edges = edges_of(word);
  std::size_t at = 0;
  for (std::size_t i = 1; i < edges.size() && column >= edges[i]; ++i)
    static_cast<void>(text::next_code_point(word.text, at));
  return static_cast<std::uint32_t>(at);
}

}  // namespace

std::optional<OcrGap> find_streak_gap(const ReadWord& word, const image::CleanPage& copy) {
  const double beside = kMaxGapDistanceXHeights * copy.x_height;
  const Box* widest = nullptr;
  for (const Box& lost : copy.lost_areas) {
    const bool is_beside = y_overlap(lost, word.box) <= 0 || lost.left > word.box.right + beside ||
                           lost.right < word.box.left - beside;
    if (is_beside || width_of(lost) < kMinLostWidthXHeights * copy.x_height) continue;
    if (widest == nullptr || width_of(lost) > width_of(*widest)) widest = &lost;
  }
  if (widest == nullptr || !text::is_utf8(word.text)) return std::nullopt;
  return OcrGap{byte_at(word, (widest->left + widest->right) / 2.0),
                width_of(*widest) / copy.x_height};
}

}  // namespace codau::ocr
