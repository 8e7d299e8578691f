// document/layout/signature_office.h — the closed vocabulary of ô 7: offices and the organs signed
// for (NĐ 30/2020, Phụ lục I; standards 3.9).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// A line of the signature's head as it has to be spelt, and where its words stand.
struct SignatureOffice {
  ByteRange bytes;        ///< of the line's text: without the strokes of a seal around the words
  std::string value;      ///< "KT. GIÁM ĐỐC", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"
  std::string prefix;     ///< "TM.", "KT.", "TL.", "TUQ.", "Q." or empty
  std::string name;       ///< "GIÁM ĐỐC": the word of the vocabulary, without prefix and tail
  std::size_t edits = 0;  ///< letters that differ from the vocabulary, marks apart
};

/// The office or organ that a line in capitals names, one edit in four letters allowed, marks as
/// the vocabulary has them ("GIÁM ĐÓC" is "GIÁM ĐỐC"); words behind it ("UBND TỈNH …") stay as
/// printed. Nothing for a line that says more than noise before it, or names none.
[[nodiscard]] std::optional<SignatureOffice> read_office(const Lexicon& lexicon,
                                                         const Passage& line);

/// The first byte of the office in capitals that ends a line begun by something else, "- Bộ Y tế;
/// KT. CHỦ TỊCH": two columns read as one. 0 when there is none.
[[nodiscard]] std::uint32_t find_trailing_office(const Lexicon& lexicon, const Passage& line);

}  // namespace codau::document
