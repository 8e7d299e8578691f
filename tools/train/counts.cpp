#include "train/counts.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "restore/letters.h"
#include "restore/tokens.h"
#include "text/syllable.h"

namespace codau::train {
namespace {

constexpr std::array<const char*, lm::kFirstWord> kClasses{"<unk>", "<s>", "<num>", "<brk>"};

bool has_letter(std::string_view word) {
  const std::u32string letters = restore::to_utf32(word);
  return std::any_of(letters.begin(), letters.end(), restore::is_letter);
}

/// Radix sort: the order of std::sort, in a tenth of its time.
void sort_keys(std::vector<Key>& keys, unsigned order) {
  std::vector<Key> other(keys.size());
  for (unsigned shift = 0; shift < order * 16; shift += 8) {
    std::array<std::size_t, 257> begin{};
    for (const Key key : keys) ++begin.at((key >> shift & 0xFFU) + 1);
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    for (const Key key : keys) other[begin.at(key >> shift & 0xFFU)++] = key;
    keys.swap(other);
  }
}

Counts run_lengths(const std::vector<Key>& sorted) {
  Counts out;
  for (const Key key : sorted) {
    if (out.keys.empty() || out.keys.back() != key) {
      out.keys.push_back(key);
      out.seen.push_back(0);
    }
    ++out.seen.back();
  }
  return out;
}

}  // namespace

Corpus::Corpus() : words(kClasses.begin(), kClasses.end()), frequency(kClasses.size()) {
  for (std::uint32_t i = 0; i < words.size(); ++i) numbers_[words[i]] = i;
}

std::uint32_t Corpus::number_of(const std::string& word) {
  const auto [it, is_new] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words.size()));
  if (is_new) {
    words.push_back(word);
    frequency.emplace_back();
  }
  return it->second;
}

void Corpus::read(const Lines& lines, unsigned domain) {
  using restore::TokenKind;
  lines([&](std::string_view line) {
    text.push_back(lm::kStart);
    for (const restore::Token& token : restore::tokenise(line, restore::TextFrom::kCorpus)) {
      std::uint32_t number = lm::kNumber;
      const std::string_view word = slice(line, token.text);
      if (token.kind == TokenKind::kBreak) {
        number = lm::kBreak;
      } else if (token.kind == TokenKind::kWord && token.plain) {
        number = number_of(restore::model_word(word));
      } else if (token.kind != TokenKind::kNumber && !has_letter(word)) {
        continue;  // a lone sign, white space
      }
      const bool repeated = number == lm::kBreak && text.back() == lm::kBreak;
      if (repeated) continue;
      ++frequency[number].at(domain);
      text.push_back(number);
    }
  });
}

Vocabulary choose_words(const Corpus& corpus, const VocabularyRule& rule) {
  struct Entry {
    std::string fold, word;
    std::array<std::uint32_t, 2> frequency;
  };
  std::vector<Entry> chosen;
  for (std::size_t i = lm::kFirstWord; i < corpus.words.size(); ++i) {
    const std::string& word = corpus.words[i];
    const std::uint32_t seen = corpus.frequency[i][0] + corpus.frequency[i][1];
    const bool legal = text::is_legal_toned_syllable(word);
    if (seen < (legal ? rule.least_legal : rule.least_other)) continue;
    chosen.push_back({restore::fold_word(word), word, corpus.frequency[i]});
  }
  std::sort(chosen.begin(), chosen.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.fold, a.word) < std::tie(b.fold, b.word);
  });
  Vocabulary out;
  out.words.assign(kClasses.begin(), kClasses.end());
  out.folds.resize(kClasses.size());
  out.frequency.assign(corpus.frequency.begin(), corpus.frequency.begin() + lm::kFirstWord);
  for (Entry& entry : chosen) {
    out.words.push_back(std::move(entry.word));
    out.folds.push_back(std::move(entry.fold));
    out.frequency.push_back(entry.frequency);
  }
  return out;
}

std::vector<lm::WordId> in_ids(const Corpus& corpus, const Vocabulary& vocabulary) {
  std::unordered_map<std::string_view, lm::WordId> ids;
  for (std::size_t i = 0; i < vocabulary.words.size(); ++i) {
    ids[vocabulary.words[i]] = static_cast<lm::WordId>(i);
  }
  std::vector<lm::WordId> by_number(corpus.words.size(), lm::kUnknown);
  for (std::size_t i = 0; i < corpus.words.size(); ++i) {
    const auto it = ids.find(corpus.words[i]);
    if (it != ids.end()) by_number[i] = it->second;
  }
  std::vector<lm::WordId> out;
  out.reserve(corpus.text.size());
  for (const std::uint32_t number : corpus.text) out.push_back(by_number[number]);
  return out;
}

Counts count(const std::vector<lm::WordId>& text, unsigned order) {
  std::vector<Key> keys;
  keys.reserve(text.size());
  const Key mask = order == 4 ? ~Key{0} : (Key{1} << order * 16) - 1;
  Key key = 0;
  unsigned length = 0;
  for (const lm::WordId word : text) {
    if (word == lm::kStart) length = 0;
    key = key << 16U | word;
    if (++length >= order) keys.push_back(key & mask);
  }
  sort_keys(keys, order);
  return run_lengths(keys);
}

std::vector<std::uint32_t> continuations(const Counts& shorter, const Counts& longer,
                                         unsigned order) {
  const Key mask = (Key{1} << order * 16) - 1;
  std::vector<Key> ends;
  ends.reserve(longer.keys.size());
  for (const Key key : longer.keys) ends.push_back(key & mask);
  sort_keys(ends, order);
  const Counts runs = run_lengths(ends);
  std::vector<std::uint32_t> out = shorter.seen;
  for (std::size_t i = 0, j = 0; i < shorter.keys.size(); ++i) {
    while (j < runs.keys.size() && runs.keys[j] < shorter.keys[i]) ++j;
    if (j < runs.keys.size() && runs.keys[j] == shorter.keys[i]) out[i] = runs.seen[j];
  }
  return out;
}

}  // namespace codau::train
