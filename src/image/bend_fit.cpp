#include "image/bend_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace codau::image {
namespace {

constexpr std::size_t kMostKnots = 24;  ///< in one direction
/// Weights of what keeps the surface smooth, beside one point's.
constexpr double kStiffAcross = 0.1, kStiffDown = 1.0, kLevel = 1.0, kFlat = 1e-6;
constexpr std::array<double, 4> kRounds{4, 2, 1, 1};  ///< tolerances

/// Of a cubic B-spline at `t` in [0, 1] of its step: the four that bear on it.
std::array<double, 4> spline(double t) {
  const double u = 1 - t;
  return {u * u * u / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * u * u * u - 6 * u * u + 4) / 6,
          t * t * t / 6};
}

/// Symmetric and positive: the lower half, each row from its first number that is not 0.
class Equations {
 public:
  explicit Equations(std::size_t size)
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

}  // namespace

struct Surface::Patch {
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

Surface::Surface(double width, double height, double step_x, double step_y)
    : step_x_(std::max(step_x, width / (kMostKnots - 3))),
      step_y_(std::max(step_y, height / (kMostKnots - 3))),
      columns_(static_cast<std::size_t>(std::ceil(width / step_x_)) + 3),
      rows_(static_cast<std::size_t>(std::ceil(height / step_y_)) + 3),
      knots_(columns_ * rows_) {}

Surface::Patch Surface::patch_at(double x, double y) const {
  const double across = std::clamp(x / step_x_, 0.0, static_cast<double>(columns_ - 3) - 1e-6),
               down = std::clamp(y / step_y_, 0.0, static_cast<double>(rows_ - 3) - 1e-6);
  Patch out;
  out.column = static_cast<std::size_t>(across);
  out.row = static_cast<std::size_t>(down);
  out.across = spline(across - std::floor(across));
  out.down = spline(down - std::floor(down));
  return out;
}

double Surface::at(double x, double y) const {
  double sum = 0;
  patch_at(x, y).each(columns_, [&](std::size_t k, double share) { sum += share * knots_[k]; });
  return sum;
}

void Surface::fit(const std::vector<Track>& tracks, double tolerance) {
  const std::size_t size = knots_.size();
  bool is_first = true;
  for (const double times : kRounds) {
    Equations equations(size);
    std::vector<double> sums(size);
    std::vector<std::size_t> met;
    for (const Track& track : tracks) {
      // Where the track stands is unknown: its mean is taken from both sides.
      double weights = 0, heights = 0;
      met.clear();
      std::vector<double> off;
      for (const EdgePoint& p : track.points) off.push_back(p.at - at(p.along, p.at));
      const double level = median(off);
      for (std::size_t i = 0; i < track.points.size(); ++i) {
        const EdgePoint& p = track.points[i];
        const double far = (off[i] - level) / (times * tolerance);
        const double weight = is_first ? 1 : 1 / ((1 + far * far) * (1 + far * far));
        const Patch patch = patch_at(p.along, p.at);
        weights += weight;
        heights += weight * p.at;
        patch.each(columns_, [&](std::size_t k, double share) {
          if (sums[k] == 0) met.push_back(k);
          sums[k] += weight * share;
          equations.add_right(k, weight * share * p.at);
          patch.each(columns_, [&](std::size_t l, double other) {
            equations.add(k, l, weight * share * other);
          });
        });
      }
      std::ranges::sort(met);
      for (std::size_t i = 0; i < met.size(); ++i) {
        const std::size_t k = met[i];
        if (i > 0 && met[i - 1] == k) continue;
        equations.add_right(k, -sums[k] * heights / weights);
        for (std::size_t j = 0; j <= i; ++j)
          if (j == 0 || met[j - 1] != met[j])
            equations.add(k, met[j], -sums[k] * sums[met[j]] / weights);
      }
      for (const std::size_t k : met) sums[k] = 0;
    }
    is_first = false;
    const auto stiffen = [&](std::size_t before, std::size_t knot, std::size_t behind, double by) {
      const std::array<std::size_t, 3> three{before, knot, behind};
      constexpr std::array<double, 3> kBends{1, -2, 1};
      for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j)
          equations.add(three.at(i), three.at(j), by * kBends.at(i) * kBends.at(j));
      }
    };
    for (std::size_t k = 0; k < size; ++k) {
      equations.add(k, k, kFlat);
      const std::size_t column = k % columns_;
      for (std::size_t l = k - column; l <= k; ++l) equations.add(k, l, kLevel);
      if (column > 0 && column + 1 < columns_) stiffen(k - 1, k, k + 1, kStiffAcross);
      if (k >= columns_ && k + columns_ < size) stiffen(k - columns_, k, k + columns_, kStiffDown);
    }
    knots_ = equations.solved();
  }
}

}  // namespace codau::image
