#include "restore/decode/evidence.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <vector>

namespace codau::restore {
namespace {

constexpr double kSure = 0.95;         ///< a surer place needs no witness
constexpr double kLeast = 0.02;        ///< a belief below this is ignored
constexpr double kReach = 10'000;      ///< places over which a witness loses most of its weight
constexpr std::size_t kWitnesses = 8;  ///< at most so many, the nearest, on either side
constexpr double kExponent = 0.5;      ///< of a ratio: the decoder has seen the neighbours too

/// The ways in which two places can be alike.
enum class Like : std::uint8_t { kLeft, kRight, kName };
constexpr std::array<Like, 3> kLikes = {Like::kLeft, Like::kRight, Like::kName};
/// By kLikes: the weight of the opinion of the decoder, in witnesses.
constexpr std::array<double, kLikes.size()> kPseudoCount = {1, 1, 2};

struct Witness {
  std::uint32_t place = 0;
  double probability = 0;
};

using Beliefs = std::array<Belief, Sighting::kMost>;
using Masses = std::array<double, Sighting::kMost>;

bool is_doubtful(const Sighting& sighting) {
  return sighting.beliefs[0].probability < kSure && sighting.beliefs[1].probability > 0;
}

class Window {
 public:
  explicit Window(std::span<Sighting> window) : window_(window) {}

  void share() {
    std::vector<std::size_t> doubtful;
    for (std::size_t i = 0; i < window_.size(); ++i) {
      if (!is_doubtful(window_[i])) continue;
      doubtful.push_back(i);
      each_key(i, [&](std::uint64_t key, Like, std::size_t) { witnesses_[key]; });
    }
    if (doubtful.empty()) return;
    for (std::size_t i = 0; i < window_.size(); ++i) {
      each_key(i, [&](std::uint64_t key, Like, std::size_t belief) {
        const auto found = witnesses_.find(key);
        if (found == witnesses_.end()) return;
        const double probability = window_[i].beliefs[belief].probability;
        if (probability >= kLeast) {
          found->second.push_back({static_cast<std::uint32_t>(i), probability});
        }
      });
    }
    std::vector<Beliefs> judged;
    for (const std::size_t i : doubtful) judged.push_back(judge(i));
    for (std::size_t k = 0; k < doubtful.size(); ++k) window_[doubtful[k]].beliefs = judged[k];
  }

 private:
  /// Returns the fold_key before or after place `i`; 0 if it says nothing.
  [[nodiscard]] std::uint32_t neighbour(std::size_t i, bool before) const {
    if (before) return i == 0 || window_[i].apart ? 0 : window_[i - 1].fold_key;
    return i + 1 == window_.size() || window_[i + 1].apart ? 0 : window_[i + 1].fold_key;
  }

  /// Calls `take` with one key for each belief and each way in which another place can be like `i`.
  template <typename Take>
  void each_key(std::size_t i, const Take& take) const {
    const Sighting& sighting = window_[i];
    if (sighting.beliefs[0].word < lm::kFirstWord) return;
    for (const Like like : kLikes) {
      const bool is_name = like == Like::kName;
      const std::uint32_t beside = is_name ? 0 : neighbour(i, like == Like::kLeft);
      if (is_name ? !sighting.name : beside == 0) continue;
      const std::uint64_t common = static_cast<std::uint64_t>(beside) << 24U |
                                   static_cast<std::uint64_t>(like) << 20U |
                                   (sighting.name ? 1U << 16U : 0U);
      for (std::size_t k = 0; k < sighting.beliefs.size(); ++k) {
        if (sighting.beliefs[k].probability <= 0) break;
        take(common | sighting.beliefs[k].word, like, k);
      }
    }
  }

  /// Returns the sum of the probabilities of the word of `key` in other places, less the farther
  /// away they are.
  [[nodiscard]] double mass(std::uint64_t key, std::size_t i) const {
    const std::vector<Witness>& all = witnesses_.at(key);
    const auto own = std::lower_bound(
        all.begin(), all.end(), i,
        [](const Witness& witness, std::size_t place) { return witness.place < place; });
    double sum = 0;
    const auto add = [&](const Witness& witness) {
      const double away = std::abs(static_cast<double>(witness.place) - static_cast<double>(i));
      sum += witness.probability * std::exp(-away / kReach);
    };
    auto behind = own;
    while (behind != all.end() && behind->place == i) ++behind;
    const auto count = [](auto distance) {
      return std::min(kWitnesses, static_cast<std::size_t>(distance));
    };
    for (std::size_t n = count(all.end() - behind); n > 0; --n) add(*behind++);
    auto before = own;
    for (std::size_t n = count(own - all.begin()); n > 0; --n) add(*--before);
    return sum;
  }

  [[nodiscard]] Beliefs judge(std::size_t i) const {
    std::array<Masses, kLikes.size()> masses{};
    each_key(i, [&](std::uint64_t key, Like like, std::size_t belief) {
      masses.at(static_cast<std::size_t>(like)).at(belief) = mass(key, i);
    });
    Beliefs out = window_[i].beliefs;
    double before = 0, after = 0;
    for (const Belief& belief : out) before += belief.probability;
    std::array<double, Sighting::kMost> weights{};
    for (std::size_t k = 0; k < out.size(); ++k) {
      const double own = out[k].probability / before;
      weights[k] = own;
      for (std::size_t like = 0; like < kLikes.size() && own > 0; ++like) {
        double total = 0;
        for (const double mass : masses[like]) total += mass;
        const double said =
            (masses[like][k] + kPseudoCount[like] * own) / (total + kPseudoCount[like]);
        weights[k] *= std::pow(said / own, kExponent);
      }
      after += weights[k];
    }
    for (std::size_t k = 0; k < out.size(); ++k) {
      out[k].probability = before * weights[k] / after;
    }
    return out;
  }

  std::span<Sighting> window_;
  std::unordered_map<std::uint64_t, std::vector<Witness>> witnesses_;  ///< places ascend
};

}  // namespace

void share_evidence(std::span<Sighting> window) { Window(window).share(); }

}  // namespace codau::restore
