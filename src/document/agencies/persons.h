// document/agencies/persons.h — persons who are named by form of address: "Đồng chí Lê Văn An - Chủ
// tịch".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// True when `nfc` begins with a form of address or a rank and a capital: "đ/c Hoàn".
[[nodiscard]] bool begins_with_person(const Lexicon& lexicon, std::string_view nfc);

/// The byte behind a misread form of address before a name: "Đíc: Lê Văn An" (role
/// "misread_title"). 0 if `nfc` does not begin with one.
[[nodiscard]] std::uint32_t find_misread_title_end(const Lexicon& lexicon, std::string_view nfc);

/// The byte behind the person that `nfc` begins with: form of address ("Đồng chí", "Đ/c", "Ông",
/// "Bà", a degree: role "person_title"; a rank before what is no organ: role "rank"; "điều dưỡng"
/// before a family name and two more syllables: role "person_trade"), a name of two to five
/// capitalised syllables, and the posts behind it, with a capital or of the role "person_post", up
/// to a colon, a semicolon, the next person, a comma before an organ or another small word, or the
/// end of a text without full stop. 0 when it begins with none. Linear.
[[nodiscard]] std::uint32_t find_person_end(const Lexicon& lexicon, std::string_view nfc);

/// True when `nfc`, behind a person and a comma, begins with an organ or a group, no post of
/// theirs: "Trạm Y tế", "UBND xã", "các thôn".
[[nodiscard]] bool begins_with_acting_organ(const Lexicon& lexicon, std::string_view nfc);

/// The persons of a list that is nothing but their names, one behind the other: "Trần Văn Hợi Lê
/// Minh Khoa". Each has three or four syllables, the first a family name. Empty for any other list.
[[nodiscard]] std::vector<ByteRange> split_bare_names(const Lexicon& lexicon, std::string_view nfc);

/// The parts of a list that begins with a person: persons, and what stands between them; empty for
/// any other list.
[[nodiscard]] std::vector<ByteRange> split_persons(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
