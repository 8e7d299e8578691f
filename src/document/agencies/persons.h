// document/agencies/persons.h — recognises persons by their form of address: "Đồng chí Lê Văn An -
// Chủ tịch".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns true if `nfc` begins with a form of address or a rank, and a capital: "đ/c Hoàn".
[[nodiscard]] bool begins_with_person(const Lexicon& lexicon, std::string_view nfc);

/// Returns the byte at which a misread form of address ends that `nfc` begins with, before a name:
/// "Đíc: Lê Văn An" (role "misread_title"). Returns 0 if `nfc` begins with none.
[[nodiscard]] std::uint32_t find_misread_title_end(const Lexicon& lexicon, std::string_view nfc);

/// Returns the byte at which the person at the beginning of `nfc` ends; 0 if it begins with no
/// person. Linear. A person consists of:
/// 1. a form of address ("Đồng chí", "Đ/c", "Ông", "Bà", a degree: role "person_title"). Or a rank
///    (role "rank"), unless an organ follows. Or a trade such as "điều dưỡng" (role
///    "person_trade"), before a family name and two more syllables;
/// 2. a name of two to five capitalised syllables;
/// 3. the posts after it, which have a capital or the role "person_post". They end at a colon, a
///    semicolon, the next person, a comma before an organ or a small word, or the end of the text.
[[nodiscard]] std::uint32_t find_person_end(const Lexicon& lexicon, std::string_view nfc);

/// Returns true if `nfc` begins with an organ or a group: "Trạm Y tế", "UBND xã", "các thôn".
/// Argument `nfc` is the text after a person and a comma, where the person's post may stand, too.
[[nodiscard]] bool begins_with_acting_organ(const Lexicon& lexicon, std::string_view nfc);

/// Returns the persons of a list that has only names, without signs between them: "Trần Văn Hợi Lê
/// Minh Khoa". Each has three or four syllables, the first a family name. Empty for any other list.
[[nodiscard]] std::vector<ByteRange> split_bare_names(const Lexicon& lexicon, std::string_view nfc);

/// Returns the parts of a list that begins with a person: persons, and the texts between them.
/// Empty for any other list.
[[nodiscard]] std::vector<ByteRange> split_persons(const Lexicon& lexicon, std::string_view nfc);

}  // namespace codau::document
