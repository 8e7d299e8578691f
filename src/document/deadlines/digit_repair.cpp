#include "document/deadlines/digit_repair.h"

#include <array>
#include <utility>

#include "document/deadlines/deadline.h"
#include "document/words/calendar.h"
#include "text/letters.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

constexpr std::array<std::pair<char, char>, 8> kLookAlikes = {{{'1', '7'},
                                                               {'7', '1'},
                                                               {'0', '6'},
                                                               {'6', '0'},
                                                               {'3', '8'},
                                                               {'8', '3'},
                                                               {'5', '6'},
                                                               {'6', '5'}}};
constexpr double kProposedDate = 0.5;  ///< needs a person

bool is_number(std::string_view digits) {
  return digits.size() <= 2 && text::is_all_digits(digits);
}

/// Days below 10 and months 1 and 2 are printed with a 0, other months without (3.5).
bool is_padded(std::string_view day, std::string_view month) {
  const std::int32_t value = text::parse_whole_number(month).value_or(0);
  return day.size() == 2 && (value < 3 || value > 9 ? month.size() == 2 : month.size() == 1);
}

}  // namespace

std::optional<Change> propose_digit_repair(std::string_view text, const PrintedDay& printed,
                                           std::int32_t year, std::string_view earliest) {
  const std::string_view day = slice(text, printed.day), month = slice(text, printed.month);
  if (!is_number(day) || !is_number(month)) return std::nullopt;
  const std::string digits = std::string(day) + std::string(month);
  std::optional<std::string> only;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    for (const auto& [seen, meant] : kLookAlikes) {
      if (digits[i] != seen) continue;
      std::string other = digits;
      other[i] = meant;
      const std::string_view new_day = std::string_view(other).substr(0, day.size());
      const std::string_view new_month = std::string_view(other).substr(day.size());
      const auto date = days_from_civil(year, text::parse_whole_number(new_month).value_or(0),
                                        text::parse_whole_number(new_day).value_or(0));
      if (!date || !is_padded(new_day, new_month) || to_iso_date(*date) < earliest) continue;
      if (only) return std::nullopt;
      only = std::move(other);
    }
  }
  if (!only) return std::nullopt;
  Change out;
  out.in = {printed.day.begin, printed.month.end};
  out.before = slice(text, out.in);
  out.after = only->substr(0, day.size()) +
              std::string(slice(text, {printed.day.end, printed.month.begin})) +
              only->substr(day.size());
  out.rule = "6.7";
  out.source = "normalise";
  out.confidence = kProposedDate;
  return out;
}

}  // namespace codau::document
