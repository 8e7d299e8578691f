#include "page/text_line_tracks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/box.h"
#include "core/percentile.h"
#include "raster/line_morphology.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// In x-heights.
constexpr double kMinLetterHeightXHeights = 0.7;  ///< a mark is lower
constexpr double kMaxLetterHeightXHeights = 2.2;  ///< a seal is higher
constexpr double kMaxLetterWidthXHeights = 6.0;   ///< letters that touch
constexpr double kMaxWordGapXHeights = 1.6;       ///< between words of a justified line
constexpr std::size_t kMinTrackLetters = 7;       ///< letters that tell how a row runs
/// Letters on each side that tell the foot of one letter: few have tails.
constexpr std::size_t kMedianLettersPerSide = 2;
/// More is no print: a page of close print has some 4,000.
constexpr std::size_t kMaxComponents = 20'000;

// Inches.
/// Longer than strokes of most letters. A ruling of 3 pixels at 200 dpi still has such a piece if
/// the ruling falls by one in six.
constexpr double kMinRulingPieceInches = 0.08;
constexpr double kMaxRulingThicknessInches = 0.04;  ///< with its rise within a sample
/// Along a ruling, between the places that tell its course.
constexpr double kRulingSampleInches = 0.1;
constexpr double kMaxRulingGapInches = 0.15;    ///< a ruling goes on after such a gap
constexpr double kMinRulingLengthInches = 1.0;  ///< a chain of pieces that is a ruling

using BoxChain = std::vector<Box>;

/// Boxes in chains from left to right: each goes on where the last one that `goes_on` shares most
/// rows with it.
template <class GoesOn>
std::vector<BoxChain> chains_of(std::vector<Box> boxes, std::int32_t reach, const GoesOn& goes_on) {
  std::ranges::sort(boxes, [](const Box& a, const Box& b) {
    return std::pair(a.left, a.top) < std::pair(b.left, b.top);
  });
  std::vector<BoxChain> chains;
  std::vector<std::size_t> open;
  for (const Box& box : boxes) {
    std::erase_if(open, [&](std::size_t at) { return box.left - chains[at].back().right > reach; });
    const BoxChain* best = nullptr;
    for (const std::size_t at : open) {
      const Box& last = chains[at].back();
      if (!goes_on(last, box)) continue;
      if (best == nullptr || y_overlap(last, box) > y_overlap(best->back(), box))
        best = &chains[at];
    }
    if (best == nullptr) {
      open.push_back(chains.size());
      chains.push_back({box});
    } else {
      chains[static_cast<std::size_t>(best - chains.data())].push_back(box);
    }
  }
  return chains;
}

double middle(std::int32_t a, std::int32_t b) { return (a + b) / 2.0; }

LineTrack track_of(const BoxChain& chain, std::vector<LinePoint> points) {
  const LinePoint begin{static_cast<double>(chain.front().left), points.front().across},
      end{static_cast<double>(chain.back().right), points.back().across};
  return {std::move(points), begin, end};
}

}  // namespace

std::vector<LineTrack> trace_text_lines(std::vector<Box> components, std::int32_t x_height) {
  if (components.size() > kMaxComponents) return {};
  std::erase_if(components, [x_height](const Box& box) {
    return height_of(box) < kMinLetterHeightXHeights * x_height ||
           height_of(box) > kMaxLetterHeightXHeights * x_height ||
           width_of(box) > kMaxLetterWidthXHeights * x_height;
  });
  const auto reach = static_cast<std::int32_t>(kMaxWordGapXHeights * x_height);
  const auto beside = [](const Box& last, const Box& next) {
    return 2 * y_overlap(last, next) >= std::min(height_of(last), height_of(next));
  };
  std::vector<LineTrack> tracks;
  for (const BoxChain& chain : chains_of(std::move(components), reach, beside)) {
    if (chain.size() < kMinTrackLetters) continue;
    std::vector<LinePoint> points;
    for (std::size_t i = kMedianLettersPerSide; i + kMedianLettersPerSide < chain.size();
         i += kMedianLettersPerSide) {
      std::array<std::int32_t, 2 * kMedianLettersPerSide + 1> feet{};
      for (std::size_t j = 0; j < feet.size(); ++j)
        feet.at(j) = chain[i + j - kMedianLettersPerSide].bottom;
      points.push_back({middle(chain[i].left, chain[i].right), static_cast<double>(median(feet))});
    }
    tracks.push_back(track_of(chain, std::move(points)));
  }
  return tracks;
}

std::vector<LineTrack> trace_rulings(const Pix* ink, std::int32_t dpi) {
  const auto pixels = [dpi](double inches) {
    return std::max(2, static_cast<std::int32_t>(inches * dpi));
  };
  const PixPtr pieces =
      open_by_line(ink, LineDirection::kHorizontal, pixels(kMinRulingPieceInches));
  const Box page = get_bounds(ink);
  const std::int32_t sample = pixels(kRulingSampleInches);
  for (std::int32_t x = 0; x < page.right; x += sample)
    clear_box(pieces.get(), {x, 0, x + 1, page.bottom});
  std::vector<Box> samples = find_components(pieces.get());
  if (samples.size() > kMaxComponents) return {};
  std::erase_if(samples,
                [&](const Box& box) { return height_of(box) > pixels(kMaxRulingThicknessInches); });
  const auto touches = [](const Box& last, const Box& next) { return y_overlap(last, next) >= -2; };
  std::vector<LineTrack> tracks;
  for (const BoxChain& chain :
       chains_of(std::move(samples), pixels(kMaxRulingGapInches), touches)) {
    if (chain.back().right - chain.front().left < pixels(kMinRulingLengthInches)) continue;
    std::vector<LinePoint> points;
    for (const Box& box : chain)
      points.push_back({middle(box.left, box.right), middle(box.top, box.bottom)});
    tracks.push_back(track_of(chain, std::move(points)));
  }
  return tracks;
}

}  // namespace codau::image
