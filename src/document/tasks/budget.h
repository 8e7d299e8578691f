// document/tasks/budget.h — reads amounts of money (standards 9, tasks.budget_vnd; 12.22).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns the amount in đồng: "15 triệu đồng" → 15000000, "1,5 tỷ" → 1500000000, "1.500.000 đồng"
/// → 1500000. A dot groups thousands, and a comma is decimal. A dot before one or two digits and
/// "triệu" or "tỷ" is decimal, too (13.14). If the cell names no unit, `title`, the title of the
/// column, gives it. Returns nothing for a text that is not exactly one amount.
[[nodiscard]] std::optional<std::int64_t> read_budget(const Lexicon& lexicon, std::string_view cell,
                                                      std::string_view title);

/// Returns true for a misread amount. Its numbers make no amount ("1.844.300.00( đồng"), or it
/// would be round except for one digit ("3.284.650.001 đồng"). False for words around it: "500
/// triệu đồng của huyện", "2 x 15 triệu".
[[nodiscard]] bool is_misread_amount(const Lexicon& lexicon, std::string_view cell,
                                     std::string_view title);

}  // namespace codau::document
