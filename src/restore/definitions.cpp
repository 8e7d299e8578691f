#include "restore/definitions.h"

#include <algorithm>
#include <optional>

#include "restore/letters.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::restore {
namespace {

constexpr std::size_t kShortest = 2, kLongest = 10;  ///< letters
constexpr std::size_t kIntroduction = 8;             ///< words between "(" and the abbreviation

std::set<std::string, std::less<>> folded_forms(const text::Lexicon& lexicon,
                                                std::string_view role) {
  std::set<std::string, std::less<>> out;
  for (const text::Entry& entry : lexicon.entries(role)) out.insert(fold_word(entry.form));
  return out;
}

/// The definitions of one text.
class Reader {
 public:
  Reader(const DefinitionWords& words, std::string_view text, std::span<const Token> tokens,
         const InitialOf& initial_of)
      : words_(words), text_(text), tokens_(tokens), initial_of_(initial_of) {}

  /// The spelling of token `i` where it is the abbreviation of a definition.
  [[nodiscard]] std::optional<Definitions::Spelling> spelling(std::size_t i) const {
    if (!is_word(i) || !text_.substr(tokens_[i].text.end).starts_with(')')) return {};
    const std::u32string letters = to_utf32(word(i));
    const bool capitals = std::ranges::all_of(letters, [](char32_t c) { return is_upper(c); });
    if (!capitals || letters.size() < kShortest || letters.size() > kLongest) return {};
    const auto opening = behind_opening(i);
    return opening ? initials_before(*opening, letters) : std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const { return slice(text_, tokens_[i].text); }
  [[nodiscard]] bool is_word(std::size_t i) const { return tokens_[i].kind == TokenKind::kWord; }
  [[nodiscard]] std::string folded(std::size_t i) const { return fold_word(word(i)); }

  /// The token behind "(", from which words lead to abbreviation `i`.
  [[nodiscard]] std::optional<std::size_t> behind_opening(std::size_t i) const {
    for (std::size_t k = i; i - k <= kIntroduction; --k) {
      const std::uint32_t begin = tokens_[k].text.begin;
      if (begin > 0 && text_[begin - 1] == '(') return k;
      if (k == 0 || ends_line(tokens_[k - 1]) || !is_word(k - 1)) return {};
      if (!words_.introducing.contains(folded(k - 1))) return {};
    }
    return {};
  }

  /// `letters`, D and Đ as the words before token `end` have them; nothing where their initials are
  /// others.
  [[nodiscard]] std::optional<Definitions::Spelling> initials_before(std::size_t end,
                                                                     std::u32string letters) const {
    std::size_t at = end;
    double confidence = 1;
    for (std::size_t k = letters.size(); k-- > 0;) {
      const char32_t wanted = fold(lower(letters[k]));
      for (;; --at) {
        if (at == 0) return {};
        const Token& before = tokens_[at - 1];
        if (before.kind == TokenKind::kLine) continue;
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
    return Definitions::Spelling{to_utf8(letters), confidence};
  }

  const DefinitionWords& words_;
  std::string_view text_;
  std::span<const Token> tokens_;
  const InitialOf& initial_of_;
};

}  // namespace

DefinitionWords::DefinitionWords(const text::Lexicon& lexicon)
    : introducing(folded_forms(lexicon, "short_form_word")),
      without_initial(folded_forms(lexicon, "no_initial")) {}

Definitions definitions_in(const DefinitionWords& words, std::string_view text,
                           std::span<const Token> tokens, const InitialOf& initial_of) {
  const Reader reader(words, text, tokens, initial_of);
  Definitions out;
  std::set<std::string> doubtful;  // with two meanings
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const auto spelling = reader.spelling(i);
    if (!spelling) continue;
    const std::string bare = text::strip_marks(spelling->text);
    if (bare.find('D') == bare.npos) continue;
    out.here.emplace(i, *spelling);
    if (text::is_legal_syllable(bare)) continue;
    auto& [known, confidence] = out.everywhere.try_emplace(bare, *spelling).first->second;
    if (known != spelling->text) doubtful.insert(bare);
    confidence = std::max(confidence, spelling->confidence);
  }
  for (const std::string& bare : doubtful) out.everywhere.erase(bare);
  return out;
}

bool is_in_code(std::string_view text, const Token& token) {
  const auto joins = [&](std::size_t at) {  // false before the first byte
    return at < text.size() && std::string_view("/-_\\0123456789").find(text[at]) != text.npos;
  };
  return joins(std::size_t{token.text.begin} - 1) || joins(token.text.end);
}

}  // namespace codau::restore
