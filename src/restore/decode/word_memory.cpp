#include "restore/decode/word_memory.h"

#include <algorithm>

#include "restore/text/letters.h"
#include "restore/text/look_alikes.h"
#include "text/syllable.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMost = 20'000;  ///< words kept: a book has no more, and they take 20 MiB

std::size_t capitals(std::u32string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper));
}

KnownAbbreviation known_as(const Knowledge& knowledge, const std::string& spelling) {
  return {&spelling, {knowledge.lexicon.find(model_word(spelling)), 0}};
}

KnownAbbreviation known(const Knowledge& knowledge, std::string_view text, bool in_code) {
  const std::string* spelling = knowledge.abbreviations.find(text, in_code);
  return spelling == nullptr ? KnownAbbreviation{} : known_as(knowledge, *spelling);
}

/// Returns the abbreviation for unknown letters of an organ, if an engine without Đ read another
/// letter for it.
KnownAbbreviation known_misread(const Knowledge& knowledge, std::string_view text) {
  constexpr std::size_t kLeast = 4;
  for (std::size_t i = 0; i < text.size() && text.size() >= kLeast; ++i) {
    if (!is_like_capital_d(static_cast<unsigned char>(text[i]))) continue;
    std::string other(text);
    other[i] = 'D';
    const KnownAbbreviation found = known(knowledge, other, false);
    if (found.spelling == nullptr) continue;
    const std::u32string letters = to_utf32(*found.spelling);
    if (letters.size() == text.size() && letters[i] == U'Đ') return found;
  }
  return {};
}

std::unique_ptr<WordType> looked_up(const Knowledge& knowledge, const std::string& text,
                                    bool plain) {
  auto out = std::make_unique<WordType>();
  WordType& type = *out;
  const std::u32string letters = to_utf32(text);
  for (const char32_t c : letters) type.seen += lower(c);
  type.plain = plain;
  if (!plain) type.label = label_of(letters);
  const std::string numeral = damaged_numeral(text);
  if (!numeral.empty()) {
    type.word = knowledge.lexicon.find(numeral);
  } else if (type.plain) {
    const std::string word = model_word(text);
    type.word = knowledge.lexicon.find(word);
    type.seen = to_utf32(word);  // "hoá" is no damaged "hóa"
    type.fold = knowledge.lexicon.words_of(fold_word(word));
  }
  type.abbreviation = type.word == lm::kUnknown && type.plain && capitals(letters) >= 2 &&
                      type.fold.begin == type.fold.end;
  const bool is_known = knowledge.protected_words.contains(text);
  type.is_protected_in_capitals = is_known && text::is_legal_syllable(text);
  type.is_protected = is_known && !type.is_protected_in_capitals;
  type.in_code = known(knowledge, text, true);
  type.in_text = known(knowledge, text, false);
  for (const BeforeSlash& form : knowledge.abbreviations.before_slash(text))
    type.before_slash.push_back({form.behind, known_as(knowledge, form.spelling)});
  if (type.abbreviation && !type.is_protected) type.misread = known_misread(knowledge, text);
  return out;
}

}  // namespace

void WordMemory::begin_window() {
  if (types_.size() > kMost) types_.clear();
  window_ = next_stamp();
}

WordType& WordMemory::of(const Knowledge& knowledge, std::string_view text, const Token& token) {
  std::string key(text);
  if (token.gap > 0) key.append({'\0', static_cast<char>(token.gap)});  // it can be other words
  auto at = types_.find(key);
  if (at == types_.end()) at = types_.try_emplace(std::move(key)).first;
  for (const auto& type : at->second) {
    if (type != nullptr && type->window == window_) return *type;
  }
  std::unique_ptr<WordType>& type = at->second.at(token.plain ? 1 : 0);
  if (type == nullptr) {
    type = looked_up(knowledge, std::string(text), token.plain);
    type->gap = token.gap;
  }
  type->window = window_;
  type->place = token.text.begin;
  return *type;
}

}  // namespace codau::restore
