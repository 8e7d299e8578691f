#include "document/budget.h"

#include <charconv>
#include <string>

#include "document/passage.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kMostDigits = 9;  // with a unit of 10^9 đồng an int64 still holds the sum
constexpr std::int64_t kBillion = 1'000'000'000, kMillion = 1'000'000, kThousand = 1'000;

/// What one unit is worth in đồng; 0 when the text names none.
std::int64_t unit_of(std::string_view key) {
  static const Pattern kInBillions(R"(\bt[yi]\b)"), kInMillions(R"(\btrieu\b|\btr\b)"),
      kInThousands(R"(\b(nghin|ngan|1\.000d|1000 ?d)\b)"), kDong(R"(\b(dong|vnd|d)\b)");
  if (kInBillions.find(key)) return kBillion;
  if (kInMillions.find(key)) return kMillion;
  if (kInThousands.find(key)) return kThousand;
  return kDong.find(key) ? 1 : 0;
}

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t value = 1;
  for (; exponent > 0; --exponent) value *= 10;
  return value;
}

}  // namespace

std::optional<std::int64_t> read_budget(std::string_view cell, std::string_view title) {
  static const Pattern kAmount(
      R"((\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,3}))?\s*((?:t[yi]|trieu|tr|nghin|ngan)?\s*(?:dong|vnd|)"
      R"(d)?)\.?)");
  const std::string key = fold(cell);
  const auto match = kAmount.at_start(key);
  if (!match || match->whole().size() != key.size()) return std::nullopt;
  std::string digits(match->of(key, 1));
  std::erase(digits, '.');
  std::string_view decimals = match->of(key, 2);
  std::int64_t unit = unit_of(match->of(key, 3));
  if (unit == 0) unit = unit_of(fold(title));
  if (unit == 0) return std::nullopt;
  // "2,700" in a column of millions is 2700, as officials often write: three decimals of a whole
  // unit.
  const bool groups = decimals.size() == 3 && unit != kBillion;
  if (groups) {
    digits += decimals;
    decimals = {};
  }
  if (digits.size() > kMostDigits || decimals.size() > 3) return std::nullopt;
  std::int64_t whole = 0, fraction = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  std::from_chars(decimals.data(), decimals.data() + decimals.size(), fraction);
  const std::int64_t scale = power_of_ten(decimals.size());
  if (fraction > 0 && unit % scale != 0) return std::nullopt;
  return whole * unit + fraction * (unit / scale);
}

}  // namespace codau::document
