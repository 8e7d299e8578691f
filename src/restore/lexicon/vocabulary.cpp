#include "restore/lexicon/vocabulary.h"

#include <algorithm>
#include <span>

#include "restore/text/spelling.h"

namespace codau::restore {

Vocabulary::Vocabulary(const lm::NgramModel& model) : letters_(model.size()) {
  constexpr float kFrequencyWeight = 0.7F;  // of log P(word): its neighbours will say the rest
  log_priors_.assign(model.size(),
                     kFrequencyWeight * static_cast<float>(model.unigram_log_prob(lm::kUnknown)));
  for (std::uint32_t i = lm::kFirstWord; i < model.size(); ++i) {
    log_priors_[i] =
        kFrequencyWeight * static_cast<float>(model.unigram_log_prob(static_cast<lm::WordId>(i)));
    const auto id = static_cast<lm::WordId>(i);
    const std::string_view spelling = model.spelling(id);
    letters_[id] = to_utf32(spelling);
    ids_[spelling] = id;
    const auto [group, is_new] = fold_groups_.try_emplace(fold_word(spelling), FoldGroup{id, id});
    group->second.end = static_cast<lm::WordId>(id + 1);
  }
  trie_ = SpellingTrie(collect_trie_words());
}

lm::WordId Vocabulary::find(std::string_view spelling) const {
  const auto it = ids_.find(spelling);
  return it == ids_.end() ? lm::kUnknown : it->second;
}

FoldGroup Vocabulary::words_with_fold(std::string_view fold) const {
  const auto it = fold_groups_.find(std::string(fold));
  return it == fold_groups_.end() ? FoldGroup{} : it->second;
}

float Vocabulary::score(const Candidate& candidate) const {
  const float second =
      candidate.second_word == lm::kUnknown ? 0 : log_priors_[candidate.second_word];
  return log_priors_[candidate.word] + second - candidate.cost;
}

/// Returns every word whose letters a channel knows, with its tone in both places.
std::vector<SpellingTrie::TrieWord> Vocabulary::collect_trie_words() const {
  std::vector<SpellingTrie::TrieWord> out;
  for (std::size_t i = lm::kFirstWord; i < letters_.size(); ++i) {
    const std::u32string& letters = letters_[i];
    if (std::any_of(letters.begin(), letters.end(),
                    [](char32_t c) { return letter_index(c) == kNoLetter; })) {
      continue;
    }
    const auto word = static_cast<lm::WordId>(i);
    out.push_back({letters, word, log_priors_[i]});
    std::u32string other = with_late_tone(letters);
    if (other != letters) out.push_back({std::move(other), word, log_priors_[i]});
  }
  return out;
}

}  // namespace codau::restore
