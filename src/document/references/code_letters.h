// document/references/code_letters.h — corrects the letters of organs in codes and names, if they
// lost the stroke of Đ. Only for text that was recognised or restored.
#pragma once

#include <string>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns the first letters of the words, in capitals without diacritics except Đ: "Tỉnh ủy" →
/// "TU".
[[nodiscard]] std::string make_initials(std::string_view organ);

/// Returns `printed` with Đ for D if the usual letters of an organ have it: "KH-PGDDT" →
/// "KH-PGDĐT", "Phòng LDTB&XH" → "Phòng LĐTB&XH", "12-NQ/DU" → "12-NQ/ĐU".
[[nodiscard]] std::string correct_organ_letters(const Lexicon& lexicon, std::string_view printed);

/// Returns `notation` with Đ for D if the initials of `organ` have Đ and no D. The letters may
/// leave out words: "KH-BVDK" of "BỆNH VIỆN ĐA KHOA …" → "KH-BVĐK".
[[nodiscard]] std::string correct_by_initials(std::string_view organ, std::string_view notation);

/// Returns `notation` with Đ for D if `own`, the notation of the citing document, has it in the
/// same letters: "QĐ-CDN" beside "KH-CĐN" → "QĐ-CĐN".
[[nodiscard]] std::string correct_by_notation(std::string_view own, std::string_view notation);

}  // namespace codau::document
