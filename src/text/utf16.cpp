#include "text/utf16.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace codau::text {

std::string_view detect_utf16(std::string_view begin) noexcept {
  constexpr std::size_t kMinMarkedBytes = 4;
  const bool is_marked = begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF");
  if (is_marked && begin.size() >= kMinMarkedBytes) return "UTF-16";
  constexpr std::size_t kMaxProbedBytes = 1024, kMinProbedBytes = 8;
  std::array<std::size_t, 2> zeros{};
  const std::size_t size = std::min(begin.size(), kMaxProbedBytes) & ~std::size_t{1};
  for (std::size_t i = 0; i < size; ++i) zeros[i % 2] += begin[i] == '\0' ? 1U : 0U;
  if (size < kMinProbedBytes || (zeros[0] > 0) == (zeros[1] > 0)) return {};
  if ((zeros[0] + zeros[1]) * 4 < size / 2) return {};  // fewer than one NUL in four units
  return zeros[0] > 0 ? "UTF-16BE" : "UTF-16LE";
}

}  // namespace codau::text
