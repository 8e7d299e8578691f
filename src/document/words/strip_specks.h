// document/words/strip_specks.h — words without what a bad page left around them.
#pragma once

#include <string>
#include <string_view>

#include "core/values.h"
#include "document/words/passage.h"

namespace codau::document {

/// The text of a document that a recogniser damaged, byte for byte as long, with white space where
/// dirt and what is left of marks stands before, between and behind words ("~ Hậu Giang", "nhân |
/// lực", "bầu cử’ đại biểu", "Huyện.ủy"). Borders of a plain text's cells stay.
[[nodiscard]] std::string blank_damage(const TextDocument& document);

/// A heading without the specks behind it: "KINH PHÍ ~", "YÊU CẦU_".
[[nodiscard]] Passage strip_heading_specks(const Passage& heading);

/// A name without the specks of a bad page around and between its words: "‘UBND xã |", "khu công ~
/// nghiệp".
[[nodiscard]] Passage strip_name_specks(const Passage& name);

/// True where `text` begins with a stroke that was read as a digit or letter before a year, and
/// with that: "12025", "|2024.".
[[nodiscard]] bool is_year_after_stroke(std::string_view text);

}  // namespace codau::document
