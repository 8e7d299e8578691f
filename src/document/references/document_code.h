// document/references/document_code.h — number and notation of a document as one token:
// "07/KH-UBND" (standards 3.4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/range.h"
#include "document/words/form_patterns.h"

namespace codau::document {

struct DocumentCode {
  std::optional<std::string> number;  ///< text: a leading zero stays
  std::string notation;   ///< without blanks; a D that stands for Đ in its type put right
  std::string type_code;  ///< empty for acts of the National Assembly ("QH13")
  std::optional<std::int32_t> year;  ///< "34/2007/PL-UBTVQH11" → 2007
};

/// "07/KH-UBND" → 07, KH-UBND; "34/2007/PL-UBTVQH11"; "08-CT/TU" in the Party's order; "KH-UBND"
/// without a number. Nothing when it is no code of the grammar 3.4.
[[nodiscard]] std::optional<DocumentCode> parse_code(const Lexicon& lexicon,
                                                     std::string_view token);

/// A code as it stands in a text.
struct PrintedCode {
  ByteRange text;
  DocumentCode code;
};
/// All codes of a text in order, with a slash at least: "/KH-UBND", whose number is blank, too.
[[nodiscard]] std::vector<PrintedCode> find_codes(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
