// document/words/passage.h — clean text for patterns and values, every byte knowing where it was
// printed.
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

/// A line, paragraph or cell without transport marks (Markdown, `<p>`; standards 1.1), white space
/// collapsed and trimmed, pieces joined by one space (1.3). `key` is `text` in lower case without
/// marks, dashes as '-', quotes as '"': one code point for each of `text`.
struct Passage {
  std::string text;
  ByteMap text_at;  ///< byte of the document for each byte of `text`; of a blank one near it
  std::string key;
  /// Places that belong together, ascending; the first of both does not stand here. Between two of
  /// them each character of `text` has one byte of `key`, or all that stands there is one
  /// character.
  struct PositionMark {
    std::uint32_t key, text;
  };
  std::vector<PositionMark> marks;

  /// The character of `text` that a byte of `key` was made of; the end for the end.
  [[nodiscard]] std::uint32_t to_text(std::size_t of_key) const;
  /// The first byte of `key` that was made of what begins at or behind a byte of `text`.
  [[nodiscard]] std::uint32_t to_key(std::size_t of_text) const;
  [[nodiscard]] bool empty() const { return text.empty(); }
  /// Where a part of `key` stands in `text`.
  [[nodiscard]] ByteRange in_text(ByteRange of_key) const;
  /// Where a part of `text` stands in the document, blanks at its ends apart; empty for a blank
  /// one.
  [[nodiscard]] ByteRange in_document(ByteRange of_text) const;
  [[nodiscard]] ByteRange all() const { return {0, static_cast<std::uint32_t>(text.size())}; }
};

/// The pieces of `document` as one passage. Precondition: pieces ascend and lie inside `document`.
/// Laws: in_document(all()) lies inside the pieces; to_text and to_key say what folding one
/// character after the other says, of joined passages too; reading a passage's text again gives
/// that text.
[[nodiscard]] Passage read_passage(std::string_view document, std::span<const ByteRange> pieces);
[[nodiscard]] Passage read_passage(std::string_view document, ByteRange piece);

/// A part of a passage, white space at its ends left away.
[[nodiscard]] Passage take_part(const Passage& passage, ByteRange of_text);
[[nodiscard]] Passage take_from(const Passage& passage, std::uint32_t text_begin);

/// `more` behind `to` with `separator` between; a blank one leaves `to` as it is. The time is that
/// of `more`: a cell may go on over thousands of rows.
void append(Passage& to, const Passage& more, char separator);
/// Passages one behind the other with `separator` between; blank ones are left out.
[[nodiscard]] Passage join(std::span<const Passage> passages, char separator);

/// The value of a part with its source; nothing when the part is blank.
[[nodiscard]] TextField to_field(const Passage& passage);
[[nodiscard]] TextField to_field(const Passage& passage, ByteRange of_text);

/// The end of what stands before byte `to` of a key. No sentence is longer, and what looks back no
/// further takes a time that grows with the text alone.
[[nodiscard]] std::string_view find_sentence_before(std::string_view key, std::uint32_t to);
inline constexpr std::uint32_t kMaxSentenceBytes = 2048;

/// Lower case without marks, dashes and quotes made plain; spaces, dots and digits stay.
[[nodiscard]] std::string fold(std::string_view nfc);

/// Capitals among the letters of `nfc`, [0, 1]; 0 without letters.
[[nodiscard]] double compute_capital_share(std::string_view nfc);
/// Of the letters of a line printed in capitals: marks and damage leave a few small
/// (standards 2.4).
inline constexpr double kMinCapitalShare = 0.7;
/// Of the letters of a line that is nothing but capitals, as offices and authorities are printed.
inline constexpr double kMinAllCapitalShare = 0.9;
/// True when the first letter or digit of `nfc` is a capital letter.
[[nodiscard]] bool begins_with_capital(std::string_view nfc);
[[nodiscard]] std::size_t count_words(std::string_view text);

/// Edits (insert, delete, replace; bytes) that make `a` of `b`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
/// True when `key` is `word` but for one edit in four letters (standards 3.1), spaces apart.
[[nodiscard]] bool is_similar_word(std::string_view key, std::string_view word);

}  // namespace codau::document
