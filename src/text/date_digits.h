// text/date_digits.h — digits of dates that were typed or read as letters.
#pragma once

#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

/// Writes l, I, | as 1 and O, o as 0 in "l5/6/2O25" and "ngày l3 tháng 10 năm 2O24", if the day
/// exists afterwards and at least one of its digits was a digit before. All else stays.
/// Law: idempotent.
[[nodiscard]] Rewritten with_digits_in_dates(std::string_view utf8);

}  // namespace codau::text
