// restore/text/tokens.h — text cut into what the decoder can read; also how the trainer reads its
// corpora.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

enum class TokenKind : std::uint8_t {
  kWord,    ///< letters, with the digits and signs that stand among them: "hạn", "s6", "vi¢c"
  kNumber,  ///< digits with . , / : - between: "17/5/2019", "1.200,5"
  kBreak,   ///< . ; : ! ? …: a clause ends
  kLine,    ///< a line feed
  kReset,   ///< blank line, tab, form feed: nothing before it says anything about what follows
  kGap,     ///< between words, where one may have been lost (lost_words.h); has no text
};

struct Token {
  Bytes text;  ///< empty for a gap alone
  TokenKind kind = TokenKind::kWord;
  bool plain = true;     ///< a word of letters only
  bool guarded = false;  ///< inside a document code, e-mail address, URL or name of a file
  /// The word cannot tell what it was: a list mark ("¢)" at the start of a line) or a numeral
  /// ("I1I"), which go by their sequence, what stands beside bytes that are no text, and addresses.
  bool fixed = false;
  bool letters = false;  ///< of an office that keeps a copy: "Lưu: VT, CAT"
  /// 1 + the character of the word at which print is lost (gaps.h), blanks not counted; 0 where
  /// none is.
  std::uint8_t gap = 0;
};

/// True for a line feed and for what resets: a new line of text begins behind it.
[[nodiscard]] constexpr bool ends_line(const Token& token) noexcept {
  return token.kind == TokenKind::kLine || token.kind == TokenKind::kReset;
}

/// What a word, number or gap is to those who read the result.
[[nodiscard]] WordKind kind_of(const Token& token) noexcept;

/// The Roman numeral of which a stroke was read as a digit or another sign ("I1I" → "iii"); empty
/// for any other word. Precondition: UTF-8.
[[nodiscard]] std::string damaged_numeral(std::string_view word);

/// In a corpus an apostrophe stands between words; a reader may have meant the horn of ơ or ư by
/// it.
enum class TextFrom : std::uint8_t { kCorpus, kReader };

/// Punctuation between words (, - / ( ) " …) and spaces give no token. Blank lines and form feeds
/// before a line that goes on in a small letter are mere line ends: a page may break in the middle
/// of a sentence. Precondition: NFC, UTF-8.
/// Laws: tokens ascend, never overlap and have text, so none is a gap; total.
[[nodiscard]] std::vector<Token> tokenise(std::string_view nfc, TextFrom from = TextFrom::kReader);

}  // namespace codau::restore
