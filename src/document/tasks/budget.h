// document/tasks/budget.h — amounts of money in Vietnamese print (standards 9,
// tasks.budget_vnd; 12.22).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// "15 triệu đồng" → 15000000, "1,5 tỷ" → 1500000000, "1.500.000 đồng" → 1500000: '.' groups
/// thousands, ',' is decimal, and '.' is before one or two digits and "triệu" or "tỷ" (13.14).
/// `title` is the column's and gives the unit where the cell names none. Nothing for a text that is
/// not one amount.
[[nodiscard]] std::optional<std::int64_t> read_budget(const Lexicon& lexicon, std::string_view cell,
                                                      std::string_view title);

/// True for numbers with a unit that make no amount, as a scan leaves one ("1.844.300.00( đồng"),
/// and for one that is not round by a single digit ("3.284.650.001 đồng"). What is said in words is
/// none: "500 triệu đồng của huyện", "2 x 15 triệu".
[[nodiscard]] bool is_misread_amount(const Lexicon& lexicon, std::string_view cell,
                                     std::string_view title);

}  // namespace codau::document
