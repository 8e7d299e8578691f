// edit_distance.h — how far apart two sequences are; for the tools that measure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace codau {

/// The fewest insertions, deletions and substitutions that make the first j of `b` from the first i
/// of `a`, at i × (b.size() + 1) + j; the last is that of the whole sequences.
template <class T>
[[nodiscard]] std::vector<std::size_t> edit_distances(const std::vector<T>& a,
                                                      const std::vector<T>& b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> out((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j < width; ++j) {
      const std::size_t at = i * width + j;
      if (i == 0 || j == 0) {
        out[at] = i + j;
      } else {
        out[at] = std::min({out[at - width] + 1, out[at - 1] + 1,
                            out[at - width - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      }
    }
  }
  return out;
}

}  // namespace codau
