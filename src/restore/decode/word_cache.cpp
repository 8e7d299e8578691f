#include "restore/decode/word_cache.h"

#include <algorithm>

#include "restore/text/look_alikes.h"
#include "restore/text/spelling.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

/// Words kept: a book has no more, and they take 20 MiB.
constexpr std::size_t kMaxCachedWords = 20'000;

std::size_t count_capitals(std::u32string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper));
}

KnownAbbreviation make_known(const Knowledge& knowledge, const std::string& spelling) {
  return {&spelling, {knowledge.vocabulary.find(to_model_spelling(spelling)), 0}};
}

KnownAbbreviation find_known(const Knowledge& knowledge, std::string_view text, bool in_code) {
  const std::string* spelling = knowledge.abbreviations.find(text, in_code);
  return spelling == nullptr ? KnownAbbreviation{} : make_known(knowledge, *spelling);
}

/// Returns the abbreviation for unknown letters of an organ, if an engine without Đ read another
/// letter for it.
KnownAbbreviation find_misread(const Knowledge& knowledge, std::string_view text) {
  constexpr std::size_t kMinMisreadLetters = 4;
  for (std::size_t i = 0; i < text.size() && text.size() >= kMinMisreadLetters; ++i) {
    if (!is_like_capital_d(static_cast<unsigned char>(text[i]))) continue;
    std::string other(text);
    other[i] = 'D';
    const KnownAbbreviation found = find_known(knowledge, other, false);
    if (found.spelling == nullptr) continue;
    const std::u32string letters = to_utf32(*found.spelling);
    if (letters.size() == text.size() && letters[i] == U'Đ') return found;
  }
  return {};
}

std::unique_ptr<WordType> make_word_type(const Knowledge& knowledge, const std::string& text,
                                         bool plain) {
  auto out = std::make_unique<WordType>();
  WordType& type = *out;
  const std::u32string letters = to_utf32(text);
  for (const char32_t c : letters) type.seen += to_lower(c);
  type.is_plain = plain;
  if (!plain) type.label = classify_label(letters);
  const std::string numeral = repair_numeral(text);
  if (!numeral.empty()) {
    type.word = knowledge.vocabulary.find(numeral);
  } else if (type.is_plain) {
    const std::string word = to_model_spelling(text);
    type.word = knowledge.vocabulary.find(word);
    type.seen = to_utf32(word);  // "hoá" is no damaged "hóa"
    type.fold = knowledge.vocabulary.words_with_fold(fold_word(word));
  }
  type.is_abbreviation = type.word == lm::kUnknown && type.is_plain &&
                         count_capitals(letters) >= 2 && type.fold.begin == type.fold.end;
  const bool is_known = knowledge.protected_words.contains(text);
  type.is_protected_in_capitals = is_known && text::is_legal_syllable(text);
  type.is_protected = is_known && !type.is_protected_in_capitals;
  type.in_code = find_known(knowledge, text, true);
  type.is_proven_in_code = knowledge.abbreviations.is_proven_in_codes(text);
  type.in_text = find_known(knowledge, text, false);
  for (const SlashForm& form : knowledge.abbreviations.slash_forms(text))
    type.slash_forms.push_back({form.after_slash, make_known(knowledge, form.spelling)});
  if (type.is_abbreviation && !type.is_protected) type.misread = find_misread(knowledge, text);
  return out;
}

}  // namespace

void WordCache::begin_window() {
  if (types_.size() > kMaxCachedWords) types_.clear();
  window_ = next_stamp();
}

WordType& WordCache::look_up(const Knowledge& knowledge, std::string_view letters,
                             const Token& token) {
  std::string key(letters);
  if (token.gap > 0) key.append({'\0', static_cast<char>(token.gap)});  // it can be other words
  auto at = types_.find(key);
  if (at == types_.end()) at = types_.try_emplace(std::move(key)).first;
  for (const auto& type : at->second) {
    if (type != nullptr && type->window == window_) return *type;
  }
  std::unique_ptr<WordType>& type = at->second.at(token.is_plain ? 1 : 0);
  if (type == nullptr) {
    type = make_word_type(knowledge, std::string(letters), token.is_plain);
    type->gap = token.gap;
  }
  type->window = window_;
  type->offset = token.text.begin;
  return *type;
}

}  // namespace codau::restore
