#include "recogniser/ctc_decoder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <span>
#include <utility>

namespace codau::recogniser {
namespace {

constexpr float kMinSplitProbability = 0.95F;  ///< splits a line; below it the beam decides
constexpr float kMinClassProbability = 1e-4F;  ///< least probability of a class that is followed
constexpr std::size_t kMaxClassesPerStep = 8, kBeamWidth = 32, kMaxHypotheses = 8;
constexpr std::size_t kClassesPerCheck = 16;  ///< classes checked together

// ---- prefixes ----

/// A prefix is the prefix before it plus one class. Prefix 0 is empty.
struct BeamPrefix {
  std::uint32_t parent = 0;
  std::uint16_t last = 0;
  std::uint32_t first_child = 0, next_sibling = 0;  ///< prefixes with one class more; 0: none
};

/// Probabilities of a prefix, summed over all alignments. All prefixes have the same scale factor.
struct BeamEntry {
  std::uint32_t prefix = 0;
  double ends_blank = 0, ends_letter = 0;
  [[nodiscard]] double total() const { return ends_blank + ends_letter; }
};

struct ClassCandidate {
  std::uint16_t of_class;
  double probability;
};

/// Returns whether any of these adjacent classes is followed: mostly not.
bool has_followed_class(std::span<const float> row) {
  bool any = false;
  for (const float probability : row) any |= probability >= kMinClassProbability;
  return any;
}

class PrefixSearch {
 public:
  explicit PrefixSearch(std::size_t blank) : blank_(blank) {}

  void step(std::span<const float> row) {
    select_classes(row);
    if (candidates_.empty()) return step_over_blank();
    next_.clear();
    for (const BeamEntry& held : beam_) {
      const std::uint16_t last = prefixes_[held.prefix].last;
      at(held.prefix).ends_blank += held.total() * blank_probability_;
      for (const ClassCandidate& one : candidates_) {
        const bool repeats = held.prefix != 0 && one.of_class == last;
        if (repeats) at(held.prefix).ends_letter += held.ends_letter * one.probability;
        const double before = repeats ? held.ends_blank : held.total();
        if (before > 0)
          at(extend_prefix(held.prefix, one.of_class)).ends_letter += before * one.probability;
      }
    }
    prune();
  }

  [[nodiscard]] std::vector<CtcHypothesis> alternatives() const {
    std::vector<CtcHypothesis> out;
    for (const BeamEntry& held : beam_) {
      if (out.size() == kMaxHypotheses) break;
      out.push_back({classes_of(held.prefix), std::log(held.total()) + log_scale_});
    }
    return out;
  }

 private:
  void select_classes(std::span<const float> row) {
    blank_probability_ = static_cast<double>(row[blank_]);
    candidates_.clear();
    for (std::size_t begin = 0; begin < row.size(); begin += kClassesPerCheck) {
      const auto some = row.subspan(begin, std::min(kClassesPerCheck, row.size() - begin));
      if (!has_followed_class(some)) continue;
      for (std::size_t i = 0; i < some.size(); ++i) {
        if (some[i] >= kMinClassProbability && begin + i != blank_)
          candidates_.push_back(
              {static_cast<std::uint16_t>(begin + i), static_cast<double>(some[i])});
      }
    }
    if (candidates_.size() <= kMaxClassesPerStep) return;
    std::ranges::partial_sort(
        candidates_, candidates_.begin() + kMaxClassesPerStep, [](const auto& a, const auto& b) {
          return std::pair(-a.probability, a.of_class) < std::pair(-b.probability, b.of_class);
        });
    candidates_.resize(kMaxClassesPerStep);
  }

  /// Takes a step where no letter is likely: all prefixes stay, in their order.
  void step_over_blank() {
    const double most = beam_.front().total() * blank_probability_;
    for (BeamEntry& held : beam_) held = {held.prefix, held.total() * blank_probability_ / most, 0};
    log_scale_ += std::log(most);
  }

  std::uint32_t extend_prefix(std::uint32_t prefix, std::uint16_t by) {
    std::uint32_t one = prefixes_[prefix].first_child;
    while (one != 0 && prefixes_[one].last != by) one = prefixes_[one].next_sibling;
    if (one != 0) return one;
    const auto added = static_cast<std::uint32_t>(prefixes_.size());
    prefixes_.push_back({prefix, by, 0, prefixes_[prefix].first_child});
    places_.push_back(kNotInBeam);
    return prefixes_[prefix].first_child = added;
  }

  BeamEntry& at(std::uint32_t prefix) {
    if (places_[prefix] == kNotInBeam) {
      places_[prefix] = static_cast<std::uint32_t>(next_.size());
      next_.push_back({prefix});
    }
    return next_[places_[prefix]];
  }

  void prune() {
    for (const BeamEntry& held : next_) places_[held.prefix] = kNotInBeam;
    const auto likelier = [](const BeamEntry& a, const BeamEntry& b) {
      return std::pair(-a.total(), a.prefix) < std::pair(-b.total(), b.prefix);
    };
    const std::size_t kept = std::min(kBeamWidth, next_.size());
    std::ranges::partial_sort(next_, next_.begin() + static_cast<std::ptrdiff_t>(kept), likelier);
    next_.resize(kept);
    const double most = next_.front().total();
    for (BeamEntry& held : next_) {
      held.ends_blank /= most;
      held.ends_letter /= most;
    }
    log_scale_ += std::log(most);
    std::swap(beam_, next_);
  }

  [[nodiscard]] ClassSequence classes_of(std::uint32_t prefix) const {
    ClassSequence out;
    for (; prefix != 0; prefix = prefixes_[prefix].parent) out.push_back(prefixes_[prefix].last);
    std::ranges::reverse(out);
    return out;
  }

  static constexpr std::uint32_t kNotInBeam = std::numeric_limits<std::uint32_t>::max();
  std::size_t blank_;
  std::vector<BeamPrefix> prefixes_ = {BeamPrefix{}};
  std::vector<std::uint32_t> places_ = {kNotInBeam};  ///< of each prefix in next_
  std::vector<BeamEntry> beam_ = {BeamEntry{0, 1, 0}}, next_;
  std::vector<ClassCandidate> candidates_;
  double blank_probability_ = 0, log_scale_ = 0;
};

/// Removes spaces at both ends, which are no part of a word. Merges alternatives that become equal.
std::vector<CtcHypothesis> trim_and_merge(std::vector<CtcHypothesis> alternatives) {
  std::vector<CtcHypothesis> out;
  for (CtcHypothesis& one : alternatives) {
    ClassSequence& classes = one.classes;
    while (!classes.empty() && classes.back() == kSpaceClass) classes.pop_back();
    const auto first =
        std::ranges::find_if(classes, [](std::uint16_t c) { return c != kSpaceClass; });
    classes.erase(classes.begin(), first);
    const auto same = std::ranges::find(out, classes, &CtcHypothesis::classes);
    if (same == out.end()) {
      out.push_back(std::move(one));
    } else {
      same->log_probability += std::log1p(std::exp(one.log_probability - same->log_probability));
    }
  }
  std::ranges::stable_sort(out, std::greater(), &CtcHypothesis::log_probability);
  return out;
}

}  // namespace

std::vector<CtcHypothesis> decode_steps(const Probabilities& probabilities, std::size_t blank,
                                        std::size_t begin, std::size_t end) {
  PrefixSearch search(blank);
  for (std::size_t step = begin; step < end; ++step) search.step(probabilities.at(step));
  return trim_and_merge(search.alternatives());
}

Lattice decode_lattice(const Probabilities& probabilities, std::size_t blank) {
  Lattice lattice;
  const std::size_t steps = probabilities.steps();
  const auto is_split = [&](std::size_t step) {
    return probabilities.at(step)[kSpaceClass] > kMinSplitProbability;
  };
  for (std::size_t begin = 0; begin < steps;) {
    std::size_t end = begin;
    while (end < steps && !is_split(end)) ++end;
    if (end > begin) {
      std::vector<CtcHypothesis> said = decode_steps(probabilities, blank, begin, end);
      if (!said.front().classes.empty()) lattice.push_back({begin, end, std::move(said)});
    }
    begin = end + 1;
  }
  return lattice;
}

double compute_log_probability(const Probabilities& probabilities, std::size_t blank,
                               std::size_t begin, std::size_t end, const ClassSequence& classes) {
  constexpr double kMinTotal = 1e-100;  ///< with less, numbers are scaled, so that none underflows
  ClassSequence letters{kSpaceClass};
  letters.insert(letters.end(), classes.begin(), classes.end());
  if (!classes.empty()) letters.push_back(kSpaceClass);
  // P of all paths that end at a blank before a letter (or after the last), and at a letter.
  const std::size_t count = letters.size();
  std::vector<double> blanks(count + 1), at_letters(count);
  blanks[0] = 1;                        // a space comes first
  if (!classes.empty()) blanks[1] = 1;  // none does
  double log_scale = 0;
  for (std::size_t step = begin; step < end; ++step) {
    const std::span<const float> row = probabilities.at(step);
    const auto at_blank = static_cast<double>(row[blank]);
    double total = 0;
    for (std::size_t k = count; k-- > 0;) {
      blanks[k + 1] = (blanks[k + 1] + at_letters[k]) * at_blank;
      double before = at_letters[k] + blanks[k];
      if (k > 0 && letters[k] != letters[k - 1]) before += at_letters[k - 1];
      at_letters[k] = before * static_cast<double>(row[letters[k]]);
      total += blanks[k + 1] + at_letters[k];
    }
    blanks[0] *= at_blank;
    total += blanks[0];
    if (total == 0) return -std::numeric_limits<double>::infinity();
    if (total > kMinTotal) continue;
    for (double& one : blanks) one /= total;
    for (double& one : at_letters) one /= total;
    log_scale += std::log(total);
  }
  double whole = blanks[count] + at_letters[count - 1] + blanks[count - 1];
  if (!classes.empty()) whole += at_letters[count - 2];
  return log_scale + std::log(whole);
}

namespace {

/// The states of an alignment are blank, letter, blank, letter, …, blank. A path stays in a state
/// or moves to the next. From a letter it may also move to the next letter, unless both are the
/// same.
bool is_letter(std::size_t state) { return state % 2 == 1; }

double log_probability_at(const Probabilities& probabilities, std::size_t blank, std::size_t step,
                          std::size_t state, const ClassSequence& classes) {
  const std::size_t of_class = is_letter(state) ? classes[state / 2] : blank;
  return std::log(static_cast<double>(probabilities.at(step)[of_class]));
}

constexpr double kLogZero = -std::numeric_limits<double>::infinity();

/// Returns the state of each step of [begin, end) on the Viterbi path; empty without a
/// path.
std::vector<std::size_t> find_viterbi_path(const Probabilities& probabilities, std::size_t blank,
                                           std::size_t begin, std::size_t end,
                                           const ClassSequence& classes) {
  const std::size_t states = 2 * classes.size() + 1, steps = end - begin;
  std::vector<double> best(states, kLogZero), next(states);
  std::vector<std::uint8_t> back(steps * states);  ///< number of states by which the path advanced
  best[0] = log_probability_at(probabilities, blank, begin, 0, classes);
  best[1] = log_probability_at(probabilities, blank, begin, 1, classes);
  for (std::size_t step = 1; step < steps; ++step) {
    for (std::size_t state = 0; state < states; ++state) {
      std::uint8_t from = 0;
      for (std::uint8_t jump = 1; jump <= 2 && jump <= state; ++jump) {
        const bool may_jump =
            jump < 2 || (is_letter(state) && classes[state / 2] != classes[state / 2 - 1]);
        if (may_jump && best[state - jump] > best[state - from]) from = jump;
      }
      next[state] = best[state - from] +
                    log_probability_at(probabilities, blank, begin + step, state, classes);
      back[step * states + state] = from;
    }
    std::swap(best, next);
  }
  std::size_t state = best[states - 1] > best[states - 2] ? states - 1 : states - 2;
  if (best[state] == kLogZero) return {};
  std::vector<std::size_t> path(steps);
  for (std::size_t step = steps; step-- > 0;) {
    path[step] = state;
    state -= back[step * states + state];
  }
  return path;
}

/// Letters [begin, end) of an alignment.
struct LetterRange {
  std::size_t begin, end;
};

/// Returns the letter of `state`, or the letters on both sides of a blank.
LetterRange letters_at(std::size_t state, const ClassSequence& classes) {
  return {state < 2 ? 0 : (state - 1) / 2, std::min(state / 2 + 1, classes.size())};
}

/// Returns the probability in a row of all classes expected in `state`.
/// Expected are the blank and letters_at(). In the state of a letter the letters before and after
/// it are also expected. At the ends of a segment the space between words is expected, since it is
/// not yet certain there. It is not expected if `classes` begins or ends with a space.
double sum_expected(std::span<const float> row, std::size_t blank, std::size_t state,
                    const ClassSequence& classes) {
  double expected = static_cast<double>(row[blank]);
  auto [from, to] = letters_at(state, classes);
  const bool is_at_end = from == 0 || to == classes.size();
  if (is_at_end && classes.front() != kSpaceClass && classes.back() != kSpaceClass)
    expected += static_cast<double>(row[kSpaceClass]);
  if (is_letter(state)) {
    from -= from > 0 ? 1U : 0U;
    to += to < classes.size() ? 1U : 0U;
  }
  for (std::size_t i = from; i < to; ++i) {
    const auto before = classes.begin() + static_cast<std::ptrdiff_t>(from);
    const auto here = classes.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(before, here, *here) == here) expected += static_cast<double>(row[*here]);
  }
  return expected;
}

}  // namespace

std::vector<AlignedLetter> align_letters(const Probabilities& probabilities, std::size_t blank,
                                         std::size_t begin, std::size_t end,
                                         const ClassSequence& classes) {
  if (classes.empty() || end - begin < classes.size()) return {};
  const std::vector<std::size_t> path =
      find_viterbi_path(probabilities, blank, begin, end, classes);
  if (path.empty()) return {};
  std::vector<AlignedLetter> letters;
  for (const std::uint16_t of_class : classes) letters.push_back({of_class, end, begin, 0});
  std::vector<double> surest(classes.size(), kLogZero);
  for (std::size_t step = path.size(); step-- > 0;) {
    const std::size_t state = path[step];
    const double expected =
        std::log(sum_expected(probabilities.at(begin + step), blank, state, classes));
    const LetterRange here = letters_at(state, classes);
    for (std::size_t i = here.begin; i < here.end; ++i)
      letters[i].log_probability = std::min(letters[i].log_probability, expected);
    if (!is_letter(state)) continue;
    AlignedLetter& letter = letters[state / 2];
    letter.begin = begin + step;
    letter.end = std::max(letter.end, begin + step + 1);
    double& most = surest[state / 2];
    most = std::max(most, log_probability_at(probabilities, blank, begin + step, state, classes));
  }
  for (std::size_t i = 0; i < letters.size(); ++i)
    letters[i].log_probability = std::min(letters[i].log_probability, surest[i]);
  return letters;
}

}  // namespace codau::recogniser
