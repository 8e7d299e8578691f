#include "train/ngrams.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <queue>

namespace codau::train {
namespace {

/// Entry of the context in the high bits, the word in the low 16.
using Key = std::uint64_t;

struct Run {
  struct Item {
    Key key;
    std::uint64_t seen;
  };
  Run(const std::string& folder, std::size_t of) : items(folder), domain(of) {}
  Spool<Item> items;
  std::size_t domain;
};

/// Radix sort: the order of std::sort, in a tenth of its time.
void sort_keys(std::vector<Key>& keys) {
  std::vector<Key> other(keys.size());
  const Key all = std::accumulate(keys.begin(), keys.end(), Key{0}, std::bit_or<>());
  for (unsigned shift = 0; shift < 64 && all >> shift != 0; shift += 8) {
    std::array<std::size_t, 257> begin{};
    for (const Key key : keys) ++begin.at((key >> shift & 0xFFU) + 1);
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    for (const Key key : keys) other[begin.at(key >> shift & 0xFFU)++] = key;
    keys.swap(other);
  }
}

/// Sorts what it is given in pieces that fit into memory; gives it back as one sequence.
class Sorter {
 public:
  Sorter(const CountOptions& options, std::size_t domains) : options_(options), domains_(domains) {
    most_ = std::max<std::size_t>(options.memory / 2 / (2 * sizeof(Key)), 1024);
  }

  void add(Key key, std::size_t domain) {
    if (domain != domain_ || keys_.size() == most_) flush();
    domain_ = domain;
    keys_.push_back(key);
  }

  /// Calls take(key, seen by domain) for each key, ascending.
  template <class Take>
  void merge(Take take) {
    flush();
    std::vector<Key>().swap(keys_);
    using Head = std::pair<Key, std::size_t>;
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    std::vector<Spool<Run::Item>::Reader> readers;
    std::vector<Run::Item> items(runs_.size());
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      readers.emplace_back(runs_[i]->items);
      if (readers[i].next(items[i])) heads.emplace(items[i].key, i);
    }
    std::vector<std::uint64_t> seen(domains_);
    while (!heads.empty()) {
      const Key key = heads.top().first;
      std::fill(seen.begin(), seen.end(), 0);
      while (!heads.empty() && heads.top().first == key) {
        const std::size_t run = heads.top().second;
        heads.pop();
        seen[runs_[run]->domain] += items[run].seen;
        if (readers[run].next(items[run])) heads.emplace(items[run].key, run);
      }
      take(key, seen);
    }
    runs_.clear();
  }

 private:
  void flush() {
    if (keys_.empty()) return;
    sort_keys(keys_);
    auto run = std::make_unique<Run>(options_.scratch, domain_);
    for (std::size_t i = 0; i < keys_.size();) {
      const std::size_t begin = i;
      while (i < keys_.size() && keys_[i] == keys_[begin]) ++i;
      run->items.append({keys_[begin], i - begin});
    }
    runs_.push_back(std::move(run));
    keys_.clear();
  }

  const CountOptions& options_;
  std::size_t domains_, most_, domain_ = 0;
  std::vector<Key> keys_;
  std::vector<std::unique_ptr<Run>> runs_;
};

class Counter {
 public:
  Counter(Text& text, std::size_t words, const CountOptions& options)
      : text_(text), options_(options), orders_(options.order), weights_(options.weights) {
    weights_.resize(text.ends.size(), 1);
    for (Order& order : orders_) order.followed.clear();
    count_words(words);
  }

  std::vector<Order> run() {
    for (unsigned order = 2; order <= options_.order; ++order) count(order);
    return std::move(orders_);
  }

 private:
  Order& order(unsigned n) { return orders_[n - 1]; }

  void count_words(std::size_t words) {
    Order& out = order(1);
    out.word.resize(words);
    std::iota(out.word.begin(), out.word.end(), lm::WordId{0});
    out.context.assign(words, 0);
    out.lower.assign(words, 0);
    std::vector<double> seen(words, 0);
    each_place(nullptr, [&](const Place& place) { seen[place.word] += weights_[place.domain]; });
    out.seen.assign(seen.begin(), seen.end());
  }

  struct Place {
    lm::WordId word = lm::kSentenceStart;
    std::size_t domain = 0;
    std::uint32_t before = kNoEntry;  ///< entry of the n-gram that ends before this word
    std::uint32_t here = kNoEntry;    ///< … that ends with it
  };

  /// `entries` holds, for each place, the entry of the n-gram that ends there.
  template <class Visit>
  void each_place(Spool<std::uint32_t>* entries, Visit visit) {
    Spool<lm::WordId>::Reader ids(text_.ids);
    std::unique_ptr<Spool<std::uint32_t>::Reader> reader;
    if (entries != nullptr) reader = std::make_unique<Spool<std::uint32_t>::Reader>(*entries);
    Place place;
    for (std::size_t at = 0; ids.next(place.word); ++at) {
      while (at == text_.ends[place.domain]) ++place.domain;
      place.before = place.here;
      place.here = place.word;
      if (reader) reader->next(place.here);
      if (place.word == lm::kSentenceStart) place.before = kNoEntry;
      visit(place);
    }
  }

  void count(unsigned n) {
    Order& shorter = order(n - 1);
    shorter.followed.assign(shorter.size(), 0);
    std::vector<double> followed(shorter.size(), 0);
    Sorter sorter(options_, text_.ends.size());
    each_place(entries_.get(), [&](const Place& place) {
      if (place.before == kNoEntry) return;
      followed[place.before] += weights_[place.domain];
      if (place.here != kNoEntry) sorter.add(Key{place.before} << 16U | place.word, place.domain);
    });
    shorter.followed.assign(followed.begin(), followed.end());
    std::vector<double>().swap(followed);
    hold(n, sorter);
    index(n);
    if (n < options_.order) find_entries(n);
  }

  void hold(unsigned n, Sorter& sorter) {
    Order& out = order(n);
    std::uint64_t least = options_.least.at(n - 1);
    std::vector<std::uint32_t> raw;  // unweighted
    const std::size_t most = options_.memory / 4 / 32;
    sorter.merge([&](Key key, const std::vector<std::uint64_t>& seen) {
      const std::uint64_t total = std::accumulate(seen.begin(), seen.end(), std::uint64_t{0});
      if (total < least) return;
      double weighted = 0;
      for (std::size_t i = 0; i < seen.size(); ++i) {
        weighted += weights_[i] * static_cast<double>(seen[i]);
      }
      out.context.push_back(static_cast<std::uint32_t>(key >> 16U));
      out.word.push_back(static_cast<lm::WordId>(key & 0xFFFFU));
      out.seen.push_back(static_cast<float>(weighted));
      raw.push_back(static_cast<std::uint32_t>(std::min<std::uint64_t>(total, 0xFFFFFFFF)));
      if (out.size() > most) drop(out, raw, ++least);
    });
  }

  static void drop(Order& out, std::vector<std::uint32_t>& raw, std::uint64_t least) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] < least) continue;
      out.context[kept] = out.context[i];
      out.word[kept] = out.word[i];
      out.seen[kept] = out.seen[i];
      raw[kept++] = raw[i];
    }
    out.context.resize(kept);
    out.word.resize(kept);
    out.seen.resize(kept);
    raw.resize(kept);
  }

  /// Where the n-grams of each context begin, and which is one word shorter at the front.
  void index(unsigned n) {
    Order& shorter = order(n - 1);
    Order& here = order(n);
    shorter.first.assign(shorter.size() + 1, 0);
    for (const std::uint32_t context : here.context) ++shorter.first[context + 1];
    std::partial_sum(shorter.first.begin(), shorter.first.end(), shorter.first.begin());
    here.lower.resize(here.size());
    for (std::size_t i = 0; i < here.size(); ++i) {
      here.lower[i] =
          n == 2 ? here.word[i]
                 : order(n - 2).child(shorter, shorter.lower[here.context[i]], here.word[i]);
    }
  }

  void find_entries(unsigned n) {
    auto found = std::make_unique<Spool<std::uint32_t>>(options_.scratch);
    each_place(entries_.get(), [&](const Place& place) {
      found->append(place.before == kNoEntry
                        ? kNoEntry
                        : order(n - 1).child(order(n), place.before, place.word));
    });
    entries_ = std::move(found);
  }

  Text& text_;
  const CountOptions& options_;
  std::vector<Order> orders_;
  std::vector<double> weights_;
  std::unique_ptr<Spool<std::uint32_t>> entries_;  ///< none while the words are the entries
};

}  // namespace

std::uint32_t Order::child(const Order& below, std::uint32_t entry, lm::WordId next) const {
  const auto begin = below.word.begin() + first[entry];
  const auto end = below.word.begin() + first[entry + 1];
  const auto at = std::lower_bound(begin, end, next);
  return at == end || *at != next ? kNoEntry : static_cast<std::uint32_t>(at - below.word.begin());
}

std::vector<Order> count_ngrams(Text& text, std::size_t words, const CountOptions& options) {
  return Counter(text, words, options).run();
}

}  // namespace codau::train
