// document/words/passage.h — clean text for patterns and values. Each byte knows its place in the
// document.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/byte_map.h"
#include "document/words/field.h"

namespace codau::document {

/// The text of a line, a paragraph or a cell. Transport marks (Markdown, `<p>`; standards 1.1) are
/// left out, white space is collapsed and trimmed, and pieces are joined by a space (1.3). Patterns
/// match `key`: `text` in lower case without diacritics, with '-' for dashes and '"' for quotation
/// marks. The key has one code point for each code point of `text`.
struct Passage {
  std::string text;
  /// byte of the document for each byte of `text`; for a joining space, a byte near it
  ByteMap text_at;
  std::string key;
  /// Pairs of bytes of `key` and `text` with the same character, ascending; the pair (0, 0) is left
  /// out. Between two pairs, each character of `text` has one byte of `key`; or there is only one
  /// character.
  struct PositionMark {
    std::uint32_t key, text;
  };
  std::vector<PositionMark> marks;

  /// Returns the byte of `text` of the character from which a byte of `key` was made; the end for
  /// the end.
  [[nodiscard]] std::uint32_t to_text(std::size_t of_key) const;
  /// Returns the first byte of `key` that was made from a character at or after a byte of `text`.
  [[nodiscard]] std::uint32_t to_key(std::size_t of_text) const;
  [[nodiscard]] bool empty() const { return text.empty(); }
  /// Returns the range of `text` from which a range of `key` was made.
  [[nodiscard]] ByteRange in_text(ByteRange of_key) const;
  /// Returns the range of the document of a range of `text`, without spaces at its ends; empty for
  /// a blank range.
  [[nodiscard]] ByteRange in_document(ByteRange of_text) const;
  [[nodiscard]] ByteRange all() const { return {0, static_cast<std::uint32_t>(text.size())}; }
};

/// Returns the pieces of `document` as one passage. Precondition: pieces ascend and lie inside
/// `document`. Laws: in_document(all()) lies inside the pieces; to_text and to_key agree with
/// folding character by character, also in joined passages; reading the text of a passage again
/// gives this text.
[[nodiscard]] Passage read_passage(std::string_view document, std::span<const ByteRange> pieces);
[[nodiscard]] Passage read_passage(std::string_view document, ByteRange piece);

/// Return a part of a passage, without white space at its ends.
[[nodiscard]] Passage take_part(const Passage& passage, ByteRange of_text);
[[nodiscard]] Passage take_from(const Passage& passage, std::uint32_t text_begin);

/// Appends `more` to `to`, with `separator` between; does nothing if `more` is blank. Takes time
/// for `more` only, because a cell may continue over thousands of rows.
void append(Passage& to, const Passage& more, char separator);
/// Returns the passages one after another, with `separator` between; blank ones are left out.
[[nodiscard]] Passage join(std::span<const Passage> passages, char separator);

/// Return the text of a part with its source; nothing if the part is blank.
[[nodiscard]] TextField to_field(const Passage& passage);
[[nodiscard]] TextField to_field(const Passage& passage, ByteRange of_text);

/// Returns the last kMaxSentenceBytes of the key before byte `to`. No sentence is longer, so
/// functions that look back no further take linear time.
[[nodiscard]] std::string_view find_sentence_before(std::string_view key, std::uint32_t to);
inline constexpr std::uint32_t kMaxSentenceBytes = 2048;

/// Returns the text in lower case without diacritics, with plain dashes and quotation marks.
/// Spaces, dots and digits stay.
[[nodiscard]] std::string fold(std::string_view nfc);

/// Returns the share of capitals among the letters, [0, 1]; 0 without letters.
[[nodiscard]] double compute_capital_share(std::string_view nfc);
/// Least share in a line that is printed in capitals. Damage may leave some small letters
/// (standards 2.4).
inline constexpr double kMinCapitalShare = 0.7;
/// Least share in a line that has nothing but capitals, such as positions in a signature.
inline constexpr double kMinAllCapitalShare = 0.9;
/// Returns true if the first letter or digit is a capital letter.
[[nodiscard]] bool begins_with_capital(std::string_view nfc);
[[nodiscard]] std::size_t count_words(std::string_view text);

/// Returns the least number of edits between both texts. An edit inserts, deletes or replaces a
/// byte.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
/// Returns true if `key` differs from `word` by at most one edit in four letters, spaces apart
/// (standards 3.1).
[[nodiscard]] bool is_similar_word(std::string_view key, std::string_view word);

}  // namespace codau::document
