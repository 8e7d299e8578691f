#include "document/tasks/budget.h"

#include <charconv>
#include <string>

#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kMostDigits = 18;  // of the amount in đồng: an int64 holds it
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

/// Of the cell, else of the column's title; 0 when neither names one.
std::int64_t unit_of(std::string_view cell_unit, std::string_view title) {
  const std::int64_t unit = unit_of(cell_unit);
  return unit > 0 ? unit : unit_of(std::string_view(fold(title)));
}

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t value = 1;
  for (; exponent > 0; --exponent) value *= 10;
  return value;
}

// a unit, and specks in it: "3.671.300.000 đồng ˆ`", "354 triệu -đồng"
constexpr std::string_view kUnit =
    R"([\s–-]*((?:t[yi]|trieu|tr|nghin|ngan)?[\s–-]*(?:dong|vnd|d)?)[^a-z0-9/%+*(]*)";

/// "001", "060" behind thousands: plans give round sums, and a zero was misread. Of 9 wrong amounts
/// on 70 made plans 5 ended so.
bool is_stray(std::int64_t rest) {
  return rest > 0 && (rest < 10 || (rest < 100 && rest % 10 == 0));
}

/// An amount as it is printed: "1.500" and "25" of "1.500,25 triệu đồng"; `unit` is the cell's own
/// word.
struct Printed {
  std::string_view whole, sign, decimals, unit;
};

std::optional<Printed> printed_amount(std::string_view key) {
  // a scan loses points between thousands: "4 806.800 000 đồng"
  static const Pattern kAmount(R"((\d{1,3}(?:[. ]\d{3})+|\d+)(?:([,.])(\d{1,3}))?)" +
                               std::string(kUnit));
  const auto match = kAmount.at_start(key);
  if (!match || match->whole().size() != key.size()) return std::nullopt;
  return Printed{match->of(key, 1), match->of(key, 2), match->of(key, 3), match->of(key, 4)};
}

}  // namespace

std::optional<std::int64_t> read_budget(std::string_view cell, std::string_view title) {
  const std::string key = fold(cell);
  const auto printed = printed_amount(key);
  if (!printed) return std::nullopt;
  const std::int64_t unit = unit_of(printed->unit, title);
  if (unit == 0) return std::nullopt;
  const bool in_millions = unit_of(printed->unit) >= kMillion;
  std::string digits(printed->whole);
  std::erase_if(digits, [](char sign) { return sign == '.' || sign == ' '; });
  std::string_view decimals = printed->decimals;
  // "96.5 tỷ", but not "3.359.250.00 đồng"
  if (printed->sign == "." && !(in_millions && digits == printed->whole)) return std::nullopt;
  // "2,700" in a column of millions is 2700, as officials often write: three decimals of a whole
  // unit; "2,125 triệu" is not (13.14).
  const bool groups = decimals.size() == 3 && unit != kBillion && !in_millions;
  if (groups) {
    digits += decimals;
    decimals = {};
  }
  const std::size_t zeros = std::to_string(unit).size() - 1;
  if (digits.size() + zeros > kMostDigits || decimals.size() > 3) return std::nullopt;
  std::int64_t whole = 0, fraction = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  std::from_chars(decimals.data(), decimals.data() + decimals.size(), fraction);
  const std::int64_t scale = power_of_ten(decimals.size());
  if (fraction > 0 && unit % scale != 0) return std::nullopt;
  return whole * unit + fraction * (unit / scale);
}

bool is_misread_amount(std::string_view cell, std::string_view title) {
  // words with a digit, letters that look like one alone ("I 175.400.000"), signs, units; "2 x 15",
  // "500 - 700" are sums
  static const Pattern kWords(
      R"((?:(?:[^\sx%+*×]*\d[^\sx%+*×]*|t[yi]|trieu|tr|nghin|ngan|dong|vnd|d|[ilo]|[^a-z0-9\sx%+*×]+)\s*)+)"),
      kSum(R"(\d\s?(?:-|–|/)\s?\d)"), kDigit(R"(\d)");
  const std::string key = fold(cell);
  const auto amount = read_budget(cell, title);
  if (amount) return *amount > kThousand && is_stray(*amount % kThousand);
  return kWords.fits(key) && kDigit.find(key) && !kSum.find(key) && unit_of(key, title) > 0;
}

}  // namespace codau::document
