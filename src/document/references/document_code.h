// document/references/document_code.h — number and notation of a document as one code: "07/KH-UBND"
// (standards 3.4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/range.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// The parts of a code.
struct DocumentCode {
  std::optional<std::string> number;  ///< as text, with leading zeros
  std::string notation;   ///< without spaces, and with Đ for D in the letters of its type
  std::string type_code;  ///< empty for acts of the National Assembly ("QH13")
  std::optional<std::int32_t> year;  ///< "34/2007/PL-UBTVQH11" → 2007
};

/// Parses a code: "07/KH-UBND" → 07, KH-UBND; "34/2007/PL-UBTVQH11"; "08-CT/TU", the order of the
/// Party; "KH-UBND" without a number. Returns nothing for text outside the grammar of 3.4.
[[nodiscard]] std::optional<DocumentCode> parse_code(const Lexicon& lexicon,
                                                     std::string_view token);

/// A code and its place in a text.
struct PrintedCode {
  ByteRange text;
  DocumentCode code;
};
/// Returns all codes with a slash in a text, in order. A blank number counts, too: "/KH-UBND".
[[nodiscard]] std::vector<PrintedCode> find_codes(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
