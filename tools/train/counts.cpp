#include "train/counts.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "restore/text/spelling.h"
#include "restore/text/tokens.h"
#include "text/syllable.h"

namespace codau::train {
namespace {

constexpr std::array<const char*, lm::kFirstWord> kClasses{"<unk>", "<s>", "<num>", "<brk>"};

bool has_letter(std::string_view word) {
  const std::u32string letters = restore::to_utf32(word);
  return std::any_of(letters.begin(), letters.end(), restore::is_letter);
}

}  // namespace

Corpus::Corpus(const std::string& scratch)
    : words(kClasses.begin(), kClasses.end()), text(scratch) {
  for (std::uint32_t i = 0; i < words.size(); ++i) numbers_[words[i]] = i;
}

std::uint32_t Corpus::number_of(const std::string& word) {
  const auto [it, is_new] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words.size()));
  if (is_new) {
    words.push_back(word);
  }
  return it->second;
}

void Corpus::read(const Lines& lines) {
  frequency.emplace_back(words.size(), 0);
  lines([&](std::string_view line) { read_line(line); });
  ends.push_back(text.size());
  for (auto& domain : frequency) domain.resize(words.size(), 0);
}

void Corpus::read_line(std::string_view line) {
  using restore::TokenKind;
  std::uint32_t last = lm::kSentenceStart;
  text.append(lm::kSentenceStart);
  for (const restore::Token& token : restore::tokenise(line, restore::TextSource::kCorpus)) {
    std::uint32_t number = lm::kNumber;
    const std::string_view word = slice(line, token.text);
    if (token.kind == TokenKind::kBreak) {
      number = lm::kBreak;
    } else if (token.kind == TokenKind::kWord && token.is_plain) {
      number = number_of(restore::to_model_spelling(word));
    } else if (token.kind != TokenKind::kNumber && !has_letter(word)) {
      continue;  // a lone sign, white space
    }
    if (number == lm::kBreak && last == lm::kBreak) continue;
    last = number;
    auto& seen = frequency.back();
    if (number >= seen.size()) seen.resize(number + 1U + number / 4, 0);
    ++seen[number];
    text.append(number);
  }
}

Vocabulary choose_words(const Corpus& corpus, const VocabularyRule& rule) {
  struct Entry {
    std::string fold, word;
    std::size_t number;
  };
  std::vector<Entry> chosen;
  for (std::size_t i = lm::kFirstWord; i < corpus.words.size(); ++i) {
    const std::string& word = corpus.words[i];
    std::uint64_t seen = 0;
    for (const auto& domain : corpus.frequency) seen += domain[i];
    const bool legal = text::is_legal_toned_syllable(word);
    if (seen < (legal ? rule.least_legal : rule.least_other)) continue;
    chosen.push_back({restore::fold_word(word), word, i});
  }
  std::sort(chosen.begin(), chosen.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.fold, a.word) < std::tie(b.fold, b.word);
  });
  Vocabulary out;
  out.words.assign(kClasses.begin(), kClasses.end());
  out.folds.resize(kClasses.size());
  std::vector<std::size_t> numbers(kClasses.size());
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  for (Entry& entry : chosen) {
    out.words.push_back(std::move(entry.word));
    out.folds.push_back(std::move(entry.fold));
    numbers.push_back(entry.number);
  }
  for (const auto& domain : corpus.frequency) {
    auto& seen = out.frequency.emplace_back();
    for (const std::size_t number : numbers) seen.push_back(domain[number]);
  }
  return out;
}

Text in_ids(Corpus& corpus, const Vocabulary& vocabulary, const std::string& scratch) {
  std::unordered_map<std::string_view, lm::WordId> ids;
  for (std::size_t i = 0; i < vocabulary.words.size(); ++i) {
    ids[vocabulary.words[i]] = static_cast<lm::WordId>(i);
  }
  std::vector<lm::WordId> by_number(corpus.words.size(), lm::kUnknown);
  for (std::size_t i = 0; i < corpus.words.size(); ++i) {
    const auto it = ids.find(corpus.words[i]);
    if (it != ids.end()) by_number[i] = it->second;
  }
  Text out(scratch);
  out.ends = corpus.ends;
  Spool<std::uint32_t>::Reader numbers(corpus.text);
  for (std::uint32_t number = 0; numbers.next(number);) out.ids.append(by_number[number]);
  return out;
}

}  // namespace codau::train
