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

namespace {

/// The least costs at which the letters so far give the first `begin` … `end` − 1 characters; no
/// other number of characters leads anywhere.
struct CostRow {
  std::vector<float> costs;
  std::size_t begin = 0, end = 0;
};

}  // namespace

struct Lexicon::Walk {
  const Channel& channel;
  const Channel::Pieces& pieces;
  float limit;
  std::vector<CostRow> rows;  ///< by depth
  std::vector<Candidate> found;

  [[nodiscard]] bool leads_on(float cost, std::size_t at) const {
    return cost + pieces.least[at] <= limit;
  }
  /// From rows[depth] to rows[depth + 1] by one letter; false where that leads nowhere.
  bool step(std::size_t depth, char32_t letter) {
    const CostRow& row = rows[depth];
    CostRow& next = rows[depth + 1];
    const std::size_t end = std::min(row.end + Channel::kLongest, pieces.size + 1);
    std::fill(next.costs.begin() + static_cast<std::ptrdiff_t>(row.begin),
              next.costs.begin() + static_cast<std::ptrdiff_t>(end), Channel::kNever);
    const Channel::Row costs = channel.row(letter);
    next.begin = end;
    next.end = 0;
    for (std::size_t j = row.begin; j < row.end; ++j) {
      if (!leads_on(row.costs[j], j)) continue;
      for (std::size_t k = 0; k <= Channel::kLongest && j + k <= pieces.size; ++k) {
        const float sum = row.costs[j] + Channel::cost(costs, pieces, j, k);
        if (sum >= next.costs[j + k] || !leads_on(sum, j + k)) continue;
        next.costs[j + k] = sum;
        next.begin = std::min(next.begin, j + k);
        next.end = std::max(next.end, j + k + 1);
      }
    }
    return next.begin < next.end;
  }
};

void Lexicon::descend(Walk& walk, const Node& node, std::size_t depth) const {
  const CostRow& row = walk.rows[depth];
  if (node.word != lm::kUnknown && row.end == walk.pieces.size + 1) {
    walk.found.push_back({node.word, row.costs.back()});
  }
  if (depth + 1 >= walk.rows.size()) return;
  for (std::uint32_t child = node.first_child; child < node.end_child; ++child) {
    if (walk.step(depth, trie_[child].letter)) descend(walk, trie_[child], depth + 1);
  }
}

std::vector<Candidate> Lexicon::reach(const Channel& channel, std::u32string_view seen,
                                      float limit) const {
  const Channel::Pieces pieces = channel.cut(seen);
  Walk walk{channel, pieces, limit, {}, {}};
  if (!walk.leads_on(0, 0)) return {};
  constexpr std::size_t kMostLost = 4;  // letters, as many more as the word may have had
  walk.rows.assign(seen.size() + kMostLost,
                   {std::vector<float>(seen.size() + 1, Channel::kNever), 0, 0});
  walk.rows[0].costs[0] = 0;
  walk.rows[0].end = 1;
  descend(walk, trie_[0], 0);
  std::sort(walk.found.begin(), walk.found.end(),
            [](const Candidate& a, const Candidate& b) { return a.word < b.word; });
  return std::move(walk.found);
}

}  // namespace codau::restore
