// document/references/code_letters.h — the letters that organs have in codes and names, their Đ put
// back.
#pragma once

#include <string>
#include <string_view>

#include "document/words/forms.h"

namespace codau::document {

/// `printed` with Đ where the usual letters of an organ have it and the text lost it: "KH-PGDDT" is
/// "KH-PGDĐT", "Phòng LDTB&XH" is "Phòng LĐTB&XH", "12-NQ/DU" is "12-NQ/ĐU". Only for text that a
/// recogniser or a restoration wrote.
[[nodiscard]] std::string with_organ_letters(const Lexicon& lexicon, std::string_view printed);

}  // namespace codau::document
