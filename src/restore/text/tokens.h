// restore/text/tokens.h — splits text into tokens, for the decoder and for the corpora of the
// trainer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

/// The kind of a token.
enum class TokenKind : std::uint8_t {
  kWord,      ///< letters, with digits and signs among them: "hạn", "s6", "vi¢c"
  kNumber,    ///< digits with . , / : - between: "17/5/2019", "1.200,5"
  kBreak,     ///< one of . ; : ! ? …, which end a clause
  kLineFeed,  ///< a line feed
  kReset,     ///< blank line, tab, form feed: context before it says nothing of later tokens
  kLostWord,  ///< a place between words where a word may be lost (lost_words.h)
};

/// A token: bytes of the text, and how the decoder may treat them.
struct Token {
  ByteRange text;  ///< empty only for a lost word
  TokenKind kind = TokenKind::kWord;
  bool is_plain = true;  ///< a word of letters only.
  /// Inside a document code, an e-mail address, a URL, a path, a hashtag, or the name of a host or
  /// file. Also true for keys ("DV_07") and letters of offices.
  bool is_guarded = false;
  /// The decoder must leave the token unchanged:
  /// 1. list marks ("¢)" at the start of a line) and misread numerals ("I1I"): enumerators.h
  ///    repairs them;
  /// 2. the words of all other things named at is_guarded, except codes and letters of offices;
  /// 3. lone signs at the start or end of a line;
  /// 4. words beside U+FFFD or control characters, and lines with lost letters (lost_letters.h).
  bool is_locked = false;
  bool is_office_code = false;  ///< letters of an office that keeps a copy: "Lưu: VT, CAT"
  /// The place of a gap (gaps.h): 1 + index of the character at which print is lost. Spaces are not
  /// counted. 0 if the word has no gap.
  std::uint8_t gap = 0;
};

/// Returns true for a line feed and for a reset: a new line or cell begins after the token.
[[nodiscard]] constexpr bool ends_line(const Token& token) noexcept {
  return token.kind == TokenKind::kLineFeed || token.kind == TokenKind::kReset;
}

/// Returns the kind of a word, a number or a lost word for RestoredToken::kind (core/values.h).
[[nodiscard]] WordKind to_word_kind(const Token& token) noexcept;

/// Returns the Roman numeral, in lower case, of a word in which strokes were misread ("I1I" →
/// "iii"). Returns an empty string for any other word, also for an undamaged numeral.
/// Precondition: UTF-8.
[[nodiscard]] std::string repair_numeral(std::string_view word);

/// The source of a text. kCorpus: clean text for training. kReader: text to restore, perhaps read
/// by an OCR engine. In kCorpus an apostrophe separates words. In kReader it may be the horn of ơ
/// or ư.
enum class TextSource : std::uint8_t { kCorpus, kReader };

/// Returns the tokens of a text. Spaces and the other signs between words (, - / ( ) ") give no
/// token. A page may end in the middle of a sentence. Blank lines and form feeds therefore become
/// kLineFeed if the next line continues the sentence (line_continuation.h). Precondition: NFC in
/// UTF-8.
/// Laws: tokens ascend, never overlap and have text, so the result has no lost word; total.
[[nodiscard]] std::vector<Token> tokenise(std::string_view nfc,
                                          TextSource source = TextSource::kReader);

}  // namespace codau::restore
