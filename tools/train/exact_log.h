// train/exact_log.h — a logarithm of the same bits on every machine; that of the C library may
// differ in the last one.
#pragma once

#include <cmath>

namespace codau::train {

/// Natural logarithm, to 15 digits. Precondition: x is positive and finite.
[[nodiscard]] inline double exact_log(double x) {
  constexpr double kLog2 = 0.693147180559945309;
  int exponent = 0;
  double part = std::frexp(x, &exponent);  // exact, in [0.5, 1)
  if (part < 0.70710678118654752) {
    part *= 2;
    --exponent;
  }
  const double t = (part - 1) / (part + 1);  // log(part) = 2 (t + t³/3 + t⁵/5 + …)
  double sum = 0;
  for (int odd = 21; odd >= 1; odd -= 2) sum = sum * t * t + 1.0 / odd;
  return exponent * kLog2 + 2 * t * sum;
}

}  // namespace codau::train
