#include "train/estimate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "lm/ngram_format.h"
#include "train/exact_log.h"

namespace codau::train {
namespace {

/// Discounts for counts of 1, 2, and 3 or more (Chen and Goodman 1998), between them for weighted
/// counts.
class Discounts {
 public:
  /// `of[c]` n-grams have the count c.
  explicit Discounts(const std::array<double, 5>& of) {
    if (of[1] == 0 || of[2] == 0 || of[3] == 0 || of[4] == 0) return;  // a toy
    const double y = of[1] / (of[1] + 2 * of[2]);
    for (std::size_t i = 1; i <= 3; ++i) {
      const double k = static_cast<double>(i);
      by_count_.at(i) = std::clamp(k - (k + 1) * y * of.at(i + 1) / of.at(i), 0.1, k - 0.1);
    }
  }
  [[nodiscard]] double operator()(double count) const {
    if (count >= 3) return by_count_[3];
    const auto below = static_cast<std::size_t>(count);
    const double share = count - static_cast<double>(below);
    return (1 - share) * by_count_.at(below) + share * by_count_.at(below + 1);
  }

 private:
  std::array<double, 4> by_count_{0, 0.5, 0.75, 0.75};
};

/// What estimation knows of one order beside the counts.
struct Work {
  std::vector<float> count;  ///< as Kneser-Ney counts
  std::vector<float> total;  ///< by entry as context: sum of the counts that follow
  std::vector<float> prob;
  std::vector<float> gamma;      ///< mass left to the shorter order, by entry as context
  std::vector<float> fold_mass;  ///< sum of P over the words of the same fold, same context
  std::vector<bool> kept;
};

float log_of(float probability) {
  return static_cast<float>(exact_log(std::max(static_cast<double>(probability), 1e-30)));
}

class Estimator {
 public:
  Estimator(std::vector<Order> counts, const Vocabulary& vocabulary, const EstimateOptions& options)
      : vocabulary_(vocabulary),
        options_(options),
        orders_(std::move(counts)),
        work_(orders_.size()) {
    for (unsigned n = 1; n <= top(); ++n) work(n).kept.assign(order(n).size(), true);
  }

  NGrams run() {
    count_contexts();
    estimate_words();
    for (unsigned n = 2; n <= top(); ++n) estimate_order(n);
    prune();
    count_contexts();  // what was cut speaks through the shorter orders
    estimate_words();
    for (unsigned n = 2; n <= top(); ++n) estimate_order(n);
    return result();
  }

 private:
  [[nodiscard]] unsigned top() const { return static_cast<unsigned>(orders_.size()); }
  Order& order(unsigned n) { return orders_[n - 1]; }
  Work& work(unsigned n) { return work_[n - 1]; }

  /// Kneser-Ney counts: a longer n-gram that the model has counts once for the shorter one at its
  /// end, one that it lacks counts in full (Siivola, Hirsimäki and Virpioja 2007). What begins a
  /// line has no longer n-gram.
  void count_contexts() {
    for (unsigned n = top(); n >= 1; --n) {
      Work& w = work(n);
      w.count = order(n).seen;
      if (n < top()) take_from_longer(n);
      w.total.assign(order(n).size(), 0);
      if (n < top()) sum_followers(n);
    }
  }

  void take_from_longer(unsigned n) {
    const Order& longer = order(n + 1);
    const Work& above = work(n + 1);
    std::vector<float>& count = work(n).count;
    for (std::size_t i = 0; i < longer.size(); ++i) {
      const float as = above.kept[i] ? std::min(1.0F, above.count[i]) : above.count[i];
      count[longer.lower[i]] += as - longer.seen[i];
    }
    for (float& c : count) c = std::max(c, 0.0F);
  }

  void sum_followers(unsigned n) {
    const Order& here = order(n);
    const Order& longer = order(n + 1);
    const Work& above = work(n + 1);
    for (std::size_t i = 0; i < here.size(); ++i) {
      double total = static_cast<double>(here.followed[i]);
      for (std::uint32_t k = here.first[i]; k < here.first[i + 1]; ++k) {
        total += static_cast<double>(above.count[k]) - static_cast<double>(longer.seen[k]);
      }
      work(n).total[i] = static_cast<float>(total);
    }
  }

  void estimate_words() {
    Work& w = work(1);
    const std::size_t size = order(1).size();
    w.count[lm::kSentenceStart] = 0;
    double total = 0, left = 0;
    for (const float c : w.count) total += static_cast<double>(c);
    const double discount = 0.75;
    for (const float c : w.count) left += std::min(discount, static_cast<double>(c));
    const double uniform = left / total / static_cast<double>(size - 1);
    w.prob.clear();
    for (const float c : w.count) {
      const double rest = std::max(0.0, static_cast<double>(c) - discount);
      w.prob.push_back(static_cast<float>(rest / total + uniform));
    }
    w.prob[lm::kSentenceStart] = 0;
    w.gamma.assign(size, 1);
    w.fold_mass.assign(size, 0);
    for (std::size_t begin = 0; begin < size;) {
      std::size_t end = begin;
      float mass = 0;
      while (end < size && same_fold(begin, end)) mass += w.prob[end++];
      std::fill(w.fold_mass.begin() + static_cast<std::ptrdiff_t>(begin),
                w.fold_mass.begin() + static_cast<std::ptrdiff_t>(end), mass);
      begin = end;
    }
  }

  [[nodiscard]] bool same_fold(std::size_t a, std::size_t b) const {
    return a == b || (a >= lm::kFirstWord && vocabulary_.folds[a] == vocabulary_.folds[b]);
  }

  [[nodiscard]] Discounts discounts(unsigned n) {
    std::array<double, 5> of{};
    const Work& w = work(n);
    for (const float c : w.count) {
      const long whole = std::lround(c);
      if (whole >= 1 && whole <= 4) of.at(static_cast<std::size_t>(whole)) += 1;
    }
    // What was too rare to be held is known by its sum alone.
    double dropped = 0;
    for (const float f : order(n - 1).followed) dropped += static_cast<double>(f);
    for (const float s : order(n).seen) dropped -= static_cast<double>(s);
    of[1] += std::max(0.0, dropped);
    return Discounts(of);
  }

  void estimate_order(unsigned n) {
    Work& w = work(n);
    w.prob.assign(order(n).size(), 0);
    w.fold_mass.assign(order(n).size(), 0);
    w.gamma.assign(order(n).size(), 1);
    const Discounts discount = discounts(n);
    const Order& contexts = order(n - 1);
    for (std::uint32_t context = 0; context < contexts.size(); ++context) {
      estimate_context(n, context, discount);
    }
  }

  void estimate_context(unsigned n, std::uint32_t context, const Discounts& discount) {
    Work& w = work(n);
    const Order& counts = order(n);
    const std::uint32_t begin = order(n - 1).first[context], end = order(n - 1).first[context + 1];
    const double total = std::max(1e-9, static_cast<double>(work(n - 1).total[context]));
    double gamma = 1;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (!w.kept[i]) continue;
      const double c = static_cast<double>(w.count[i]);
      gamma -= (c - discount(c)) / total;
    }
    gamma = std::max(gamma, 1e-6);
    work(n - 1).gamma[context] = static_cast<float>(gamma);
    for (std::uint32_t i = begin; i < end; ++i) {
      const double lower = prob(n - 1, counts.lower[i]);
      const double c = static_cast<double>(w.count[i]);
      const double own = w.kept[i] ? (c - discount(c)) / total : 0;
      w.prob[i] = static_cast<float>(own + gamma * lower);
    }
    fold_masses(n, begin, end, gamma);
  }

  /// P(word | context) of an entry; those that are not kept have it too.
  double prob(unsigned n, std::uint32_t entry) { return static_cast<double>(work(n).prob[entry]); }

  void fold_masses(unsigned n, std::uint32_t begin, std::uint32_t end, double gamma) {
    Work& w = work(n);
    const Work& below = work(n - 1);
    const Order& counts = order(n);
    for (std::uint32_t from = begin; from < end;) {
      std::uint32_t to = from;
      double here = 0, there = 0;
      while (to < end && same_fold(counts.word[from], counts.word[to])) {
        here += static_cast<double>(w.prob[to]);
        there += static_cast<double>(below.prob[counts.lower[to]]);
        ++to;
      }
      const double rest = static_cast<double>(below.fold_mass[counts.lower[from]]) - there;
      const auto mass = static_cast<float>(here + gamma * std::max(0.0, rest));
      for (; from < to; ++from) w.fold_mass[from] = mass;
    }
  }

  /// What the model loses, in nats over the text, if it must do without this n-gram: on the choice
  /// between this word and the others of its fold, and, with less weight, on the word itself.
  double worth(unsigned n, std::size_t i) {
    const Work& w = work(n);
    const Work& below = work(n - 1);
    const double p = static_cast<double>(w.prob[i]);
    const double q = static_cast<double>(below.gamma[order(n).context[i]]) *
                     static_cast<double>(below.prob[order(n).lower[i]]);
    const double mass = static_cast<double>(w.fold_mass[i]);
    const double gain = exact_log(p / q);
    const double among_fold = gain - exact_log(mass / std::max(mass - p + q, 1e-12));
    return static_cast<double>(order(n).seen[i]) * (among_fold + options_.plain_weight * gain);
  }

  void prune() {
    std::vector<std::vector<float>> worths(top() + 1);
    double low = 0, high = 0;
    for (unsigned n = 2; n <= top(); ++n) {
      for (std::size_t i = 0; i < order(n).size(); ++i) {
        worths[n].push_back(static_cast<float>(worth(n, i)));
        high = std::max(high, static_cast<double>(worths[n].back()));
      }
    }
    if (keep_from(worths, 0) <= options_.model_bytes) return;
    for (int i = 0; i < 40 && high - low > 1e-4 * high; ++i) {
      const double middle = low > 0 ? std::sqrt(low * high) : std::min(1.0, high / 2);
      (keep_from(worths, middle) > options_.model_bytes ? low : high) = middle;
    }
    keep_from(worths, high);
  }

  /// Keeps what is worth `least`, and its contexts; returns the bytes of the model.
  std::size_t keep_from(const std::vector<std::vector<float>>& worths, double least) {
    std::vector<std::vector<bool>> inner(top() + 1);
    for (unsigned n = 1; n <= top(); ++n) inner[n].assign(order(n).size(), false);
    std::size_t bytes = vocabulary_.words.size() * 24 + lm::kHeaderBytes;
    for (unsigned n = top(); n >= 2; --n) {
      std::vector<bool>& kept = work(n).kept;
      std::size_t entries = 0, nodes = 0;
      for (std::size_t i = 0; i < kept.size(); ++i) {
        kept[i] = inner[n][i] || static_cast<double>(worths[n][i]) > least;
        if (!kept[i]) continue;
        inner[n - 1][order(n).context[i]] = true;
        ++entries;
        nodes += inner[n][i] ? 1U : 0U;
      }
      bytes += entries * lm::kEntryBytes + nodes * 4 + 2 * lm::kCodeCount * 4 +
               (n == top() ? 0 : (entries / 64 + 1) * lm::kRankBlockBytes);
      if (entries > lm::kMaxEntries) bytes = static_cast<std::size_t>(-1) / 2;
    }
    return bytes;
  }

  NGrams result() {
    NGrams out{std::vector<Level>(top())};
    for (unsigned n = 1; n <= top(); ++n) {
      Level& level = out.levels[n - 1];
      level.context = std::move(order(n).context);
      level.word = std::move(order(n).word);
      level.kept = std::move(work(n).kept);
      for (const float p : work(n).prob) level.log_prob.push_back(log_of(p));
      for (const float g : work(n).gamma) level.log_backoff.push_back(log_of(g));
    }
    return out;
  }

  const Vocabulary& vocabulary_;
  const EstimateOptions& options_;
  std::vector<Order> orders_;
  std::vector<Work> work_;
};

}  // namespace

NGrams estimate(std::vector<Order> counts, const Vocabulary& vocabulary,
                const EstimateOptions& options) {
  return Estimator(std::move(counts), vocabulary, options).run();
}

}  // namespace codau::train
