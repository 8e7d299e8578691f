#include "restore/lexicon/spelling_trie.h"

#include <algorithm>
#include <array>
#include <utility>

namespace codau::restore {
namespace {

// SpellingTrie::kStartSteps: on Ocrad's 90 KB (docs/experiments/restoration-speed.md) a start took
// as long as 120 steps.

// These constants, kBucketCount and kBucketNats change the speed of the search, not its result.
constexpr std::size_t kMaxRestLetters = 8;  ///< letters of a rest told apart; means 8 or more
/// Letters that the word may have had beyond those seen.
constexpr std::size_t kMaxLostLetters = 4;

using LetterSet = std::array<std::uint64_t, 2>;  ///< bits by letter_index()
static_assert(kLetterCount <= 128);

bool has(const LetterSet& set, std::uint8_t letter) {
  return (set[letter / 64] >> (letter % 64) & 1) != 0;
}

void unite(LetterSet& set, const LetterSet& other) {
  set[0] |= other[0];
  set[1] |= other[1];
}

}  // namespace

/// Lower bounds of the cost of the rest of a part, for any word. They depend on the number of
/// letters in the rest and on its first letter. Outside the unnamed namespace because
/// SpellingTrie::Search has a field of this type.
class RestCostBounds {
 public:
  explicit RestCostBounds(const ObservedSpan& seen)
      : width_(seen.word.size() + 1),
        by_length_(kLengthRangeCount * width_, Channel::kInfiniteCost),
        by_letter_(width_ * kLetterCount, Channel::kInfiniteCost),
        within_(width_ * kBucketCount) {
    measure_lengths(seen);
    measure_letters(seen);
  }

  /// Returns the bound for the characters from `at` on, for a rest of `least` … `most` letters.
  [[nodiscard]] float of(std::size_t at, std::size_t least, std::size_t most) const {
    return by_length_[(least * (kMaxRestLetters + 1) + most) * width_ + at];
  }
  /// Returns the bound for a rest that begins with `letter`.
  [[nodiscard]] float of(std::size_t at, std::uint8_t letter) const {
    return by_letter_[at * kLetterCount + letter];
  }
  /// Returns the first letters whose bound is at most `nats`, and a few more.
  [[nodiscard]] const LetterSet& within(std::size_t at, float nats) const {
    return within_[at * kBucketCount + bucket(nats)];
  }

 private:
  static constexpr std::size_t kLengthRangeCount = (kMaxRestLetters + 1) * (kMaxRestLetters + 1);
  static constexpr std::size_t kBucketCount = 40;
  static constexpr float kBucketNats = 0.5F;  ///< nats

  static std::size_t bucket(float nats) {
    const float at = std::max(nats, 0.0F) / kBucketNats + 1;
    return at < kBucketCount ? static_cast<std::size_t>(at) : kBucketCount - 1;
  }

  void measure_lengths(const ObservedSpan& seen) {
    std::vector<float> exact((kMaxRestLetters + 1) * width_, Channel::kInfiniteCost);  // by letters
    std::vector<float> any(width_, Channel::kInfiniteCost);
    exact[seen.end] = any[seen.end] = 0;
    for (std::size_t at = seen.end + 1; at-- > seen.begin;) {
      const ObservedWord::Costs& least = seen.word.min_costs(at);
      for (std::size_t k = 1; k <= Channel::kMaxPieceLength && at + k <= seen.end; ++k) {
        any[at] = std::min(any[at], least[k] + any[at + k]);
      }
      for (std::size_t letters = 1; letters <= kMaxRestLetters; ++letters) {
        float& here = exact[letters * width_ + at];
        for (std::size_t k = 0; k <= Channel::kMaxPieceLength && at + k <= seen.end; ++k) {
          here = std::min(here, least[k] + exact[(letters - 1) * width_ + at + k]);
        }
      }
      float& longest = exact[kMaxRestLetters * width_ + at];
      longest = std::min(longest, any[at]);
    }
    for (std::size_t least = 0; least <= kMaxRestLetters; ++least) {
      for (std::size_t most = least; most <= kMaxRestLetters; ++most) {
        for (std::size_t at = seen.begin; at <= seen.end; ++at) {
          const float fewer = most == least ? Channel::kInfiniteCost : of(at, least, most - 1);
          by_length_[(least * (kMaxRestLetters + 1) + most) * width_ + at] =
              std::min(fewer, exact[most * width_ + at]);
        }
      }
    }
  }

  void measure_letters(const ObservedSpan& seen) {
    for (std::size_t at = seen.begin; at <= seen.end; ++at) {
      LetterSet* const within = &within_[at * kBucketCount];
      for (std::uint8_t letter = 0; letter < kLetterCount; ++letter) {
        const ObservedWord::Costs& costs = seen.word.costs(at, letter);
        float& here = by_letter_[at * kLetterCount + letter];
        for (std::size_t k = 0; k <= Channel::kMaxPieceLength && at + k <= seen.end; ++k) {
          here = std::min(here, costs[k] + of(at + k, 0, kMaxRestLetters));
        }
        within[bucket(here)][letter / 64] |= std::uint64_t{1} << (letter % 64);
      }
      for (std::size_t i = 1; i < kBucketCount; ++i) unite(within[i], within[i - 1]);
    }
  }

  std::size_t width_;
  std::vector<float> by_length_;   ///< [(least * (kMaxRestLetters + 1) + most) * width_ + at]
  std::vector<float> by_letter_;   ///< [at * kLetterCount + letter]
  std::vector<LetterSet> within_;  ///< [at * kBucketCount + bucket()]
};

SpellingTrie::SpellingTrie(std::vector<TrieWord> words) : nodes_(1), letters_(1, kNoLetter) {
  std::sort(words.begin(), words.end(),
            [](const TrieWord& a, const TrieWord& b) { return a.letters < b.letters; });
  struct Open {  // spellings [begin, end) of the sorted ones lie below `node`
    std::size_t node, begin, end, depth;
  };
  std::vector<Open> open{{0, 0, words.size(), 0}};
  while (!open.empty()) {
    auto [at, begin, end, depth] = open.back();
    open.pop_back();
    Node node{.min_rest_letters = kMaxRestLetters};
    for (std::size_t i = begin; i < end; ++i) {
      const auto rest =
          static_cast<std::uint8_t>(std::min(kMaxRestLetters, words[i].letters.size() - depth));
      node.min_rest_letters = std::min(node.min_rest_letters, rest);
      node.max_rest_letters = std::max(node.max_rest_letters, rest);
      node.max_log_prior = std::max(node.max_log_prior, words[i].log_prior);
    }
    if (begin < end && words[begin].letters.size() == depth) {
      node.word = words[begin].word;
      node.log_prior = words[begin++].log_prior;
    }
    node.first_child = static_cast<std::uint32_t>(nodes_.size());
    const auto first_open = static_cast<std::ptrdiff_t>(open.size());
    while (begin < end) {
      const char32_t letter = words[begin].letters[depth];
      std::size_t stop = begin;
      while (stop < end && words[stop].letters[depth] == letter) ++stop;
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
  Search(const SpellingTrie& words, const ObservedSpan& seen, const SearchLimits& limits,
         std::size_t& steps)
      : nodes_(words.nodes_),
        letters_(words.letters_),
        seen_(seen),
        limits_(limits),
        steps_(steps),
        depths_(seen.end - seen.begin + kMaxLostLetters),
        width_(seen.word.size() + 1 + Channel::kMaxPieceLength),
        rows_(depths_ * width_, Channel::kInfiniteCost),
        ranges_(depths_) {
    rows_[seen.begin] = 0;
    ranges_[0] = {seen.begin, seen.begin + 1};
  }

  /// Returns the nats that any word costs at least.
  [[nodiscard]] float min_cost() const { return rest_bounds_.of(seen_.begin, 0, kMaxRestLetters); }

  /// Searches with damage up to `limit`. Words found before narrow the search.
  void search_up_to(float max_cost) {
    max_cost_ = max_cost;
    descend(nodes_[0], 0);
  }

  [[nodiscard]] std::vector<Candidate> take_results() {
    std::erase_if(found_, [&](const FoundWord& one) { return one.score < min_score_; });
    std::sort(found_.begin(), found_.end(),
              [](const FoundWord& a, const FoundWord& b) { return a.word < b.word; });
    std::vector<Candidate> out;
    for (const FoundWord& one : found_) out.push_back({one.word, one.cost});
    return out;
  }

 private:
  struct FoundWord {
    lm::WordId word;
    float cost, score;
  };

  void add(const FoundWord& found) {
    if (found.score < min_score_) return;
    const auto known = std::find_if(found_.begin(), found_.end(),
                                    [&](const FoundWord& one) { return one.word == found.word; });
    if (known != found_.end()) {
      if (found.score > known->score) *known = found;
    } else if (found_.size() < limits_.max_words) {
      found_.push_back(found);
    } else {
      *worst() = found;
    }
    min_score_ = std::max(min_score_, found.score - limits_.max_score_loss);
    if (found_.size() == limits_.max_words) min_score_ = std::max(min_score_, worst()->score);
  }

  [[nodiscard]] std::vector<FoundWord>::iterator worst() {
    return std::min_element(
        found_.begin(), found_.end(),
        [](const FoundWord& a, const FoundWord& b) { return a.score < b.score; });
  }

  [[nodiscard]] float max_affordable_cost(const Node& node) const {
    return std::min(max_cost_, node.max_log_prior - min_score_);
  }

  void descend(const Node& node, std::size_t depth) {
    const auto [begin, end] = ranges_[depth];
    const float* const row = &rows_[depth * width_];
    if (node.word != lm::kUnknown && end == seen_.end + 1 && row[seen_.end] <= max_cost_) {
      add({node.word, row[seen_.end], node.log_prior - row[seen_.end]});
    }
    if (depth + 1 >= depths_) return;
    LetterSet promising{};
    for (std::size_t at = begin; at < end; ++at) {
      unite(promising, rest_bounds_.within(at, max_affordable_cost(node) - row[at]));
    }
    for (std::uint32_t child = node.first_child; child < node.end_child; ++child) {
      if (has(promising, letters_[child]) && extend(depth, child))
        descend(nodes_[child], depth + 1);
    }
  }

  /// Extends the rows to a child; returns false if the child leads nowhere.
  bool extend(std::size_t depth, std::uint32_t child) {
    if (steps_ == 0) return false;
    --steps_;
    const Node& node = nodes_[child];
    const std::uint8_t letter = letters_[child];
    const float most = max_affordable_cost(node);
    const float* const row = &rows_[depth * width_];
    auto [begin, end] = ranges_[depth];
    const auto may_lead_on = [&](std::size_t at) {
      return row[at] + rest_bounds_.of(at, letter) <= most;
    };
    while (begin < end && !may_lead_on(begin)) ++begin;
    if (begin == end) return false;
    float* const next = &rows_[(depth + 1) * width_];
    std::fill(next + begin, next + end + Channel::kMaxPieceLength, Channel::kInfiniteCost);
    for (std::size_t at = begin; at < end; ++at) {
      const ObservedWord::Costs& costs = seen_.word.costs(at, letter);
      for (std::size_t k = 0; k <= Channel::kMaxPieceLength; ++k) {
        next[at + k] = std::min(next[at + k], row[at] + costs[k]);
      }
    }
    end = std::min(end + Channel::kMaxPieceLength, seen_.end + 1);
    const auto is_dead_end = [&](std::size_t at) {
      return next[at] + rest_bounds_.of(at, node.min_rest_letters, node.max_rest_letters) > most;
    };
    while (end > begin && is_dead_end(end - 1)) --end;
    while (begin < end && is_dead_end(begin)) ++begin;
    ranges_[depth + 1] = {begin, end};
    return begin < end;
  }

  const std::vector<Node>& nodes_;
  const std::vector<std::uint8_t>& letters_;
  const ObservedSpan& seen_;
  const SearchLimits& limits_;
  const RestCostBounds rest_bounds_{seen_};
  std::size_t& steps_;  ///< left
  const std::size_t depths_, width_;
  std::vector<float> rows_;  ///< [depth * width_ + j]
  std::vector<std::pair<std::size_t, std::size_t>> ranges_;
  std::vector<FoundWord> found_;
  float max_cost_ = 0;
  float min_score_ = -Channel::kInfiniteCost;  ///< least score of words still of interest
};

/// Searches near words first: their scores limit the search for distant words.
std::vector<Candidate> SpellingTrie::search(const ObservedSpan& seen, const SearchLimits& limits,
                                            std::size_t& steps) const {
  constexpr float kFirstPassMaxCost = 3;
  steps -= std::min(steps, kStartSteps);
  if (steps == 0) return {};
  Search search(*this, seen, limits, steps);
  if (search.min_cost() > limits.max_cost) return {};
  if (limits.max_score_loss < Channel::kInfiniteCost) search.search_up_to(kFirstPassMaxCost);
  search.search_up_to(limits.max_cost);
  return steps == 0 ? std::vector<Candidate>() : search.take_results();
}

}  // namespace codau::restore
