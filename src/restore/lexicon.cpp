#include "restore/lexicon.h"

#include <algorithm>
#include <span>

#include "restore/letters.h"

namespace codau::restore {

Lexicon::Lexicon(const lm::Model& model) : letters_(model.size()) {
  for (std::uint32_t i = lm::kFirstWord; i < model.size(); ++i) {
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

/// Level by level, so that the children of a node lie together.
void Lexicon::build_trie() {
  std::vector<lm::WordId> sorted;
  for (std::size_t i = lm::kFirstWord; i < letters_.size(); ++i) {
    sorted.push_back(static_cast<lm::WordId>(i));
  }
  std::sort(sorted.begin(), sorted.end(),
            [&](lm::WordId a, lm::WordId b) { return letters_[a] < letters_[b]; });
  struct Open {
    std::size_t begin, end, depth;  ///< words below a node, and its depth
  };
  std::vector<Open> open{{0, sorted.size(), 0}};
  trie_.emplace_back();
  for (std::size_t node = 0; node < trie_.size(); ++node) {
    auto [begin, end, depth] = open[node];
    if (begin < end && letters_[sorted[begin]].size() == depth) trie_[node].word = sorted[begin++];
    trie_[node].first_child = static_cast<std::uint32_t>(trie_.size());
    while (begin < end) {
      const char32_t letter = letters_[sorted[begin]][depth];
      std::size_t stop = begin;
      while (stop < end && letters_[sorted[stop]][depth] == letter) ++stop;
      trie_.push_back({letter, lm::kUnknown, 0, 0});
      open.push_back({begin, stop, depth + 1});
      begin = stop;
    }
    trie_[node].end_child = static_cast<std::uint32_t>(trie_.size());
  }
}

struct Lexicon::Walk {
  const Channel& channel;
  const Channel::Pieces& pieces;
  float limit;
  std::vector<std::vector<float>> rows;  ///< by depth
  std::vector<Candidate> found;
};

/// row[j]: the least cost at which the letters so far give the first j characters.
void Lexicon::descend(Walk& walk, const Node& node, const std::vector<float>& row,
                      std::size_t depth) const {
  if (node.word != lm::kUnknown && row.back() <= walk.limit) {
    walk.found.push_back({node.word, row.back()});
  }
  if (depth + 1 >= walk.rows.size()) return;
  for (std::uint32_t child = node.first_child; child < node.end_child; ++child) {
    std::vector<float>& next = walk.rows[depth + 1];
    std::fill(next.begin(), next.end(), Channel::kNever);
    float least = Channel::kNever;
    const Channel::Row costs = walk.channel.row(trie_[child].letter);
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] > walk.limit) continue;
      for (std::size_t k = 0; k <= Channel::kLongest && j + k < row.size(); ++k) {
        const float sum = row[j] + Channel::cost(costs, walk.pieces, j, k);
        next[j + k] = std::min(next[j + k], sum);
        least = std::min(least, sum);
      }
    }
    if (least <= walk.limit) descend(walk, trie_[child], next, depth + 1);
  }
}

std::vector<Candidate> Lexicon::reach(const Channel& channel, std::u32string_view seen,
                                      float limit) const {
  const Channel::Pieces pieces = channel.cut(seen);
  std::vector<float> first(seen.size() + 1, Channel::kNever);
  first[0] = 0;
  Walk walk{channel,
            pieces,
            limit,
            std::vector<std::vector<float>>(seen.size() + 4, std::vector<float>(seen.size() + 1)),
            {}};
  descend(walk, trie_[0], first, 0);
  std::sort(walk.found.begin(), walk.found.end(),
            [](const Candidate& a, const Candidate& b) { return a.word < b.word; });
  return std::move(walk.found);
}

}  // namespace codau::restore
