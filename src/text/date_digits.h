// text/date_digits.h — in dates, replaces letters that were read or typed instead of digits.
#pragma once

#include <string_view>

#include "text/rewriter.h"

namespace codau::text {

/// Replaces look-alikes of digits in dates: l, I and | by 1, O and o by 0. Returns the new text and
/// its changes, with Change::rule "look_alike" and Change::source "normalise". Dates are:
/// 1. day/month/year: "l5/6/2O25" → "15/6/2025".
/// 2. A date in words, with or without year and diacritics: "ngày l3 tháng 10 năm 2O24", "Ngay 3O
///    thang 4". The first letter may be a capital. There is exactly one space between words.
///
/// A date is changed only if all of these hold:
/// 1. It has at least one real digit.
/// 2. The result is a day of the calendar; 29 February counts in any year. The year, if any, is
///    1900 to 2099.
/// 3. The characters right before and after the date, if any, are ASCII, and not letters, digits,
///    /, -, _ or |.
///
/// Throws Error{kInput} if `nfc` has 2³¹ − 1 bytes or more. Law: idempotent.
[[nodiscard]] RewrittenText correct_date_digits(std::string_view nfc);

}  // namespace codau::text
