#include "restore/lexicon/lexicon.h"

#include <algorithm>
#include <span>

#include "restore/text/letters.h"

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
  trie_ = SpellingTrie(spellings());
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

/// Returns every word whose letters a channel knows, with its tone in both places.
std::vector<SpellingTrie::Spelling> Lexicon::spellings() const {
  std::vector<SpellingTrie::Spelling> out;
  for (std::size_t i = lm::kFirstWord; i < letters_.size(); ++i) {
    const std::u32string& letters = letters_[i];
    if (std::any_of(letters.begin(), letters.end(),
                    [](char32_t c) { return letter_index(c) == kNoLetter; })) {
      continue;
    }
    const auto word = static_cast<lm::WordId>(i);
    out.push_back({letters, word, merits_[i]});
    std::u32string other = with_late_tone(letters);
    if (other != letters) out.push_back({std::move(other), word, merits_[i]});
  }
  return out;
}

}  // namespace codau::restore
