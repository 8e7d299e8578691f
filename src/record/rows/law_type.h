// record/rows/law_type.h — the number of a document type in the list of the law (NĐ 30, Điều 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/lexicon.h"

namespace codau::record {

/// Returns the number of a document type in two digits. TT 05/2025 uses the same numbers. Returns
/// nothing if the law's list lacks the type.
[[nodiscard]] std::optional<std::string> find_law_type_number(const text::Lexicon& lexicon,
                                                              std::string_view type_code);

}  // namespace codau::record
