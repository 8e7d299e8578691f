#include "restore/spellings.h"

#include <algorithm>
#include <utility>

namespace codau::restore {
namespace {

constexpr std::size_t kMostRest =
    8;  ///< letters of a word's rest told apart; this: as many or more
constexpr std::size_t kMostLost = 4;  ///< letters, as many more as the word may have had

/// What the rest of a part costs at least, whatever word it is of.
class Rests {
 public:
  explicit Rests(const SeenPart& part)
      : width_(part.word.size() + 1),
        begins_(width_ * kLetters, Channel::kNever),
        within_(kRests * width_, Channel::kNever) {
    measure_lengths(part);
    measure_begins(part);
  }

  /// Of the characters from `at` on, of a rest of `least` … `most` letters.
  [[nodiscard]] float of(std::size_t at, std::size_t least, std::size_t most) const {
    return within_[(least * (kMostRest + 1) + most) * width_ + at];
  }
  /// … of a rest that begins with `letter`.
  [[nodiscard]] float of(std::size_t at, std::uint8_t letter) const {
    return begins_[at * kLetters + letter];
  }

 private:
  static constexpr std::size_t kRests = (kMostRest + 1) * (kMostRest + 1);

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
          // `at` itself with a letter less is known by now: letters go up
          here = std::min(here, least[k] + exact[(letters - 1) * width_ + at + k]);
        }
      }
      float& longest = exact[kMostRest * width_ + at];
      longest = std::min(longest, any[at]);
    }
    for (std::size_t least = 0; least <= kMostRest; ++least) {
      for (std::size_t most = least; most <= kMostRest; ++most) {
        for (std::size_t at = part.begin; at <= part.end; ++at) {
          const float before = most == least ? Channel::kNever : of(at, least, most - 1);
          within_[(least * (kMostRest + 1) + most) * width_ + at] =
              std::min(before, exact[most * width_ + at]);
        }
      }
    }
  }

  void measure_begins(const SeenPart& part) {
    for (std::size_t at = part.begin; at <= part.end; ++at) {
      for (std::uint8_t letter = 0; letter < kLetters; ++letter) {
        const SeenWord::Costs& costs = part.word.costs(at, letter);
        float& here = begins_[at * kLetters + letter];
        for (std::size_t k = 0; k <= Channel::kLongest && at + k <= part.end; ++k) {
          here = std::min(here, costs[k] + of(at + k, 0, kMostRest));
        }
      }
    }
  }

  std::size_t width_;
  std::vector<float> begins_;  ///< [at * kLetters + letter]
  std::vector<float> within_;  ///< [(least * (kMostRest + 1) + most) * width_ + at]
};

/// The consonants before its first vowel.
std::size_t onset_size(std::u32string_view letters) {
  const auto is_vowel = [](char32_t c) { return letter_index(c) < text::kLowerVowels.size(); };
  return static_cast<std::size_t>(std::find_if(letters.begin(), letters.end(), is_vowel) -
                                  letters.begin());
}

}  // namespace

Spellings::Spellings(const std::vector<Spelling>& spellings) {
  std::vector<Word> words;
  for (const auto& [letters, word, merit] : spellings) {
    words.push_back({letters, onset_size(letters), 0, word, merit});
  }
  onsets_ = trie_of(words, Half::kOnset);
  for (std::uint32_t node = 0; node < onsets_.size(); ++node) {
    for (std::size_t i = onsets_[node].first_word; i < onsets_[node].end_word; ++i) {
      words[i].onset = node;
    }
  }
  rests_ = trie_of(words, Half::kRest);
  for (const Word& word : words) endings_.push_back({word.onset, word.word, word.merit});
}

/// Sorts `words` by that half of theirs: those [begin, end) lie below a node.
Spellings::Trie Spellings::trie_of(std::vector<Word>& words, Half half) {
  const auto from = [&](const Word& word) { return half == Half::kOnset ? 0 : word.onset_size; };
  const auto text = [&](const Word& word) {
    return word.letters.substr(from(word),
                               half == Half::kOnset ? word.onset_size : std::u32string_view::npos);
  };
  std::sort(words.begin(), words.end(),
            [&](const Word& a, const Word& b) { return text(a) < text(b); });
  struct Open {
    std::size_t node, begin, end, depth;
  };
  Trie out(1);
  std::vector<Open> open{{0, 0, words.size(), 0}};
  while (!open.empty()) {
    auto [at, begin, end, depth] = open.back();
    open.pop_back();
    Node node{.letter = out[at].letter, .least_rest = kMostRest};
    for (std::size_t i = begin; i < end; ++i) {
      const std::size_t rest = words[i].letters.size() - from(words[i]) - depth;
      const auto letters = static_cast<std::uint8_t>(std::min(kMostRest, rest));
      node.least_rest = std::min(node.least_rest, letters);
      node.most_rest = std::max(node.most_rest, letters);
      node.merit = std::max(node.merit, words[i].merit);
    }
    node.first_word = static_cast<std::uint32_t>(begin);
    while (begin < end && text(words[begin]).size() == depth) ++begin;
    node.end_word = static_cast<std::uint32_t>(begin);
    node.first_child = static_cast<std::uint32_t>(out.size());
    const auto first_open = static_cast<std::ptrdiff_t>(open.size());
    while (begin < end) {
      const char32_t letter = text(words[begin])[depth];
      std::size_t stop = begin;
      while (stop < end && text(words[stop])[depth] == letter) ++stop;
      open.push_back({out.size(), begin, stop, depth + 1});
      out.push_back({.letter = letter_index(letter)});
      begin = stop;
    }
    node.end_child = static_cast<std::uint32_t>(out.size());
    std::reverse(open.begin() + first_open, open.end());
    out[at] = node;
  }
  return out;
}

/// Depth first; a row holds, by depth, the least costs at which the letters so far give the
/// characters before j, of which only `begin` … `end` − 1 lead anywhere.
class Spellings::Search {
 public:
  Search(const Spellings& spellings, const SeenPart& part, float slack, std::size_t& steps)
      : spellings_(spellings),
        part_(part),
        slack_(slack),
        steps_(steps),
        depths_(part.end - part.begin + kMostLost),
        width_(part.word.size() + 1 + Channel::kLongest),
        rows_(depths_ * width_, Channel::kNever),
        ranges_(depths_),
        of_onsets_(width_ * spellings.onsets_.size()) {}

  /// Nats that any word costs at least.
  [[nodiscard]] float least() const { return rests_.of(part_.begin, 0, kMostRest); }

  /// Once more from the start; what was found before tells how far it is worth to look.
  void look(float limit) {
    found_.clear();
    limit_ = limit;
    for (const auto& [spent, at] : look_for_onsets()) look_for_rests(at, spent);
  }

  [[nodiscard]] std::vector<Candidate> take() {
    std::erase_if(found_, [&](const Found& one) { return one.worth < best_ - slack_; });
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return a.word != b.word ? a.word < b.word : a.cost < b.cost;
    });
    std::vector<Candidate> out;
    for (const Found& one : found_) {
      if (out.empty() || out.back().word != one.word) out.push_back({one.word, one.cost});
    }
    return out;
  }

 private:
  struct Found {
    lm::WordId word;
    float cost, worth;
  };
  using Starts = std::vector<std::pair<float, std::size_t>>;  ///< where rests begin, at what cost

  /// The cheapest first.
  Starts look_for_onsets() {
    std::fill(of_onsets_.begin(), of_onsets_.end(), Channel::kNever);
    std::vector<float> least(width_, Channel::kNever);
    spent_ = 0;
    walk(spellings_.onsets_, part_.begin, [&](const Node& node, std::size_t depth) {
      for (std::size_t at = ranges_[depth].first; at < ranges_[depth].second; ++at) {
        const float cost = rows_[depth * width_ + at];
        of_onset(at, static_cast<std::size_t>(&node - spellings_.onsets_.data())) = cost;
        least[at] = std::min(least[at], cost);
      }
    });
    Starts out;
    for (std::size_t at = part_.begin; at <= part_.end; ++at) {
      if (least[at] <= limit_) out.push_back({least[at], at});
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// Of all onsets that end at `start`, which cost `spent` at least.
  void look_for_rests(std::size_t start, float spent) {
    spent_ = spent;
    walk(spellings_.rests_, start, [&](const Node& node, std::size_t depth) {
      if (ranges_[depth].second != part_.end + 1) return;
      const float of_rest = rows_[depth * width_ + part_.end];
      steps_ -= std::min<std::size_t>(steps_, node.end_word - node.first_word);
      for (std::uint32_t i = node.first_word; i < node.end_word; ++i) {
        const Ending& ending = spellings_.endings_[i];
        const float cost = of_onset(start, ending.onset) + of_rest;
        if (cost > limit_) continue;
        found_.push_back({ending.word, cost, ending.merit - cost});
        best_ = std::max(best_, found_.back().worth);
      }
    });
  }

  float& of_onset(std::size_t at, std::size_t onset) {
    return of_onsets_[at * spellings_.onsets_.size() + onset];
  }

  /// Calls `visit` at each node where texts of words end, and its depth.
  template <typename Visit>
  void walk(const Trie& trie, std::size_t start, const Visit& visit) {
    rows_[start] = 0;
    ranges_[0] = {start, start + 1};
    descend(trie, trie[0], 0, visit);
  }

  template <typename Visit>
  void descend(const Trie& trie, const Node& node, std::size_t depth, const Visit& visit) {
    if (node.first_word < node.end_word) visit(node, depth);
    if (depth + 1 >= depths_) return;
    for (std::uint32_t child = node.first_child; child < node.end_child; ++child) {
      if (step(depth, trie[child])) descend(trie, trie[child], depth + 1, visit);
    }
  }

  /// From one depth to the next by the letter of `node`; false where that leads nowhere.
  bool step(std::size_t depth, const Node& node) {
    if (steps_ == 0) return false;
    --steps_;
    const float most = std::min(limit_, node.merit - best_ + slack_) - spent_;
    const float* const row = &rows_[depth * width_];
    auto [begin, end] = ranges_[depth];
    const auto leads_on = [&](std::size_t at) {
      return row[at] + rests_.of(at, node.letter) <= most;
    };
    while (begin < end && !leads_on(begin)) ++begin;
    if (begin == end) return false;
    float* const next = &rows_[(depth + 1) * width_];
    std::fill(next + begin, next + end + Channel::kLongest, Channel::kNever);
    for (std::size_t at = begin; at < end; ++at) {
      const SeenWord::Costs& costs = part_.word.costs(at, node.letter);
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

  const Spellings& spellings_;
  const SeenPart& part_;
  const Rests rests_{part_};
  const float slack_;
  std::size_t& steps_;  ///< left
  const std::size_t depths_, width_;
  std::vector<float> rows_;  ///< [depth * width_ + j]
  std::vector<std::pair<std::size_t, std::size_t>> ranges_;
  std::vector<float> of_onsets_;  ///< costs [j * onsets_.size() + onset] of those that end before j
  std::vector<Found> found_;
  float limit_ = 0;
  float spent_ = 0;                ///< by the onset, of the limit
  float best_ = -Channel::kNever;  ///< the worth of the best word so far
};

/// First what lies nearest: it tells how far it is worth to look.
std::vector<Candidate> Spellings::reach(const SeenPart& part, const Bounds& bounds,
                                        std::size_t& steps) const {
  constexpr float kNearest = 3;
  steps -= std::min(steps, kStart);
  if (steps == 0) return {};
  Search search(*this, part, bounds.slack, steps);
  if (search.least() > bounds.limit) return {};
  if (bounds.slack < Channel::kNever) search.look(kNearest);
  search.look(bounds.limit);
  return steps == 0 ? std::vector<Candidate>() : search.take();
}

}  // namespace codau::restore
