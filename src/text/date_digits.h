// text/date_digits.h — corrects letters that stand for digits in dates.
#pragma once

#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

/// Writes l, I and | as 1 and O and o as 0 in dates such as "l5/6/2O25" and "ngày l3 tháng 10 năm
/// 2O24". A date is changed only if the result is a valid date and at least one character was a
/// digit before. All other text is unchanged. Law: idempotent.
[[nodiscard]] RewrittenText correct_date_digits(std::string_view utf8);

}  // namespace codau::text
