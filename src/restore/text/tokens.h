// restore/text/tokens.h — splits text into tokens, for the decoder of restoration and for the
// trainer of its models.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// The kind of a token.
enum class TokenKind : std::uint8_t {
  kWord,      ///< letters, perhaps with digits and signs among them: "hạn", "s6", "vi¢c"
  kNumber,    ///< digits with . , / : - between: "17/5/2019", "1.200,5"
  kBreak,     ///< one of . ; : ! ? …, which end a clause
  kLineFeed,  ///< a line feed
  kReset,     ///< a blank line, tab or form feed: later tokens do not depend on earlier ones
  kLostWord,  ///< an empty range at which a word may be lost (repair/lost_words.h)
};

/// A token: bytes of the text, and how restoration may treat them.
struct Token {
  ByteRange text;  ///< its bytes in the text; empty only for a lost word
  TokenKind kind = TokenKind::kWord;
  bool is_plain = true;  ///< false for a word with digits or signs
  /// The token is part of a code or an address:
  /// 1. a document code ("16/NĐ-CP") or the letters of an office ("VP3");
  /// 2. an address: e-mail, URL, path, hashtag, name of a host or a file, key ("DV_07").
  bool is_guarded = false;
  /// The decoder must leave the token unchanged, because it is
  /// 1. a list mark ("¢)" at the start of a line) or a numeral with misread strokes ("I1I");
  /// 2. part of an address, as in item 2 of is_guarded;
  /// 3. a lone sign at the start or end of a line, read from dirt;
  /// 4. beside U+FFFD or a control character, or in a line with lost letters (lost_letters.h).
  bool is_locked = false;
  bool is_office_code = false;  ///< letters of an office that keeps a copy: "Lưu: VT, CAT"
  /// The place at which a streak of the scanner hid print (repair/gaps.h): 1 + the index of the
  /// character in the word, not counting spaces. 0: no streak.
  std::uint8_t gap = 0;
};

/// Returns true if a new line or table cell begins after the token: for kLineFeed and kReset.
[[nodiscard]] constexpr bool ends_line(const Token& token) noexcept {
  return token.kind == TokenKind::kLineFeed || token.kind == TokenKind::kReset;
}

/// Returns the RestoredToken::kind (core/values.h) of `token`, a word, a number or a lost word.
[[nodiscard]] WordKind to_word_kind(const Token& token) noexcept;

/// Returns the Roman numeral of a word in which strokes were misread, in lower case: "I1I" → "iii".
/// Returns an empty string for any other word, also for an undamaged numeral.
[[nodiscard]] std::string repair_numeral(std::string_view word);

/// The source of a text.
enum class TextSource : std::uint8_t {
  kCorpus,  ///< clean text for training; an apostrophe separates words
  kReader,  ///< text to restore; an apostrophe after o or u may be the horn of ơ or ư
};

/// Returns the tokens of a text. Spaces and other signs between words (, - / ( ) ") give no token.
/// Blank lines and form feeds are kLineFeed if the next line continues the sentence
/// (line_continuation.h), since a page may end inside a sentence. Precondition: UTF-8 in NFC.
/// Law: tokens ascend, never overlap and are not empty, so none is a lost word.
[[nodiscard]] std::vector<Token> tokenise(std::string_view nfc,
                                          TextSource source = TextSource::kReader);

}  // namespace codau::restore
