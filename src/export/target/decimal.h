// export/target/decimal.h — numbers as files have them, whatever the locale.
#pragma once

#include <string>

namespace codau::exports {

/// With a point and at most so many decimals, none of them a zero at the end: "0.97", "1", "0".
/// Precondition: finite.
[[nodiscard]] std::string decimal(double value, int most_places);

}  // namespace codau::exports
