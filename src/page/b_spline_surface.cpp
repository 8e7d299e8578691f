#include "page/b_spline_surface.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "core/percentile.h"

namespace codau::image {
namespace {

constexpr std::size_t kMostKnots = 24;  ///< in one direction
/// Weights of what keeps the surface smooth, beside one point's.
constexpr double kStiffAcross = 0.1, kStiffDown = 1.0, kLevel = 1.0, kFlat = 1e-6;
constexpr std::array<double, 4> kRounds{1e3, 2, 1, 1};  ///< tolerances; at first, all is believed

/// Of a cubic B-spline at `t` in [0, 1] of its step: the four that bear on it.
std::array<double, 4> spline(double t) {
  const double u = 1 - t;
  return {u * u * u / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * u * u * u - 6 * u * u + 4) / 6,
          t * t * t / 6};
}

}  // namespace

/// Symmetric and positive: the lower half, each row from its first number that is not 0.
class BSplineSurface::NormalEquations {
 public:
  explicit NormalEquations(std::size_t size)
      : size_(size), matrix_(size * size), right_(size), first_(size) {
    for (std::size_t i = 0; i < size; ++i) first_[i] = i;
  }
  void add(std::size_t i, std::size_t j, double value) {
    if (j > i) return;
    matrix_[i * size_ + j] += value;
    first_[i] = std::min(first_[i], j);
  }
  void add_right(std::size_t i, double value) { right_[i] += value; }

  /// Cholesky; what was added is lost.
  [[nodiscard]] std::vector<double> solved() {
    for (std::size_t i = 0; i < size_; ++i) {
      double* row = &matrix_[i * size_];
      for (std::size_t j = first_[i]; j <= i; ++j) {
        const double* other = &matrix_[j * size_];
        double sum = row[j];
        for (std::size_t k = std::max(first_[i], first_[j]); k < j; ++k) sum -= row[k] * other[k];
        row[j] = j < i ? sum / other[j] : std::sqrt(std::max(sum, 1e-9));
      }
      for (std::size_t k = first_[i]; k < i; ++k) right_[i] -= row[k] * right_[k];
      right_[i] /= row[i];
    }
    for (std::size_t i = size_; i-- > 0;) {
      const double* row = &matrix_[i * size_];
      right_[i] /= row[i];
      for (std::size_t k = first_[i]; k < i; ++k) right_[k] -= row[k] * right_[i];
    }
    return right_;
  }

 private:
  std::size_t size_;
  std::vector<double> matrix_, right_;
  std::vector<std::size_t> first_;
};

struct BSplineSurface::KnotPatch {
  std::size_t column = 0, row = 0;
  std::array<double, 4> across{}, down{};
  template <class Use>
  void each(std::size_t columns, const Use& use) const {
    for (std::size_t j = 0; j < 4; ++j) {
      for (std::size_t i = 0; i < 4; ++i)
        use((row + j) * columns + column + i, across.at(i) * down.at(j));
    }
  }
};

BSplineSurface::BSplineSurface(double width, double height, double step_x, double step_y)
    : step_x_(std::max(step_x, width / (kMostKnots - 3))),
      step_y_(std::max(step_y, height / (kMostKnots - 3))),
      columns_(static_cast<std::size_t>(std::ceil(width / step_x_)) + 3),
      rows_(static_cast<std::size_t>(std::ceil(height / step_y_)) + 3),
      knots_(columns_ * rows_) {}

BSplineSurface::KnotPatch BSplineSurface::find_patch(double x, double y) const {
  const double across = std::clamp(x / step_x_, 0.0, static_cast<double>(columns_ - 3) - 1e-6),
               down = std::clamp(y / step_y_, 0.0, static_cast<double>(rows_ - 3) - 1e-6);
  KnotPatch out;
  out.column = static_cast<std::size_t>(across);
  out.row = static_cast<std::size_t>(down);
  out.across = spline(across - std::floor(across));
  out.down = spline(down - std::floor(down));
  return out;
}

double BSplineSurface::at(double x, double y) const {
  double sum = 0;
  find_patch(x, y).each(columns_, [&](std::size_t k, double share) { sum += share * knots_[k]; });
  return sum;
}

/// What the points of a track say of the knots that bear on them. Where the track stands is
/// unknown: its mean is taken from both sides.
void BSplineSurface::add_track_equations(const LineTrack& track, const std::vector<double>& weights,
                                         NormalEquations& equations) const {
  std::vector<double> sums(knots_.size());
  double all = 0, heights = 0;
  for (std::size_t i = 0; i < track.points.size(); ++i) {
    const LinePoint& p = track.points[i];
    const KnotPatch patch = find_patch(p.along, p.across);
    all += weights[i];
    heights += weights[i] * p.across;
    patch.each(columns_, [&](std::size_t knot, double share) {
      sums[knot] += weights[i] * share;
      equations.add_right(knot, weights[i] * share * p.across);
      patch.each(columns_, [&](std::size_t other, double part) {
        equations.add(knot, other, weights[i] * share * part);
      });
    });
  }
  const auto is_met = [](double sum) { return sum != 0; };
  const auto begin = static_cast<std::size_t>(std::ranges::find_if(sums, is_met) - sums.begin());
  for (std::size_t knot = begin; knot < sums.size(); ++knot) {
    if (sums[knot] == 0) continue;
    equations.add_right(knot, -sums[knot] * heights / all);
    for (std::size_t other = begin; other <= knot; ++other) {
      if (sums[other] != 0) equations.add(knot, other, -sums[knot] * sums[other] / all);
    }
  }
}

void BSplineSurface::add_smoothness(NormalEquations& equations) const {
  const auto bend = [&equations](std::size_t knot, std::size_t next, double weight) {
    const std::array<std::size_t, 3> three{knot - next, knot, knot + next};
    constexpr std::array<double, 3> kSecond{1, -2, 1};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j)
        equations.add(three.at(i), three.at(j), weight * kSecond.at(i) * kSecond.at(j));
    }
  };
  for (std::size_t knot = 0; knot < knots_.size(); ++knot) {
    const std::size_t column = knot % columns_;
    equations.add(knot, knot, kFlat);
    for (std::size_t before = knot - column; before <= knot; ++before)
      equations.add(knot, before, kLevel);
    if (column > 0 && column + 1 < columns_) bend(knot, 1, kStiffAcross);
    if (knot >= columns_ && knot + columns_ < knots_.size()) bend(knot, columns_, kStiffDown);
  }
}

void BSplineSurface::fit(const std::vector<LineTrack>& tracks, double tolerance) {
  std::ranges::fill(knots_, 0.0);
  for (const double times : kRounds) {
    NormalEquations equations(knots_.size());
    for (const LineTrack& track : tracks) {
      std::vector<double> off;
      for (const LinePoint& p : track.points) off.push_back(p.across - at(p.along, p.across));
      const double level = median(off);
      for (double& weight : off) {
        const double far = (weight - level) / (times * tolerance);
        weight = 1 / ((1 + far * far) * (1 + far * far));
      }
      add_track_equations(track, off, equations);
    }
    add_smoothness(equations);
    knots_ = equations.solved();
  }
}

}  // namespace codau::image
