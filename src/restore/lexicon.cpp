#include "restore/lexicon.h"

#include <algorithm>
#include <span>

#include "restore/letters.h"

namespace codau::restore {

Lexicon::Lexicon(const lm::Model& model) : letters_(model.size()) {
  constexpr float kFrequency = 0.7F;  // of log P(word): its neighbours will say the rest
  merits_.assign(model.size(), kFrequency * static_cast<float>(model.unigram(lm::kUnknown)));
  for (std::uint32_t i = lm::kFirstWord; i < model.size(); ++i) {
    merits_[i] = kFrequency * static_cast<float>(model.unigram(static_cast<lm::WordId>(i)));
    const auto id = static_cast<lm::WordId>(i);
    const std::string_view spelling = model.spelling(id);
    letters_[id] = to_utf32(spelling);
    ids_[spelling] = id;
    const auto [group, is_new] = groups_.try_emplace(fold_word(spelling), FoldGroup{id, id});
    group->second.end = static_cast<lm::WordId>(id + 1);
  }
  build_trie();
}

lm::WordId Lexicon::find(std::string_view model_word) const {
  const auto it = ids_.find(model_word);
  return it == ids_.end() ? lm::kUnknown : it->second;
}

FoldGroup Lexicon::words_of(std::string_view fold) const {
  const auto it = groups_.find(std::string(fold));
  return it == groups_.end() ? FoldGroup{} : it->second;
}

float Lexicon::worth(const Candidate& candidate) const {
  const float second = candidate.then == lm::kUnknown ? 0 : merits_[candidate.then];
  return merits_[candidate.word] + second - candidate.cost;
}

/// Every word whose letters a channel knows, in both ways to place its tone; sorted.
std::vector<Lexicon::Spelling> Lexicon::spellings() const {
  std::vector<Spelling> out;
  for (std::size_t i = lm::kFirstWord; i < letters_.size(); ++i) {
    const std::u32string& letters = letters_[i];
    if (std::any_of(letters.begin(), letters.end(),
                    [](char32_t c) { return letter_index(c) == kNoLetter; })) {
      continue;
    }
    const auto word = static_cast<lm::WordId>(i);
    out.push_back({letters, word});
    std::u32string other = with_late_tone(letters);
    if (other != letters) out.push_back({std::move(other), word});
  }
  std::sort(out.begin(), out.end(),
            [](const Spelling& a, const Spelling& b) { return a.letters < b.letters; });
  return out;
}

/// Level by level, so that the children of a node lie together.
void Lexicon::build_trie() {
  const std::vector<Spelling> sorted = spellings();
  struct Open {
    std::size_t begin, end, depth;  ///< words below a node, and its depth
  };
  std::vector<Open> open{{0, sorted.size(), 0}};
  trie_.emplace_back();
  for (std::size_t node = 0; node < trie_.size(); ++node) {
    auto [begin, end, depth] = open[node];
    for (std::size_t i = begin; i < end; ++i) {
      trie_[node].merit = std::max(trie_[node].merit, merits_[sorted[i].word]);
    }
    if (begin < end && sorted[begin].letters.size() == depth) {
      trie_[node].word = sorted[begin++].word;
    }
    trie_[node].first_child = static_cast<std::uint32_t>(trie_.size());
    while (begin < end) {
      const char32_t letter = sorted[begin].letters[depth];
      std::size_t stop = begin;
      while (stop < end && sorted[stop].letters[depth] == letter) ++stop;
      trie_.push_back({letter_index(letter)});
      open.push_back({begin, stop, depth + 1});
      begin = stop;
    }
    trie_[node].end_child = static_cast<std::uint32_t>(trie_.size());
  }
}

/// The least costs at which the letters so far give the first j characters, by depth and j; only
/// `begin` … `end` − 1 of them lead anywhere.
struct Lexicon::Walk {
  const Channel::Pieces& pieces;
  float limit, slack;
  std::size_t depths;
  std::size_t& steps;  ///< left
  std::vector<Channel::Costs> ahead = look_ahead(pieces);
  float best = -Channel::kNever;  ///< the worth of the best word found
  std::vector<float> costs = std::vector<float>(depths * (pieces.size + 1), Channel::kNever);
  std::vector<std::pair<std::size_t, std::size_t>> ranges =
      std::vector<std::pair<std::size_t, std::size_t>>(depths);
  std::vector<Candidate> found = {};

  /// By begin and letter: the least cost of a word's rest that begins with that letter.
  static std::vector<Channel::Costs> look_ahead(const Channel::Pieces& pieces) {
    std::vector<Channel::Costs> out(pieces.size + 1);
    for (std::size_t j = 0; j <= pieces.size; ++j) {
      out[j].fill(Channel::kNever);
      for (std::size_t k = 0; k <= Channel::kLongest && j + k <= pieces.size; ++k) {
        const float* costs = pieces.costs[j * (Channel::kLongest + 1) + k];
        const float least = pieces.least[j + k];
        for (std::size_t i = 0; costs != nullptr && i < kLetters; ++i) {
          out[j][i] = std::min(out[j][i], costs[i] + least);
        }
      }
    }
    return out;
  }

  [[nodiscard]] float* row(std::size_t depth) { return &costs[depth * (pieces.size + 1)]; }
  [[nodiscard]] float bound(float merit) const { return std::min(limit, merit - best + slack); }

  /// From one depth to the next by the letter of `node`; false where that leads nowhere.
  bool step(std::size_t depth, const Node& node) {
    if (steps == 0) return false;
    --steps;
    const float most = bound(node.merit);
    const float* row_here = row(depth);
    float* next = row(depth + 1);
    auto [row_begin, row_end] = ranges[depth];
    const auto leads_on = [&](std::size_t j) {
      return row_here[j] + ahead[j][node.letter] <= most;
    };
    while (row_begin < row_end && !leads_on(row_begin)) ++row_begin;
    if (row_begin == row_end) return false;
    const std::size_t end = std::min(row_end + Channel::kLongest, pieces.size + 1);
    std::fill(next + row_begin, next + end, Channel::kNever);
    std::size_t first = end, last = 0;
    for (std::size_t j = row_begin; j < row_end; ++j) {
      if (!leads_on(j)) continue;
      const std::size_t longest = std::min(Channel::kLongest, pieces.size - j);
      for (std::size_t k = 0; k <= longest; ++k) {
        const float sum = row_here[j] + Channel::cost(pieces, j, k, node.letter);
        if (sum >= next[j + k] || sum + pieces.least[j + k] > most) continue;
        next[j + k] = sum;
        first = std::min(first, j + k);
        last = std::max(last, j + k + 1);
      }
    }
    ranges[depth + 1] = {first, last};
    return first < last;
  }
};

void Lexicon::descend(Walk& walk, const Node& node, std::size_t depth) const {
  if (node.word != lm::kUnknown && walk.ranges[depth].second == walk.pieces.size + 1) {
    walk.found.push_back({node.word, walk.row(depth)[walk.pieces.size]});
    walk.best = std::max(walk.best, worth(walk.found.back()));
  }
  if (depth + 1 >= walk.depths) return;
  for (std::uint32_t child = node.first_child; child < node.end_child; ++child) {
    if (walk.step(depth, trie_[child])) descend(walk, trie_[child], depth + 1);
  }
}

/// First what lies nearest: it tells how far it is worth to look.
std::vector<Candidate> Lexicon::reach(const Channel& channel, std::u32string_view seen, float limit,
                                      float slack, std::size_t& steps) const {
  constexpr float kNearest = 3;
  constexpr std::size_t kMostLost = 4;      // letters, as many more as the word may have had
  constexpr std::size_t kStepsToCut = 256;  // that take as long: 2.5 us
  steps -= std::min(steps, kStepsToCut);
  if (steps == 0) return {};
  const Channel::Pieces pieces = channel.cut(seen);
  if (pieces.least[0] > limit) return {};
  Walk walk{pieces, limit, slack, seen.size() + kMostLost, steps};
  walk.row(0)[0] = 0;
  walk.ranges[0] = {0, 1};
  if (slack < Channel::kNever) {
    walk.limit = kNearest;
    descend(walk, trie_[0], 0);
    walk.limit = limit;
    walk.found.clear();
  }
  descend(walk, trie_[0], 0);
  if (steps == 0) return {};
  std::vector<Candidate>& found = walk.found;
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return a.word != b.word ? a.word < b.word : a.cost < b.cost;
  });
  const auto same = [](const Candidate& a, const Candidate& b) { return a.word == b.word; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  std::erase_if(found, [&](const Candidate& c) { return worth(c) < walk.best - slack; });
  return std::move(found);
}

}  // namespace codau::restore
