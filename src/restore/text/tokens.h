// restore/text/tokens.h — splits text into tokens, for the decoder of restoration and for the
// trainer of its models.
#pragma once

#include <cstddef>
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
  kLineFeed,  ///< a line feed; also a blank line or form feed inside a sentence
  /// A tab, or any other blank line or form feed. Later tokens do not depend on earlier ones.
  kReset,
  kLostWord,  ///< an empty range at which a word may be missing (repair/lost_words.h)
};

/// A token: bytes of the text, and how restoration may treat them.
struct Token {
  ByteRange text;  ///< its bytes in the text; empty only for kLostWord
  TokenKind kind = TokenKind::kWord;
  bool is_plain = true;  ///< false only for a word with digits or signs
  /// The token is part of a code or an address:
  /// 1. A code is a document code ("16/NĐ-CP") or the letters of an office ("VP3"). Restoration may
  ///    only add diacritics to it.
  /// 2. An address is an e-mail address, URL, path, hashtag, key ("DV_07"), or name of a host or a
  ///    file. The tokens of an address are also locked (is_locked).
  bool is_code_or_address = false;
  /// The decoder must leave the token unchanged, because it is
  /// 1. part of an address;
  /// 2. a list mark ("¢)" at the start of a line), which enumerators.h repairs;
  /// 3. a numeral with misread strokes ("I1I");
  /// 4. a lone sign at the start or end of a line, read from dirt;
  /// 5. beside U+FFFD or a control character, or in a line with lost letters (lost_letters.h).
  bool is_locked = false;
  /// The token has the letters of an office that keeps a copy: "Lưu: VT, CAT". Such letters are a
  /// code, too (is_code_or_address).
  bool is_office_code = false;
  /// If a streak of the scanner hid print in the word or at its end: 1 + the number of code points
  /// of the word before the streak, spaces not counted. 0: no streak. Set by mark_gaps()
  /// (repair/gaps.h).
  std::uint8_t gap = 0;
};

/// Returns true if a new line or table cell begins after the token: for kLineFeed and kReset.
[[nodiscard]] constexpr bool ends_line(const Token& token) noexcept {
  return token.kind == TokenKind::kLineFeed || token.kind == TokenKind::kReset;
}

/// Returns the kind that the token has in the output of restoration (RestoredToken::kind in
/// core/values.h). Precondition: `token` is a kWord, kNumber or kLostWord.
[[nodiscard]] WordKind to_word_kind(const Token& token) noexcept;

/// Returns the Roman numeral of a word in which strokes were misread, in lower case: "I1I" → "iii".
/// Returns an empty string for any other word, also for an undamaged numeral.
[[nodiscard]] std::string repair_numeral(std::string_view word);

/// Returns the chunk around byte `at`: the bytes up to the next space, tab or line feed, at most
/// 256 to each side.
[[nodiscard]] std::string_view chunk_around(std::string_view text, std::size_t at);
/// Returns true if the chunk around byte `at` looks like an address, a command or source code. True
/// for more chunks than Token::is_code_or_address, and needs no tokens. Such a chunk has:
/// 1. one of @ \ < > { } =, or "//", or "www." at its beginning;
/// 2. or one of _ & $ after its first character and before a letter or digit. So the blank of a
///    form ("Họ tên:___") is no code.
[[nodiscard]] bool is_in_code_chunk(std::string_view text, std::size_t at);

/// The source of a text.
enum class TextSource : std::uint8_t {
  kCorpus,     ///< clean text for training; an apostrophe separates words
  kToRestore,  ///< text to restore; an apostrophe after o or u may be the horn of ơ or ư
};

/// Returns the tokens of a text. Spaces and other signs between words (, - / ( ) ") give no token.
/// A blank line or form feed is inside a sentence if the next line continues the sentence
/// (line_continuation.h), as at the end of a page. Precondition: UTF-8 in NFC.
/// Law: tokens ascend, never overlap and are not empty, so no token is kLostWord.
[[nodiscard]] std::vector<Token> tokenise(std::string_view nfc,
                                          TextSource source = TextSource::kToRestore);

}  // namespace codau::restore
