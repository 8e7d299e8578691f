// document/words/strip_specks.h — removes specks: signs that were misread from dirt of a bad page.
#pragma once

#include <string>
#include <string_view>

#include "core/values.h"
#include "document/words/passage.h"

namespace codau::document {

/// Returns the text of a damaged document with spaces for specks and remains of diacritics before,
/// between and after words: "~ Hậu Giang", "nhân | lực", "bầu cử’ đại biểu", "Huyện.ủy". Each byte
/// keeps its place. Borders of cells in plain text stay.
[[nodiscard]] std::string blank_damage(const TextDocument& document);

/// Returns a heading without specks at its end: "KINH PHÍ ~", "YÊU CẦU_".
[[nodiscard]] Passage strip_heading_specks(const Passage& heading);

/// Returns a name without specks around and between its words: "‘UBND xã |", "khu công ~ nghiệp".
[[nodiscard]] Passage strip_name_specks(const Passage& name);

/// Returns true if `text` begins with a year and a stroke before it that was misread as a digit or
/// letter: "12025", "|2024.".
[[nodiscard]] bool is_year_after_stroke(std::string_view text);

}  // namespace codau::document
