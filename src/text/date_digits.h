// text/date_digits.h — corrects letters that were read or typed for digits in dates.
#pragma once

#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

/// Returns `utf8` with 1 for l, I and |, and 0 for O and o, in dates. A date has one of two forms:
/// "l5/6/2O25" or "ngày l3 tháng 10 năm 2O24". The words may lack their marks, and the year may be
/// missing after them. A date is changed only if:
/// 1. the result is a date of the years 1900 to 2099 (29 February in any year);
/// 2. at least one of its characters was a digit before.
/// All other text is unchanged. Change::rule is "look_alike".
/// Law: idempotent.
[[nodiscard]] RewrittenText correct_date_digits(std::string_view utf8);

}  // namespace codau::text
