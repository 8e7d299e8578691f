// document/references/code_letters.h — the letters that organs have in codes and names, their Đ put
// back.
#pragma once

#include <string>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// The first letters of the words, in capitals without marks but for Đ: "Tỉnh ủy" → "TU".
[[nodiscard]] std::string make_initials(std::string_view organ);

/// `printed` with Đ where the usual letters of an organ have it and the text lost it: "KH-PGDDT" is
/// "KH-PGDĐT", "Phòng LDTB&XH" is "Phòng LĐTB&XH", "12-NQ/DU" is "12-NQ/ĐU". Only for text that a
/// recogniser or a restoration wrote.
[[nodiscard]] std::string correct_organ_letters(const Lexicon& lexicon, std::string_view printed);

/// `notation` with Đ where the initials of the organ that numbers it have it and have no D:
/// "KH-BVDK" of a "BỆNH VIỆN ĐA KHOA …" is "KH-BVĐK", "BC-TDC" of a "CHI CỤC TIÊU CHUẨN ĐO LƯỜNG
/// CHẤT LƯỢNG" "BC-TĐC". The letters may leave words out. Only for such text, too.
[[nodiscard]] std::string correct_by_initials(std::string_view organ, std::string_view notation);

/// `notation` with Đ where `own`, that of the document that cites it, has it in the same letters of
/// an organ: "QĐ-CDN" beside "KH-CĐN" is "QĐ-CĐN".
[[nodiscard]] std::string correct_by_notation(std::string_view own, std::string_view notation);

}  // namespace codau::document
