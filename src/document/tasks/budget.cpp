#include "document/tasks/budget.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

constexpr std::size_t kMostDigits = 18;  // of the amount in đồng: an int64 holds it
constexpr std::int64_t kBillion = 1'000'000'000, kMillion = 1'000'000, kThousand = 1'000;

/// Amounts have "đồng", those before it do not; neither has what only titles say.
bool is_dong(const text::LexiconEntry& entry) { return !entry.has("title") && entry.type == "1"; }
bool is_before_dong(const text::LexiconEntry& entry) {
  return !entry.has("title") && entry.type != "1";
}

/// data/lexicon/money.tsv.
struct Units {
  explicit Units(const Lexicon& lexicon)
      : big(make_form_pattern(lexicon, "money_unit", is_before_dong)),
        dong(make_form_pattern(lexicon, "money_unit", is_dong)),
        amount(R"((\d{1,3}(?:[. ]\d{3})+|\d+)(?:([,.])(\d{1,3}))?[\s–-]*()" + big + R"(?[\s–-]*)" +
               dong + "?)[^a-z0-9/%+*(]*"),
        loose(R"((?:(?:[^\sx%+*×]*\d[^\sx%+*×]*|)" + big + "|" + dong +
              R"(|[ilo]|[^a-z0-9\sx%+*×]+)\s*)+)") {
    for (const char* of : {"1000000000", "1000000", "1000", "1"})
      worth.emplace_back(text::parse_whole_number(of).value_or(0),
                         R"(\b)" + make_form_pattern(lexicon, "money_unit", of) + R"(\b)");
  }

  std::string big, dong;
  /// A scan loses points between thousands ("4 806.800 000 đồng") and leaves specks in the unit
  /// ("354 triệu -đồng").
  Pattern amount;
  /// Words with a digit, letters that look like one alone ("I 175.400.000"), signs, units.
  Pattern loose;
  std::vector<std::pair<std::int64_t, Pattern>> worth;  ///< of each unit, the most first
};

/// What one unit is worth in đồng; 0 when the text names none.
std::int64_t unit_of(const Units& units, std::string_view key) {
  for (const auto& [worth, pattern] : units.worth) {
    if (pattern.find(key)) return worth;
  }
  return 0;
}

/// Of the cell, else of the column's title; 0 when neither names one.
std::int64_t unit_of(const Units& units, std::string_view cell_unit, std::string_view title) {
  const std::int64_t unit = unit_of(units, cell_unit);
  return unit > 0 ? unit : unit_of(units, fold(title));
}

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t value = 1;
  for (; exponent > 0; --exponent) value *= 10;
  return value;
}

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

std::optional<Printed> printed_amount(const Units& units, std::string_view key) {
  const auto match = units.amount.at_start(key);
  if (!match || match->whole().size() != key.size()) return std::nullopt;
  return Printed{match->of(key, 1), match->of(key, 2), match->of(key, 3), match->of(key, 4)};
}

}  // namespace

std::optional<std::int64_t> read_budget(const Lexicon& lexicon, std::string_view cell,
                                        std::string_view title) {
  const Units& units = lexicon.cached<Units>();
  const std::string key = fold(cell);
  const auto printed = printed_amount(units, key);
  if (!printed) return std::nullopt;
  const std::int64_t unit = unit_of(units, printed->unit, title);
  if (unit == 0) return std::nullopt;
  const bool in_millions = unit_of(units, printed->unit) >= kMillion;
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

bool is_misread_amount(const Lexicon& lexicon, std::string_view cell, std::string_view title) {
  // "2 x 15", "500 - 700" are sums
  static const Pattern kSum(R"(\d\s?(?:-|–|/)\s?\d)"), kDigit(R"(\d)");
  const Units& units = lexicon.cached<Units>();
  const std::string key = fold(cell);
  const auto amount = read_budget(lexicon, cell, title);
  if (amount) return *amount > kThousand && is_stray(*amount % kThousand);
  return units.loose.is_full_match(key) && kDigit.find(key) && !kSum.find(key) &&
         unit_of(units, key, title) > 0;
}

}  // namespace codau::document
