// record/rows/document_types.h — types of documents as people type them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"
#include "text/lexicon.h"

namespace codau::record {

/// Codes and names of the lexicon that papers bear as their title, in its order; at the end that of
/// papers without a type.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> list_document_types(
    const text::Lexicon& lexicon);

/// "KH", "kh", "Kế hoạch", "ke hoach" → KH. Nothing for a type that the lexicon lacks, and for what
/// may be two ("CT" is what it is).
[[nodiscard]] std::optional<std::string> parse_type_code(const text::Lexicon& lexicon,
                                                         std::string_view typed);

/// "Kế hoạch", "ke hoach", "KH" → "Kế hoạch". Nothing for the name of no type.
[[nodiscard]] std::optional<std::string> parse_type_name(const text::Lexicon& lexicon,
                                                         std::string_view typed);

/// "10", "1" → "01": a number of the law's list (record/rows/law_type.h). Nothing for one of no
/// type.
[[nodiscard]] std::optional<std::string> parse_type_number(const text::Lexicon& lexicon,
                                                           std::string_view typed);

/// That a type is none, and which there are.
[[nodiscard]] Message make_unknown_type_message(const text::Lexicon& lexicon);
/// The same of a number.
[[nodiscard]] Message make_unknown_number_message(const text::Lexicon& lexicon);

}  // namespace codau::record
