// restore/text/tokens.h — splits text into tokens, for the decoder and for the trainer's corpora.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::restore {

enum class TokenKind : std::uint8_t {
  kWord,      ///< letters, with digits and signs among them: "hạn", "s6", "vi¢c"
  kNumber,    ///< digits with . , / : - between: "17/5/2019", "1.200,5"
  kBreak,     ///< . ; : ! ? …: a clause ends
  kLineFeed,  ///< a line feed
  kReset,     ///< blank line, tab, form feed: the tokens before say nothing of those after
  kLostWord,  ///< between words, if one may be lost (lost_words.h); has no text
};

struct Token {
  ByteRange text;  ///< empty only for a lost word
  TokenKind kind = TokenKind::kWord;
  bool is_plain = true;     ///< a word of letters only
  bool is_guarded = false;  ///< inside a document code, e-mail address, URL or name of a file
  /// The decoder must leave the word unchanged. Such words are list marks ("¢)" at the start of a
  /// line) and numerals ("I1I"), which follow their sequence. Words beside bytes that are no text,
  /// and addresses, are locked too.
  bool is_locked = false;
  bool is_office_code = false;  ///< of an office that keeps a copy: "Lưu: VT, CAT".
  /// 1 + the character of the word at which print is lost (gaps.h), not counting blanks; 0 without
  /// a gap.
  std::uint8_t gap = 0;
};

/// Returns true for a line feed and for a reset: a new line of text begins next.
[[nodiscard]] constexpr bool ends_line(const Token& token) noexcept {
  return token.kind == TokenKind::kLineFeed || token.kind == TokenKind::kReset;
}

/// Returns the kind of a word, number or lost word for readers of the result.
[[nodiscard]] WordKind to_word_kind(const Token& token) noexcept;

/// Returns the Roman numeral with its misread strokes repaired ("I1I" → "iii"); returns an empty
/// string for any other word. Precondition: UTF-8.
[[nodiscard]] std::string repair_numeral(std::string_view word);

/// The source of a text. In a corpus an apostrophe stands between words; a reader may have meant
/// the horn of ơ or ư.
enum class TextSource : std::uint8_t { kCorpus, kReader };

/// Returns the tokens of a text. Punctuation between words (, - / ( ) " …) and spaces give no
/// token. Blank lines and form feeds before a line that goes on in a small letter are mere line
/// ends. The reason is that a page may break in the middle of a sentence. Precondition: NFC, UTF-8.
/// Laws: tokens ascend, never overlap and have text, so none is a lost word; total.
[[nodiscard]] std::vector<Token> tokenise(std::string_view nfc,
                                          TextSource source = TextSource::kReader);

}  // namespace codau::restore
