// text/date_digits.h — corrects letters that were read or typed for digits in dates.
#pragma once

#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

/// Returns `nfc` with look-alikes in dates replaced: l, I and | by 1, O and o by 0. Dates are:
/// 1. day/month/year: "l5/6/2O25" → "15/6/2025".
/// 2. A date in words, with or without year and diacritics: "ngày l3 tháng 10 năm 2O24", "Ngay 3O
///    thang 4". The first letter may be a capital. There is exactly one space between words.
///
/// A date is changed only if all of these hold:
/// 1. It has at least one real digit.
/// 2. The result is a day of the calendar (29 February in any year). Its year, if any, is 1900 to
///    2099.
/// 3. The characters right before and after it are ASCII, and not letters, digits, /, -, _ or |.
///
/// Change::rule is "look_alike", Change::source is "normalise". Throws Error{kInput} if `nfc` has
/// 2³¹ − 1 bytes or more. Law: idempotent.
[[nodiscard]] RewrittenText correct_date_digits(std::string_view nfc);

}  // namespace codau::text
