#include "restore/lexicon/spelling_trie.h"

#include <algorithm>
#include <array>
#include <utility>

namespace codau::restore {
namespace {

// These constants, kBuckets and kOfBucket change the speed of the search, not its result.
constexpr std::size_t kMostRest = 8;  ///< letters of a rest told apart; means 8 or more
constexpr std::size_t kMostLost = 4;  ///< letters that the word may have had beyond those seen

using LetterSet = std::array<std::uint64_t, 2>;  ///< bits by letter_index()
static_assert(kLetters <= 128);

bool has(const LetterSet& set, std::uint8_t letter) {
  return (set[letter / 64] >> (letter % 64) & 1) != 0;
}

void unite(LetterSet& set, const LetterSet& other) {
  set[0] |= other[0];
  set[1] |= other[1];
}

/// Lower bounds of the cost of the rest of a part, for any word. They depend on the number of
/// letters in the rest and on its first letter.
class Rests {
 public:
  explicit Rests(const SeenPart& part)
      : width_(part.word.size() + 1),
        by_length_(kLengths * width_, Channel::kNever),
        by_letter_(width_ * kLetters, Channel::kNever),
        within_(width_ * kBuckets) {
    measure_lengths(part);
    measure_letters(part);
  }

  /// Returns the bound for the characters from `at` on, for a rest of `least` … `most` letters.
  [[nodiscard]] float of(std::size_t at, std::size_t least, std::size_t most) const {
    return by_length_[(least * (kMostRest + 1) + most) * width_ + at];
  }
  /// Returns the bound for a rest that begins with `letter`.
  [[nodiscard]] float of(std::size_t at, std::uint8_t letter) const {
    return by_letter_[at * kLetters + letter];
  }
  /// Returns the first letters whose bound is at most `nats`, and a few more.
  [[nodiscard]] const LetterSet& within(std::size_t at, float nats) const {
    return within_[at * kBuckets + bucket(nats)];
  }

 private:
  static constexpr std::size_t kLengths = (kMostRest + 1) * (kMostRest + 1);
  static constexpr std::size_t kBuckets = 40;
  static constexpr float kOfBucket = 0.5F;  ///< nats

  static std::size_t bucket(float nats) {
    const float at = std::max(nats, 0.0F) / kOfBucket + 1;
    return at < kBuckets ? static_cast<std::size_t>(at) : kBuckets - 1;
  }

  void measure_lengths(const SeenPart& part) {
    std::vector<float> exact((kMostRest + 1) * width_, Channel::kNever);  // by letters
    std::vector<float> any(width_, Channel::kNever);
    exact[part.end] = any[part.end] = 0;
    for (std::size_t at = part.end + 1; at-- > part.begin;) {
      const SeenWord::Costs& least = part.word.least(at);
      for (std::size_t k = 1; k <= Channel::kLongest && at + k <= part.end; ++k) {
        any[at] = std::min(any[at], least[k] + any[at + k]);
      }
      for (std::size_t letters = 1; letters <= kMostRest; ++letters) {
        float& here = exact[letters * width_ + at];
        for (std::size_t k = 0; k <= Channel::kLongest && at + k <= part.end; ++k) {
          here = std::min(here, least[k] + exact[(letters - 1) * width_ + at + k]);
        }
      }
      float& longest = exact[kMostRest * width_ + at];
      longest = std::min(longest, any[at]);
    }
    for (std::size_t least = 0; least <= kMostRest; ++least) {
      for (std::size_t most = least; most <= kMostRest; ++most) {
        for (std::size_t at = part.begin; at <= part.end; ++at) {
          const float fewer = most == least ? Channel::kNever : of(at, least, most - 1);
          by_length_[(least * (kMostRest + 1) + most) * width_ + at] =
              std::min(fewer, exact[most * width_ + at]);
        }
      }
    }
  }

  void measure_letters(const SeenPart& part) {
    for (std::size_t at = part.begin; at <= part.end; ++at) {
      LetterSet* const within = &within_[at * kBuckets];
      for (std::uint8_t letter = 0; letter < kLetters; ++letter) {
        const SeenWord::Costs& costs = part.word.costs(at, letter);
        float& here = by_letter_[at * kLetters + letter];
        for (std::size_t k = 0; k <= Channel::kLongest && at + k <= part.end; ++k) {
          here = std::min(here, costs[k] + of(at + k, 0, kMostRest));
        }
        within[bucket(here)][letter / 64] |= std::uint64_t{1} << (letter % 64);
      }
      for (std::size_t i = 1; i < kBuckets; ++i) unite(within[i], within[i - 1]);
    }
  }

  std::size_t width_;
  std::vector<float> by_length_;   ///< [(least * (kMostRest + 1) + most) * width_ + at]
  std::vector<float> by_letter_;   ///< [at * kLetters + letter]
  std::vector<LetterSet> within_;  ///< [at * kBuckets + bucket()]
};

}  // namespace

SpellingTrie::SpellingTrie(std::vector<Spelling> spellings) : nodes_(1), letters_(1, kNoLetter) {
  std::sort(spellings.begin(), spellings.end(),
            [](const Spelling& a, const Spelling& b) { return a.letters < b.letters; });
  struct Open {  // spellings [begin, end) of the sorted ones lie below `node`
    std::size_t node, begin, end, depth;
  };
  std::vector<Open> open{{0, 0, spellings.size(), 0}};
  while (!open.empty()) {
    auto [at, begin, end, depth] = open.back();
    open.pop_back();
    Node node{.least_rest = kMostRest};
    for (std::size_t i = begin; i < end; ++i) {
      const auto rest =
          static_cast<std::uint8_t>(std::min(kMostRest, spellings[i].letters.size() - depth));
      node.least_rest = std::min(node.least_rest, rest);
      node.most_rest = std::max(node.most_rest, rest);
      node.most_merit = std::max(node.most_merit, spellings[i].merit);
    }
    if (begin < end && spellings[begin].letters.size() == depth) {
      node.word = spellings[begin].word;
      node.merit = spellings[begin++].merit;
    }
    node.first_child = static_cast<std::uint32_t>(nodes_.size());
    const auto first_open = static_cast<std::ptrdiff_t>(open.size());
    while (begin < end) {
      const char32_t letter = spellings[begin].letters[depth];
      std::size_t stop = begin;
      while (stop < end && spellings[stop].letters[depth] == letter) ++stop;
      open.push_back({nodes_.size(), begin, stop, depth + 1});
      nodes_.emplace_back();
      letters_.push_back(letter_index(letter));
      begin = stop;
    }
    node.end_child = static_cast<std::uint32_t>(nodes_.size());
    std::reverse(open.begin() + first_open, open.end());  // the node searched next lies next
    nodes_[at] = node;
  }
}

/// Searches depth first. By depth, a row holds the least costs at which the letters so far give the
/// characters before j. Only the columns `begin` … `end` − 1 lead anywhere.
class SpellingTrie::Search {
 public:
  Search(const SpellingTrie& spellings, const SeenPart& part, const Bounds& bounds,
         std::size_t& steps)
      : nodes_(spellings.nodes_),
        letters_(spellings.letters_),
        part_(part),
        bounds_(bounds),
        steps_(steps),
        depths_(part.end - part.begin + kMostLost),
        width_(part.word.size() + 1 + Channel::kLongest),
        rows_(depths_ * width_, Channel::kNever),
        ranges_(depths_) {
    rows_[part.begin] = 0;
    ranges_[0] = {part.begin, part.begin + 1};
  }

  /// Returns the nats that any word costs at least.
  [[nodiscard]] float least() const { return rests_.of(part_.begin, 0, kMostRest); }

  /// Searches with damage up to `limit`. Words found before narrow the search.
  void look(float limit) {
    limit_ = limit;
    descend(nodes_[0], 0);
  }

  [[nodiscard]] std::vector<Candidate> take() {
    std::erase_if(found_, [&](const Found& one) { return one.worth < least_worth_; });
    std::sort(found_.begin(), found_.end(),
              [](const Found& a, const Found& b) { return a.word < b.word; });
    std::vector<Candidate> out;
    for (const Found& one : found_) out.push_back({one.word, one.cost});
    return out;
  }

 private:
  struct Found {
    lm::WordId word;
    float cost, worth;
  };

  void add(const Found& found) {
    if (found.worth < least_worth_) return;
    const auto known = std::find_if(found_.begin(), found_.end(),
                                    [&](const Found& one) { return one.word == found.word; });
    if (known != found_.end()) {
      if (found.worth > known->worth) *known = found;
    } else if (found_.size() < bounds_.most) {
      found_.push_back(found);
    } else {
      *worst() = found;
    }
    least_worth_ = std::max(least_worth_, found.worth - bounds_.slack);
    if (found_.size() == bounds_.most) least_worth_ = std::max(least_worth_, worst()->worth);
  }

  [[nodiscard]] std::vector<Found>::iterator worst() {
    return std::min_element(found_.begin(), found_.end(),
                            [](const Found& a, const Found& b) { return a.worth < b.worth; });
  }

  [[nodiscard]] float affordable(const Node& node) const {
    return std::min(limit_, node.most_merit - least_worth_);
  }

  void descend(const Node& node, std::size_t depth) {
    const auto [begin, end] = ranges_[depth];
    const float* const row = &rows_[depth * width_];
    if (node.word != lm::kUnknown && end == part_.end + 1 && row[part_.end] <= limit_) {
      add({node.word, row[part_.end], node.merit - row[part_.end]});
    }
    if (depth + 1 >= depths_) return;
    LetterSet worth_it{};
    for (std::size_t at = begin; at < end; ++at) {
      unite(worth_it, rests_.within(at, affordable(node) - row[at]));
    }
    for (std::uint32_t child = node.first_child; child < node.end_child; ++child) {
      if (has(worth_it, letters_[child]) && step(depth, child)) descend(nodes_[child], depth + 1);
    }
  }

  /// Extends the rows to a child; returns false if the child leads nowhere.
  bool step(std::size_t depth, std::uint32_t child) {
    if (steps_ == 0) return false;
    --steps_;
    const Node& node = nodes_[child];
    const std::uint8_t letter = letters_[child];
    const float most = affordable(node);
    const float* const row = &rows_[depth * width_];
    auto [begin, end] = ranges_[depth];
    const auto leads_on = [&](std::size_t at) { return row[at] + rests_.of(at, letter) <= most; };
    while (begin < end && !leads_on(begin)) ++begin;
    if (begin == end) return false;
    float* const next = &rows_[(depth + 1) * width_];
    std::fill(next + begin, next + end + Channel::kLongest, Channel::kNever);
    for (std::size_t at = begin; at < end; ++at) {
      const SeenWord::Costs& costs = part_.word.costs(at, letter);
      for (std::size_t k = 0; k <= Channel::kLongest; ++k) {
        next[at + k] = std::min(next[at + k], row[at] + costs[k]);
      }
    }
    end = std::min(end + Channel::kLongest, part_.end + 1);
    const auto ends = [&](std::size_t at) {
      return next[at] + rests_.of(at, node.least_rest, node.most_rest) > most;
    };
    while (end > begin && ends(end - 1)) --end;
    while (begin < end && ends(begin)) ++begin;
    ranges_[depth + 1] = {begin, end};
    return begin < end;
  }

  const std::vector<Node>& nodes_;
  const std::vector<std::uint8_t>& letters_;
  const SeenPart& part_;
  const Bounds& bounds_;
  const Rests rests_{part_};
  std::size_t& steps_;  ///< left
  const std::size_t depths_, width_;
  std::vector<float> rows_;  ///< [depth * width_ + j]
  std::vector<std::pair<std::size_t, std::size_t>> ranges_;
  std::vector<Found> found_;
  float limit_ = 0;
  float least_worth_ = -Channel::kNever;  ///< least worth of words still of interest
};

/// Searches near words first: their worth limits the search for distant words.
std::vector<Candidate> SpellingTrie::reach(const SeenPart& part, const Bounds& bounds,
                                           std::size_t& steps) const {
  constexpr float kNearest = 3;
  steps -= std::min(steps, kStart);
  if (steps == 0) return {};
  Search search(*this, part, bounds, steps);
  if (search.least() > bounds.limit) return {};
  if (bounds.slack < Channel::kNever) search.look(kNearest);
  search.look(bounds.limit);
  return steps == 0 ? std::vector<Candidate>() : search.take();
}

}  // namespace codau::restore
