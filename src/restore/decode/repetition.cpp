#include "restore/decode/repetition.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <vector>

namespace codau::restore {
namespace {

constexpr double kSureProbability = 0.95;  ///< a surer slot needs no other
constexpr double kMinProbability = 0.02;   ///< a word below this is ignored
constexpr double kDecaySlots = 10'000;  ///< slots over which an occurrence loses most of its weight
constexpr std::size_t kMaxOccurrences = 8;  ///< at most so many, the nearest, on either side
constexpr double kRatioExponent = 0.5;      ///< of a ratio: the decoder has seen the neighbours too

/// The ways in which two slots can be alike.
enum class Likeness : std::uint8_t { kLeft, kRight, kName };
constexpr std::array<Likeness, 3> kLikenesses = {Likeness::kLeft, Likeness::kRight,
                                                 Likeness::kName};
/// By kLikenesses: the weight of the opinion of the decoder, in occurrences.
constexpr std::array<double, kLikenesses.size()> kPseudoCounts = {1, 1, 2};

struct Occurrence {
  std::uint32_t slot = 0;
  double probability = 0;
};

using WordPosteriors = std::array<WordPosterior, SlotPosteriors::kMaxSlotWords>;
using Masses = std::array<double, SlotPosteriors::kMaxSlotWords>;

bool is_doubtful(const SlotPosteriors& posteriors) {
  return posteriors.words[0].probability < kSureProbability && posteriors.words[1].probability > 0;
}

class RepetitionModel {
 public:
  explicit RepetitionModel(std::span<SlotPosteriors> window) : window_(window) {}

  void rescore() {
    std::vector<std::size_t> doubtful;
    for (std::size_t i = 0; i < window_.size(); ++i) {
      if (!is_doubtful(window_[i])) continue;
      doubtful.push_back(i);
      for_each_key(i, [&](std::uint64_t key, Likeness, std::size_t) { occurrences_[key]; });
    }
    if (doubtful.empty()) return;
    for (std::size_t i = 0; i < window_.size(); ++i) {
      for_each_key(i, [&](std::uint64_t key, Likeness, std::size_t candidate) {
        const auto found = occurrences_.find(key);
        if (found == occurrences_.end()) return;
        const double probability = window_[i].words[candidate].probability;
        if (probability >= kMinProbability) {
          found->second.push_back({static_cast<std::uint32_t>(i), probability});
        }
      });
    }
    std::vector<WordPosteriors> results;
    for (const std::size_t i : doubtful) results.push_back(rescored(i));
    for (std::size_t k = 0; k < doubtful.size(); ++k) window_[doubtful[k]].words = results[k];
  }

 private:
  /// Returns the fold_key before or after slot `i`; 0 if it says nothing.
  [[nodiscard]] std::uint32_t neighbour(std::size_t i, bool before) const {
    if (before) return i == 0 || window_[i].is_detached ? 0 : window_[i - 1].fold_key;
    return i + 1 == window_.size() || window_[i + 1].is_detached ? 0 : window_[i + 1].fold_key;
  }

  /// Calls `take` with one key for each word and each way in which another slot can be like `i`.
  template <typename Take>
  void for_each_key(std::size_t i, const Take& take) const {
    const SlotPosteriors& posteriors = window_[i];
    if (posteriors.words[0].word < lm::kFirstWord) return;
    for (const Likeness likeness : kLikenesses) {
      const bool is_name = likeness == Likeness::kName;
      const std::uint32_t neighbour_key = is_name ? 0 : neighbour(i, likeness == Likeness::kLeft);
      if (is_name ? !posteriors.is_name : neighbour_key == 0) continue;
      const std::uint64_t common = static_cast<std::uint64_t>(neighbour_key) << 24U |
                                   static_cast<std::uint64_t>(likeness) << 20U |
                                   (posteriors.is_name ? 1U << 16U : 0U);
      for (std::size_t k = 0; k < posteriors.words.size(); ++k) {
        if (posteriors.words[k].probability <= 0) break;
        take(common | posteriors.words[k].word, likeness, k);
      }
    }
  }

  /// Returns the sum of the probabilities of the word of `key` in other slots, less the farther
  /// away they are.
  [[nodiscard]] double mass(std::uint64_t key, std::size_t i) const {
    const std::vector<Occurrence>& all = occurrences_.at(key);
    const auto own = std::lower_bound(
        all.begin(), all.end(), i,
        [](const Occurrence& occurrence, std::size_t slot) { return occurrence.slot < slot; });
    double sum = 0;
    const auto add = [&](const Occurrence& occurrence) {
      const double away = std::abs(static_cast<double>(occurrence.slot) - static_cast<double>(i));
      sum += occurrence.probability * std::exp(-away / kDecaySlots);
    };
    auto behind = own;
    while (behind != all.end() && behind->slot == i) ++behind;
    const auto count = [](auto distance) {
      return std::min(kMaxOccurrences, static_cast<std::size_t>(distance));
    };
    for (std::size_t n = count(all.end() - behind); n > 0; --n) add(*behind++);
    auto before = own;
    for (std::size_t n = count(own - all.begin()); n > 0; --n) add(*--before);
    return sum;
  }

  [[nodiscard]] WordPosteriors rescored(std::size_t i) const {
    std::array<Masses, kLikenesses.size()> masses{};
    for_each_key(i, [&](std::uint64_t key, Likeness likeness, std::size_t candidate) {
      masses.at(static_cast<std::size_t>(likeness)).at(candidate) = mass(key, i);
    });
    WordPosteriors out = window_[i].words;
    double before = 0, after = 0;
    for (const WordPosterior& candidate : out) before += candidate.probability;
    std::array<double, SlotPosteriors::kMaxSlotWords> weights{};
    for (std::size_t k = 0; k < out.size(); ++k) {
      const double own = out[k].probability / before;
      weights[k] = own;
      for (std::size_t likeness = 0; likeness < kLikenesses.size() && own > 0; ++likeness) {
        double total = 0;
        for (const double mass : masses[likeness]) total += mass;
        const double said = (masses[likeness][k] + kPseudoCounts[likeness] * own) /
                            (total + kPseudoCounts[likeness]);
        weights[k] *= std::pow(said / own, kRatioExponent);
      }
      after += weights[k];
    }
    for (std::size_t k = 0; k < out.size(); ++k) {
      out[k].probability = before * weights[k] / after;
    }
    return out;
  }

  std::span<SlotPosteriors> window_;
  std::unordered_map<std::uint64_t, std::vector<Occurrence>> occurrences_;  ///< slots ascend
};

}  // namespace

void rescore_by_repetition(std::span<SlotPosteriors> slots) { RepetitionModel(slots).rescore(); }

}  // namespace codau::restore
