// document/layout/signature_office.h — the vocabulary of signatures: positions, and the organs that
// are signed for (ô 7; NĐ 30/2020, Phụ lục I; standards 3.9).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// A line of the vocabulary, and its place in a printed line.
struct SignatureOffice {
  ByteRange bytes;  ///< bytes of the line's text, without strokes of a seal around the words
  std::string value;  ///< right spelling: "KT. GIÁM ĐỐC", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"
  std::string prefix;  ///< "TM.", "KT.", "TL.", "TUQ.", "Q." or empty
  std::string name;    ///< the word of the vocabulary, without prefix and tail: "GIÁM ĐỐC"
  /// number of letters that differ from the vocabulary, without diacritics
  std::size_t edits = 0;
};

/// Returns the position or organ that a line in capitals names. One edit in four letters is
/// allowed; diacritics are corrected ("GIÁM ĐÓC" → "GIÁM ĐỐC"). Words after it ("UBND TỈNH …") stay
/// as printed. Returns nothing if other words stand before it, or if the line names none.
[[nodiscard]] std::optional<SignatureOffice> read_office(const Lexicon& lexicon,
                                                         const Passage& line);

/// Returns the first byte of a position in capitals at the end of a line with other words: "- Bộ Y
/// tế; KT. CHỦ TỊCH". Such a line is two columns read as one. Returns 0 for any other line.
[[nodiscard]] std::uint32_t find_trailing_office(const Lexicon& lexicon, const Passage& line);

}  // namespace codau::document
