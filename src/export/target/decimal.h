// export/target/decimal.h — writes numbers as text, whatever the locale.
#pragma once

#include <string>

namespace codau::exports {

/// Returns a number with a decimal point and at most `most_places` decimals, without trailing
/// zeros: "0.97", "1", "0". Precondition: `value` is finite.
[[nodiscard]] std::string format_decimal(double value, int most_places);

}  // namespace codau::exports
