// record/rows/law_type.h — the number of a type of document in the law's list.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/lexicon.h"

namespace codau::record {

/// Two digits (NĐ 30, Điều 7; TT 05/2025 counts the same); nothing for a type that it lacks.
[[nodiscard]] std::optional<std::string> find_law_type_number(const text::Lexicon& lexicon,
                                                              std::string_view type_code);

}  // namespace codau::record
