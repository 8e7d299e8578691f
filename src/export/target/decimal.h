// export/target/decimal.h — writes numbers as text, whatever the locale.
#pragma once

#include <string>

namespace codau::exports {

/// Returns a number as decimal text: format_decimal(0.97004, 4) is "0.97". `value`: a finite
/// number. `max_places`: maximum number of digits after the point, 0 to 80.
/// 1. The text has no exponent, no trailing zero and no "-0". So 1.0 gives "1", and -0.00001 gives
///    "0".
/// 2. Rounds the exact binary value to the nearest decimal, and a tie to the even digit.
[[nodiscard]] std::string format_decimal(double value, int max_places);

}  // namespace codau::exports
