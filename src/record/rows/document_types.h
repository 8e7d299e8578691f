// record/rows/document_types.h — finds the type of document that a person typed, by its code, name
// or number.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"
#include "text/lexicon.h"

namespace codau::record {

/// Returns the code and name of each document type, in the order of the lexicon. First the types
/// that documents bear as title, last those of documents without a type.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> list_document_types(
    const text::Lexicon& lexicon);

/// Returns the code of a type that a person typed as code or name: "KH", "kh", "Kế hoạch" and "ke
/// hoach" give KH. An exact code always wins: "CT" gives CT. Returns nothing if the lexicon lacks
/// the type, or if several types match.
[[nodiscard]] std::optional<std::string> parse_type_code(const text::Lexicon& lexicon,
                                                         std::string_view typed);

/// Returns the name of a type that a person typed as name or code: "Kế hoạch", "ke hoach" and "KH"
/// give "Kế hoạch". Returns nothing if no type matches.
[[nodiscard]] std::optional<std::string> parse_type_name(const text::Lexicon& lexicon,
                                                         std::string_view typed);

/// Returns the two-digit number of a type in the law's list (record/rows/law_type.h): "10" gives
/// "10", "1" gives "01". Returns nothing if no type has the number.
[[nodiscard]] std::optional<std::string> parse_type_number(const text::Lexicon& lexicon,
                                                           std::string_view typed);

/// Returns a message for people: the type is unknown, with a list of all types.
[[nodiscard]] Message make_unknown_type_message(const text::Lexicon& lexicon);
/// Returns a message for people: the type number is unknown, with a list of all numbers.
[[nodiscard]] Message make_unknown_number_message(const text::Lexicon& lexicon);

}  // namespace codau::record
