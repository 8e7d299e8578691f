#include "restore/text/definitions.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "restore/text/spelling.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

constexpr std::size_t kMinAbbreviationLetters = 2, kMaxAbbreviationLetters = 10;  ///< letters
constexpr std::size_t kMaxIntroducingWords = 8;  ///< words between "(" and the abbreviation

std::set<std::string, std::less<>> folded_forms(const text::Lexicon& lexicon,
                                                std::string_view role) {
  std::set<std::string, std::less<>> out;
  for (const text::LexiconEntry& entry : lexicon.entries(role)) out.insert(fold_word(entry.form));
  return out;
}

bool has_length(std::size_t letters) {
  return letters >= kMinAbbreviationLetters && letters <= kMaxAbbreviationLetters;
}

/// The definitions of one text.
class DefinitionFinder {
 public:
  DefinitionFinder(const DefinitionWords& words, std::string_view text,
                   std::span<const Token> tokens, const InitialOf& initial_of)
      : words_(words), text_(text), tokens_(tokens), initial_of_(initial_of) {}

  /// Returns the spelling of token `i` if a definition makes it an abbreviation.
  [[nodiscard]] std::optional<Definitions::DefinedSpelling> spelling(std::size_t i) const {
    if (!is_word(i) || !text_.substr(tokens_[i].text.end).starts_with(')')) return {};
    const std::u32string letters = to_utf32(word(i));
    if (!are_all_upper(letters) || !has_length(letters.size())) return {};
    const auto opening = find_opening(i);
    return opening ? match_initials(*opening, letters) : std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const { return slice(text_, tokens_[i].text); }
  [[nodiscard]] bool is_word(std::size_t i) const { return tokens_[i].kind == TokenKind::kWord; }
  [[nodiscard]] std::string folded(std::size_t i) const { return fold_word(word(i)); }

  /// Returns the token after "(" if introducing words lead from there to abbreviation `i`.
  [[nodiscard]] std::optional<std::size_t> find_opening(std::size_t i) const {
    for (std::size_t k = i; i - k <= kMaxIntroducingWords; --k) {
      const std::uint32_t begin = tokens_[k].text.begin;
      if (begin > 0 && text_[begin - 1] == '(') return k;
      if (k == 0 || ends_line(tokens_[k - 1]) || !is_word(k - 1)) return {};
      if (!words_.introducing.contains(folded(k - 1))) return {};
    }
    return {};
  }

  /// Returns `letters` with D and Đ as in the words before token `end`. Returns nothing if the
  /// initials of these words differ.
  [[nodiscard]] std::optional<Definitions::DefinedSpelling> match_initials(
      std::size_t end, std::u32string letters) const {
    std::size_t at = end;
    double confidence = 1;
    for (std::size_t k = letters.size(); k-- > 0;) {
      const char32_t wanted = fold(to_lower(letters[k]));
      for (;; --at) {
        if (at == 0) return {};
        const Token& before = tokens_[at - 1];
        if (before.kind == TokenKind::kLineFeed) continue;
        if (before.kind != TokenKind::kWord) return {};
        const Initial initial = initial_of_(at - 1);
        if (fold(initial.letter) == wanted) {
          if (wanted == U'd') {
            letters[k] = initial.letter == U'đ' ? U'Đ' : U'D';
            confidence = std::min(confidence, initial.confidence);
          }
          --at;
          break;
        }
        if (k + 1 == letters.size() || !words_.without_initial.contains(folded(at - 1))) return {};
      }
    }
    return Definitions::DefinedSpelling{to_utf8(letters), confidence};
  }

  const DefinitionWords& words_;
  std::string_view text_;
  std::span<const Token> tokens_;
  const InitialOf& initial_of_;
};

/// Returns true after the letters of a document type: for "DHNL" in "412/KH-DHNL", not for "HD" in
/// "48-HD/TW".
bool follows_type(std::string_view text, const Token& token) {
  const std::size_t at = token.text.begin;
  if (at < 2 || (text[at - 1] != '/' && text[at - 1] != '-')) return false;
  return text[at - 2] >= 'A' && text[at - 2] <= 'Z';
}

/// The initials of consecutive words in capitals; of a word like "THPT" all letters.
struct Initials {
  std::string bare;  ///< in capitals, without marks; a blank between runs of words
  std::vector<Initial> each;
};

bool has_vowel(std::u32string_view word) {
  return std::ranges::any_of(word, [](char32_t c) {
    return std::u32string_view(U"aeiouy").find(fold(to_lower(c))) != std::u32string_view::npos;
  });
}

/// Returns the initials of a word; nothing if the word is not in capitals.
std::vector<Initial> initials_of(std::string_view word, const Initial& first) {
  const std::u32string letters = to_utf32(word);
  if (!are_all_upper(letters)) return {};
  if (has_vowel(letters)) return {first};
  std::vector<Initial> out;
  for (const char32_t c : letters) out.push_back({to_lower(c), 1});
  if (first.letter != 0) out.front() = first;
  return out;
}

Initials initials_of_capitals(const DefinitionWords& words, std::string_view text,
                              std::span<const Token> tokens, const InitialOf& initial_of) {
  Initials out;
  const auto add = [&](char bare, const Initial& initial) {
    out.bare += bare;
    out.each.push_back(initial);
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::kLineFeed) continue;
    const bool is_word = tokens[i].kind == TokenKind::kWord && !tokens[i].is_code_or_address;
    const std::string_view word = slice(text, tokens[i].text);
    if (is_word && words.without_initial.contains(fold_word(word))) continue;
    const auto initials = is_word ? initials_of(word, initial_of(i)) : std::vector<Initial>{};
    for (const Initial& initial : initials) {
      const char32_t bare = fold(initial.letter);
      const bool is_letter = bare >= U'a' && bare <= U'z';
      add(is_letter ? static_cast<char>(bare - U'a' + U'A') : ' ', initial);
    }
    if (initials.empty() && !out.bare.ends_with(' ')) add(' ', {});
  }
  return out;
}

/// Returns `letters` with D and Đ as in the words with these initials. Returns nothing if no words
/// have these initials, or if their spellings differ.
std::optional<Definitions::DefinedSpelling> spell_by_initials(const Initials& initials,
                                                              std::string_view letters) {
  std::optional<Definitions::DefinedSpelling> out;
  for (std::size_t at = 0; (at = initials.bare.find(letters, at)) != std::string::npos; ++at) {
    Definitions::DefinedSpelling here{{}, 1};
    for (std::size_t k = 0; k < letters.size(); ++k) {
      const Initial& initial = initials.each[at + k];
      const bool is_d = letters[k] == 'D';
      here.text += is_d && initial.letter == U'đ' ? "Đ" : std::string(1, letters[k]);
      if (is_d) here.confidence = std::min(here.confidence, initial.confidence);
    }
    if (out && out->text != here.text) return {};
    if (!out || here.confidence > out->confidence) out = std::move(here);
  }
  return out;
}

}  // namespace

DefinitionWords::DefinitionWords(const text::Lexicon& lexicon)
    : introducing(folded_forms(lexicon, "short_form_word")),
      without_initial(folded_forms(lexicon, "no_initial")) {}

Definitions find_definitions(const DefinitionWords& words, std::string_view text,
                             std::span<const Token> tokens, const InitialOf& initial_of) {
  const DefinitionFinder finder(words, text, tokens, initial_of);
  Definitions out;
  std::set<std::string> doubtful;  // defined in two ways
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const auto spelling = finder.spelling(i);
    if (!spelling) continue;
    const std::string bare = text::strip_diacritics(spelling->text);
    if (bare.find('D') == bare.npos) continue;
    out.by_token.emplace(i, *spelling);
    if (text::is_legal_syllable(bare)) continue;
    auto& [known, confidence] = out.by_letters.try_emplace(bare, *spelling).first->second;
    if (known != spelling->text) doubtful.insert(bare);
    confidence = std::max(confidence, spelling->confidence);
  }
  for (const std::string& bare : doubtful) out.by_letters.erase(bare);
  return out;
}

std::map<std::size_t, Definitions::DefinedSpelling> find_code_letters(const DefinitionWords& words,
                                                                      std::string_view text,
                                                                      std::span<const Token> tokens,
                                                                      const InitialOf& initial_of) {
  std::map<std::size_t, Definitions::DefinedSpelling> out;
  std::optional<Initials> initials;  // made at first use
  std::map<std::string_view, std::optional<Definitions::DefinedSpelling>> known;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const std::string_view letters = slice(text, token.text);
    if (token.kind != TokenKind::kWord || !token.is_code_or_address || token.is_locked ||
        !token.is_plain)
      continue;
    if (letters.find('D') == letters.npos || !has_length(letters.size())) continue;
    if (!are_all_upper(to_utf32(letters)) || !follows_type(text, token)) continue;
    if (!initials) initials = initials_of_capitals(words, text, tokens, initial_of);
    const auto [spelling, is_new] = known.try_emplace(letters);
    if (is_new) spelling->second = spell_by_initials(*initials, letters);
    if (spelling->second) out.emplace(i, *spelling->second);
  }
  return out;
}

bool is_in_code(std::string_view text, const Token& token) {
  const auto joins = [&](std::size_t at) {  // false before the first byte
    return at < text.size() && std::string_view("/-_\\0123456789").find(text[at]) != text.npos;
  };
  return joins(std::size_t{token.text.begin} - 1) || joins(token.text.end);
}

}  // namespace codau::restore
