#include "train/estimate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "lm/format.h"

namespace codau::train {
namespace {

constexpr unsigned kOrder = lm::kMaxOrder;

lm::WordId last_word(Key key) { return static_cast<lm::WordId>(key & 0xFFFFU); }
Key context_of(Key key) { return key >> 16U; }
Key without_first(Key key, unsigned order) { return key & ((Key{1} << (order - 1) * 16) - 1); }

/// What estimation knows of one order beside the probabilities.
struct Work {
  std::vector<std::uint32_t> seen;     ///< as counted in the text
  std::vector<std::uint32_t> counts;   ///< as Kneser-Ney counts
  std::vector<std::uint32_t> context;  ///< entry of the context, one order shorter
  std::vector<std::uint32_t> lower;    ///< entry of the n-gram without its first word
  std::vector<float> prob;
  std::vector<float> gamma;      ///< mass left to the shorter order, by entry as context
  std::vector<float> fold_mass;  ///< sum of P over the words of the same fold, same context
};

/// Entry of `key` in ascending `keys`; it must be there.
std::uint32_t entry_of(const std::vector<Key>& keys, Key key) {
  return static_cast<std::uint32_t>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
}

/// Places of the first words in `keys` of one order, to make entry_of short.
class Finder {
 public:
  Finder(const std::vector<Key>& keys, unsigned order) : keys_(keys), shift_((order - 1) * 16) {
    begin_.assign(65537, 0);
    for (const Key key : keys) ++begin_[(key >> shift_) + 1];
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  }
  [[nodiscard]] std::uint32_t operator()(Key key) const {
    const auto first = keys_.begin() + begin_[key >> shift_];
    const auto last = keys_.begin() + begin_[(key >> shift_) + 1];
    return static_cast<std::uint32_t>(std::lower_bound(first, last, key) - keys_.begin());
  }

 private:
  const std::vector<Key>& keys_;
  unsigned shift_;
  std::vector<std::uint32_t> begin_;
};

/// Discounts for counts of 1, 2, and 3 or more (Chen and Goodman 1998).
std::array<double, 4> discounts(const std::vector<std::uint32_t>& counts) {
  std::array<double, 5> n{};
  for (const std::uint32_t c : counts) {
    if (c >= 1 && c <= 4) n.at(c) += 1;
  }
  if (n[1] == 0 || n[2] == 0 || n[3] == 0 || n[4] == 0) return {0, 0.5, 0.75, 0.75};  // a toy
  const double y = n[1] / (n[1] + 2 * n[2]);
  std::array<double, 4> out{};
  for (std::size_t i = 1; i <= 3; ++i) {
    const double k = static_cast<double>(i);
    out.at(i) = std::clamp(k - (k + 1) * y * n.at(i + 1) / n.at(i), 0.1, k - 0.1);
  }
  return out;
}

/// Calls visit(begin, end) for each run of entries with one context.
template <class Visit>
void for_contexts(const std::vector<Key>& keys, Visit visit) {
  for (std::size_t begin = 0; begin < keys.size();) {
    std::size_t end = begin;
    while (end < keys.size() && context_of(keys[end]) == context_of(keys[begin])) ++end;
    visit(begin, end);
    begin = end;
  }
}

class Estimator {
 public:
  Estimator(const std::vector<lm::WordId>& text, const Vocabulary& vocabulary,
            const EstimateOptions& options)
      : vocabulary_(vocabulary), options_(options), work_(kOrder), model_{{kOrder, Level{}}} {
    Counts longer;
    for (unsigned order = kOrder; order >= 1; --order) {
      Counts counts = count(text, order);
      if (order == 1) every_word(counts);
      Work& work = work_[order - 1];
      work.counts = order == kOrder ? counts.seen : continuations(counts, longer, order);
      work.seen = counts.seen;
      model_.levels[order - 1].keys = counts.keys;
      longer = std::move(counts);
    }
  }

  NGrams run() {
    estimate_words();
    for (unsigned order = 2; order <= kOrder; ++order) estimate_order(order);
    prune();
    for (unsigned order = 2; order <= kOrder; ++order) set_backoffs(order);
    return std::move(model_);
  }

 private:
  std::vector<Key>& keys(unsigned order) { return model_.levels[order - 1].keys; }
  Work& work(unsigned order) { return work_[order - 1]; }

  /// Order 1 has an entry for each word of the vocabulary, seen or not: its entry is its id.
  void every_word(Counts& counts) const {
    Counts all;
    for (std::size_t word = 0; word < vocabulary_.words.size(); ++word) all.keys.push_back(word);
    all.seen.assign(all.keys.size(), 0);
    for (std::size_t i = 0; i < counts.keys.size(); ++i) all.seen[counts.keys[i]] = counts.seen[i];
    counts = std::move(all);
  }

  void estimate_words() {
    Work& w = work(1);
    const std::size_t size = keys(1).size();
    w.counts[lm::kStart] = 0;
    double total = 0, left = 0;
    for (const std::uint32_t c : w.counts) total += c;
    const double discount = 0.75;
    for (const std::uint32_t c : w.counts) left += std::min<double>(discount, c);
    const double uniform = left / total / static_cast<double>(size - 1);
    for (const std::uint32_t c : w.counts) {
      w.prob.push_back(static_cast<float>(std::max(0.0, c - discount) / total + uniform));
    }
    w.prob[lm::kStart] = 0;
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

  void estimate_order(unsigned order) {
    Work& w = work(order);
    const std::size_t size = keys(order).size();
    const Finder find_lower(keys(order - 1), order - 1);
    const auto discount = discounts(w.counts);
    const auto discount_of = [&](std::uint32_t c) { return discount.at(std::min(c, 3U)); };
    w.prob.resize(size);
    w.fold_mass.resize(size);
    w.lower.resize(size);
    w.context.resize(size);
    w.gamma.assign(size, 1);
    for_contexts(keys(order), [&](std::size_t begin, std::size_t end) {
      const std::uint32_t context = entry_of(keys(order - 1), context_of(keys(order)[begin]));
      double total = 0, left = 0;
      for (std::size_t i = begin; i < end; ++i) {
        total += w.counts[i];
        left += discount_of(w.counts[i]);
      }
      const double gamma = left / total;
      work(order - 1).gamma[context] = static_cast<float>(gamma);
      for (std::size_t i = begin; i < end; ++i) {
        w.context[i] = context;
        w.lower[i] = find_lower(without_first(keys(order)[i], order));
        const double lower = static_cast<double>(work(order - 1).prob[w.lower[i]]);
        w.prob[i] =
            static_cast<float>((w.counts[i] - discount_of(w.counts[i])) / total + gamma * lower);
      }
      fold_masses(order, begin, end, gamma);
    });
  }

  void fold_masses(unsigned order, std::size_t begin, std::size_t end, double gamma) {
    Work& w = work(order);
    const Work& below = work(order - 1);
    for (std::size_t from = begin; from < end;) {
      std::size_t to = from;
      double here = 0, there = 0;
      while (to < end && same_fold(last_word(keys(order)[from]), last_word(keys(order)[to]))) {
        here += static_cast<double>(w.prob[to]);
        there += static_cast<double>(below.prob[w.lower[to]]);
        ++to;
      }
      const double rest = static_cast<double>(below.fold_mass[w.lower[from]]) - there;
      const auto mass = static_cast<float>(here + gamma * std::max(0.0, rest));
      for (; from < to; ++from) w.fold_mass[from] = mass;
    }
  }

  /// What the model loses, in nats over the text, if it must do without this n-gram: on the choice
  /// between this word and the others of its fold, and, with less weight, on the word itself.
  double worth(unsigned order, std::size_t i) {
    const Work& w = work(order);
    const Work& below = work(order - 1);
    const double p = static_cast<double>(w.prob[i]);
    const double q = static_cast<double>(below.gamma[w.context[i]]) *
                     static_cast<double>(below.prob[w.lower[i]]);
    const double mass = static_cast<double>(w.fold_mass[i]);
    const double gain = std::log(p / q);
    const double among_fold = gain - std::log(mass / std::max(mass - p + q, 1e-12));
    return w.seen[i] * (among_fold + options_.plain_weight * gain);
  }

  void prune() {
    std::vector<std::vector<float>> worths(kOrder + 1);
    double low = 0, high = 0;
    for (unsigned order = 2; order <= kOrder; ++order) {
      for (std::size_t i = 0; i < keys(order).size(); ++i) {
        worths[order].push_back(static_cast<float>(worth(order, i)));
        high = std::max(high, static_cast<double>(worths[order].back()));
      }
    }
    for (unsigned order = 1; order <= kOrder; ++order) {
      model_.levels[order - 1].kept.assign(keys(order).size(), order == 1);
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
    std::vector<std::vector<bool>> inner(kOrder + 1);
    for (unsigned order = 1; order <= kOrder; ++order)
      inner[order].assign(keys(order).size(), false);
    std::size_t bytes = vocabulary_.words.size() * 24;
    for (unsigned order = kOrder; order >= 2; --order) {
      std::vector<bool>& kept = model_.levels[order - 1].kept;
      for (std::size_t i = 0; i < kept.size(); ++i) {
        kept[i] = inner[order][i] || static_cast<double>(worths[order][i]) > least;
        if (!kept[i]) continue;
        inner[order - 1][work(order).context[i]] = true;
        bytes += inner[order][i] ? 8U : 3U;
      }
    }
    return bytes + bytes / 24;
  }

  /// P(word | context entry of `order` words) of the pruned model, order 0 being no context.
  double prob(unsigned order, std::uint32_t entry) {
    const Level& level = model_.levels[order - 1];
    if (level.kept[entry]) return static_cast<double>(work(order).prob[entry]);
    const Work& w = work(order);
    return std::exp(static_cast<double>(model_.levels[order - 2].log_backoff[w.context[entry]])) *
           prob(order - 1, w.lower[entry]);
  }

  void set_backoffs(unsigned order) {
    Level& level = model_.levels[order - 1];
    Level& contexts = model_.levels[order - 2];
    contexts.log_backoff.assign(contexts.keys.size(), 0);
    for_contexts(level.keys, [&](std::size_t begin, std::size_t end) {
      double here = 0, there = 0;
      for (std::size_t i = begin; i < end; ++i) {
        if (!level.kept[i]) continue;
        here += static_cast<double>(work(order).prob[i]);
        there += prob(order - 1, work(order).lower[i]);
      }
      const double backoff = std::max(1 - here, 1e-9) / std::max(1 - there, 1e-9);
      contexts.log_backoff[work(order).context[begin]] = static_cast<float>(std::log(backoff));
    });
    if (order == 2) set_log_probs(1);
    set_log_probs(order);
  }

  void set_log_probs(unsigned order) {
    std::vector<float>& out = model_.levels[order - 1].log_prob;
    for (const float p : work(order).prob) out.push_back(std::log(std::max(p, 1e-30F)));
    if (order == kOrder) model_.levels[order - 1].log_backoff.assign(out.size(), 0);
  }

  const Vocabulary& vocabulary_;
  const EstimateOptions& options_;
  std::vector<Work> work_;
  NGrams model_;
};

}  // namespace

NGrams estimate(const std::vector<lm::WordId>& text, const Vocabulary& vocabulary,
                const EstimateOptions& options) {
  return Estimator(text, vocabulary, options).run();
}

}  // namespace codau::train
