// export/target/decimal.h — numbers as text, whatever the locale.
#pragma once

#include <string>

namespace codau::exports {

/// Returns a number with a point and at most so many decimals, without trailing zeros: "0.97", "1",
/// "0". Precondition: finite.
[[nodiscard]] std::string decimal(double value, int most_places);

}  // namespace codau::exports
