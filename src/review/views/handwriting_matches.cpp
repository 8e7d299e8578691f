#include "review/views/handwriting_matches.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace codau::review {
namespace {

constexpr int kDigitSide = 16;
/// Ink of each pixel: 0 to 1.
using DigitPicture = std::array<float, static_cast<std::size_t>(kDigitSide) * kDigitSide>;
using KeptDigits = std::array<std::vector<DigitPicture>, 10>;  ///< by label

// All set by judgement.
constexpr int kMinContrast = 40;       ///< grey levels between paper and ink of a strip with ink
constexpr float kInkThreshold = 0.5F;  ///< of the way from paper to the darkest pixel
constexpr double kCutRange = 0.3;      ///< from the end of an equal part to a cut, in such parts
constexpr double kMinFactor = 0.1;
constexpr double kMinDistance = 1;  ///< of 256 pixels: no two written digits are more alike

struct Extent {
  int begin = 0, end = 0;
  [[nodiscard]] int size() const { return end - begin; }
};

/// The ink of a strip, relative to its paper.
class InkMap {
 public:
  /// Precondition: the strip is sound.
  explicit InkMap(const GreyStrip& strip)
      : width_(strip.width), ink_(strip.pixels.size()), columns_(static_cast<std::size_t>(width_)) {
    std::vector<std::uint8_t> grey(strip.pixels.begin(), strip.pixels.end());
    auto halves = grey;
    const auto middle = halves.begin() + static_cast<std::ptrdiff_t>(halves.size() / 2);
    std::ranges::nth_element(halves, middle);
    const int paper = *middle, contrast = paper - *std::min_element(halves.begin(), middle + 1);
    if (contrast < kMinContrast) return;
    for (std::size_t i = 0; i < grey.size(); ++i) {
      ink_[i] = std::max(0.F, static_cast<float>(paper - grey[i]) / static_cast<float>(contrast));
      columns_[i % columns_.size()] += ink_[i];
    }
  }

  /// Returns the smallest extent of columns with all ink between two columns; empty without ink.
  [[nodiscard]] Extent find_ink(Extent columns) const {
    const auto has_ink = [&](int column) {
      for (int y = 0; y < kGreyStripRows; ++y)
        if (at(column, y) > kInkThreshold) return true;
      return false;
    };
    while (columns.size() > 0 && !has_ink(columns.begin)) ++columns.begin;
    while (columns.size() > 0 && !has_ink(columns.end - 1)) --columns.end;
    return columns;
  }

  /// Returns the lightest column near a place; of equally light ones the nearest.
  [[nodiscard]] int find_lightest(double place, double range) const {
    const auto column = [&](double x) {
      return std::clamp(static_cast<int>(std::lround(x)), 0, width_ - 1);
    };
    int best = column(place);
    for (int x = column(place - range); x <= column(place + range); ++x) {
      const float ink = columns_[static_cast<std::size_t>(x)],
                  least = columns_[static_cast<std::size_t>(best)];
      if (ink < least || (ink == least && std::abs(x - place) < std::abs(best - place))) best = x;
    }
    return best;
  }

  /// Returns the ink of the columns, trimmed and scaled to fit; nothing without ink. A narrow digit
  /// stays narrow.
  [[nodiscard]] std::optional<DigitPicture> scale(Extent columns) const {
    columns = find_ink(columns);
    if (columns.size() <= 0) return std::nullopt;
    Extent rows{0, kGreyStripRows};
    const auto has_ink = [&](int row) {
      for (int x = columns.begin; x < columns.end; ++x)
        if (at(x, row) > kInkThreshold) return true;
      return false;
    };
    while (!has_ink(rows.begin)) ++rows.begin;
    while (!has_ink(rows.end - 1)) --rows.end;
    const double pixel = static_cast<double>(std::max(columns.size(), rows.size())) / kDigitSide;
    const double left = columns.begin + (columns.size() - pixel * kDigitSide) / 2,
                 top = rows.begin + (rows.size() - pixel * kDigitSide) / 2;
    DigitPicture out{};
    for (int y = 0; y < kDigitSide; ++y) {
      for (int x = 0; x < kDigitSide; ++x)
        out[static_cast<std::size_t>(y * kDigitSide + x)] =
            mean_ink(columns, rows, left + x * pixel, top + y * pixel, pixel);
    }
    return out;
  }

  [[nodiscard]] int width() const { return width_; }

 private:
  [[nodiscard]] float at(int x, int y) const {
    return ink_[static_cast<std::size_t>(y) * columns_.size() + static_cast<std::size_t>(x)];
  }

  /// Returns the mean of 3 × 3 samples that reach beyond a square by half of its side. So strokes
  /// overlap although they are slightly displaced.
  [[nodiscard]] float mean_ink(Extent columns, Extent rows, double left, double top,
                               double side) const {
    float sum = 0;
    constexpr std::array<double, 3> kPlaces{-0.5, 0.5, 1.5};
    for (const double v : kPlaces) {
      for (const double u : kPlaces) {
        const auto x = static_cast<int>(std::floor(left + u * side)),
                   y = static_cast<int>(std::floor(top + v * side));
        if (x >= columns.begin && x < columns.end && y >= rows.begin && y < rows.end)
          sum += at(x, y);
      }
    }
    return sum / (kPlaces.size() * kPlaces.size());
  }

  int width_;
  std::vector<float> ink_;
  std::vector<float> columns_;  ///< sums
};

/// Returns a picture for each of `count` digits; nothing if a part has no ink.
std::vector<DigitPicture> cut_digits(const InkMap& ink, std::size_t count) {
  const Extent all = ink.find_ink({0, ink.width()});
  if (all.size() == 0) return {};
  const double width = static_cast<double>(all.size()) / static_cast<double>(count);
  std::vector<DigitPicture> out;
  Extent part{all.begin, all.begin};
  for (std::size_t i = 1; i <= count; ++i) {
    part = {part.end, i == count ? all.end
                                 : ink.find_lightest(all.begin + width * static_cast<double>(i),
                                                     width * kCutRange)};
    const auto picture = ink.scale(part);
    if (!picture) return {};
    out.push_back(*picture);
  }
  return out;
}

std::size_t label_of(char digit) { return static_cast<std::size_t>(digit - '0'); }

KeptDigits cut_kept(const std::vector<store::HandStrip>& kept) {
  KeptDigits out;
  for (const store::HandStrip& strip : kept) {
    const auto digits = cut_digits(InkMap(strip.picture), strip.value.size());
    for (std::size_t i = 0; i < digits.size(); ++i)
      out.at(label_of(strip.value[i])).push_back(digits[i]);
  }
  return out;
}

double squared_distance(const DigitPicture& a, const DigitPicture& b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// The readings of one strip.
class StripMatcher {
 public:
  explicit StripMatcher(const StripInQuestion& asked)
      : ink_(asked.picture), kept_(cut_kept(asked.kept)) {}

  /// Returns the mean relative distance of the digits of `text` to the confirmed digits; 0 if
  /// unknown.
  [[nodiscard]] double measure(std::string_view text) const {
    if (!store::is_strip_value(text)) return 0;
    const std::vector<DigitPicture> digits = cut_digits(ink_, text.size());
    double sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) sum += measure(digits[i], label_of(text[i]));
    return sum / static_cast<double>(text.size());
  }

 private:
  [[nodiscard]] double measure(const DigitPicture& digit, std::size_t label) const {
    if (kept_.at(label).empty()) return 0;
    double own = 0, least = HUGE_VAL;
    for (std::size_t one = 0; one < kept_.size(); ++one) {
      double nearest = HUGE_VAL;
      for (const DigitPicture& kept : kept_.at(one))
        nearest = std::min(nearest, squared_distance(digit, kept));
      if (one == label) own = nearest;
      least = std::min(least, nearest);
    }
    return (own - least) / std::max(least, kMinDistance);
  }

  InkMap ink_;
  KeptDigits kept_;
};

/// Returns the text of a part of a value: "05" of "05/03/2024" for the day.
std::string_view text_of_part(std::string_view value, std::string_view part) {
  constexpr std::size_t kTypedSize = 10;
  if (part == "number") return value;
  if (value.size() != kTypedSize) return {};
  return value.substr(part == "day" ? 0 : 3, 2);
}

double sum_of(const std::vector<ValueAlternative>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0,
                         [](double sum, const auto& one) { return sum + one.probability; });
}

}  // namespace

std::vector<ValueAlternative> weigh_by_handwriting(std::vector<ValueAlternative> offered,
                                                   const std::vector<StripInQuestion>& asked) {
  std::vector<double> distances(offered.size());
  for (const StripInQuestion& one : asked) {
    if (!is_sound(one.picture)) continue;
    const StripMatcher matcher(one);
    for (std::size_t i = 0; i < offered.size(); ++i) {
      const std::string_view text = text_of_part(offered[i].value, one.part);
      double distance = matcher.measure(text);
      if (one.part != "number" && text.starts_with('0'))
        distance = std::min(distance, matcher.measure(text.substr(1)));
      distances[i] += distance;
    }
  }
  const double before = sum_of(offered);
  for (std::size_t i = 0; i < offered.size(); ++i)
    offered[i].probability *= std::max(std::exp(-distances[i]), kMinFactor);
  const double after = sum_of(offered);
  if (after > 0)
    for (ValueAlternative& one : offered) one.probability *= before / after;
  return offered;
}

}  // namespace codau::review
