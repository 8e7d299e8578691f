#include "ocr/ordinals.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace codau::ocr {
namespace {

std::string without_stop(std::string text) {
  std::erase_if(text, [](char c) { return c == '.' || c == ',' || c == ' '; });
  return text;
}

bool only(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

/// Ways in which blurred print of a character may show as strokes (image/strokes.h).
std::vector<std::string_view> shapes_of(char c) {
  switch (c) {
    case 'I':
    case '1':
      return {"|"};
    case '4':
      return {"|", "w|", "|w", "w"};
    case '0':
    case '6':
    case '8':
    case '9':
      return {"w", "|w", "w|", "||", "|"};
    case 'B':
    case 'D':
    case 'E':
      return {"|", "|w", "||"};
    default:  // 2 3 5 7 A C V X
      return {"w", "|w", "w|"};
  }
}

bool fits(std::string_view numeral, std::string_view strokes) {
  if (numeral.empty()) return strokes.empty();
  const std::vector<std::string_view> shapes = shapes_of(numeral[0]);
  return std::any_of(shapes.begin(), shapes.end(), [&](std::string_view shape) {
    return strokes.starts_with(shape) && fits(numeral.substr(1), strokes.substr(shape.size()));
  });
}

/// What an engine that expects words makes of Roman numerals.
std::string as_roman(std::string text) {
  for (char& c : text) {
    if (c == '1' || c == 'l') c = 'I';
    if (c == 'Y') c = 'V';
  }
  return text;
}

std::optional<int> from_roman(std::string_view text) {
  if (!only(text, "IVX")) return std::nullopt;
  for (int n = 1; n < 40; ++n) {
    if (to_roman(n) == text) return n;
  }
  return std::nullopt;
}

std::optional<int> from_arabic(std::string_view text) {
  if (!only(text, "0123456789") || text.size() > 3) return std::nullopt;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

bool is_letter(std::string_view text) {
  return text.size() == 1 && text[0] >= 'A' && text[0] <= 'H';
}

/// How far the witnesses allow `numeral`; 2 and more is enough.
int support(const OrdinalEvidence& seen, const std::string& numeral) {
  const bool arabic = from_arabic(numeral).has_value();
  std::string general = without_stop(seen.general), digits = without_stop(seen.digits);
  if (!arabic) {
    general = as_roman(general);
    digits = as_roman(digits);
  }
  int points = (digits == numeral ? 3 : 0) + (general == numeral ? 2 : 0);
  if (!seen.strokes.empty()) {
    if (fits(numeral, seen.strokes)) {
      points +=
          only(numeral, "I") ? 2 : 1;  // the engines fold I, II and III into one: strokes do not
    } else if (points < 5) {
      return 0;
    }
  }
  if (arabic) return points + (seen.group_row ? -1 : 1);
  return points + (seen.group_row ? 1 : -2);
}

/// The three counts of a table as they stand above the row being read.
struct Counts {
  int arabic = 0, roman = 0, letter = 0;  ///< the last of each; 0 before the first

  void take(std::string_view numeral) {
    if (const auto n = from_arabic(numeral)) {
      arabic = *n;
    } else if (const auto r = from_roman(numeral)) {
      roman = *r;
    } else if (is_letter(numeral)) {
      letter = numeral[0] - 'A' + 1;
      roman = 0;
    }
  }
};

/// What may come next, the likeliest first.
std::vector<std::string> candidates(const Counts& counts, const OrdinalEvidence& seen) {
  std::vector<std::string> out{std::to_string(counts.arabic + 1), to_roman(counts.roman + 1)};
  if (counts.letter < 8) out.emplace_back(1, static_cast<char>('A' + counts.letter));
  out.emplace_back("I");
  out.emplace_back("1");
  for (const std::string& read : {without_stop(seen.digits), without_stop(seen.general)}) {
    if (from_arabic(read)) out.push_back(read);
    if (from_roman(as_roman(read))) out.push_back(as_roman(read));
  }
  // A letter out of turn counts where both engines read letters; the one that knows fewer is surer
  // which.
  const auto letter = [](const std::string& read) {
    return read.size() == 1 && read[0] >= 'A' && read[0] <= 'H';
  };
  const std::string general = without_stop(seen.general), digits = without_stop(seen.digits);
  if (letter(general)) out.push_back(letter(digits) ? digits : general);
  return out;
}

/// A number that no witness reads, above one that is sure: the one before it, if its strokes allow.
void fill_upwards(const std::vector<OrdinalEvidence>& column, const std::vector<bool>& sure,
                  std::vector<std::string>& numerals) {
  std::optional<int> below;
  for (std::size_t i = numerals.size(); i-- > 0;) {
    if (column[i].group_row) continue;
    if (!sure[i] && below && *below > 1) {
      const std::string before = std::to_string(*below - 1);
      if (column[i].strokes.empty() || fits(before, column[i].strokes)) numerals[i] = before;
    }
    below = from_arabic(numerals[i]);
  }
}

/// "7" where 17 is next: a first digit close to the ruling is lost with it.
std::string with_first_digit(const std::string& read, const Counts& counts) {
  const std::string next = std::to_string(counts.arabic + 1);
  return from_arabic(read) && read.size() < next.size() && next.ends_with(read) ? next : read;
}

std::string best_guess(const OrdinalEvidence& seen) {
  const std::string digits = without_stop(seen.digits), general = without_stop(seen.general);
  if (from_arabic(general) && general == digits) return general;
  if (seen.strokes == "|" && (digits == "I" || digits.empty())) return "I";
  if (only(seen.strokes, "|") && seen.strokes.size() <= 3 && !from_arabic(digits)) {
    return std::string(seen.strokes.size(), 'I');
  }
  if (from_arabic(digits) || from_roman(digits) || digits.size() == 1) return digits;
  return general;
}

}  // namespace

std::string to_roman(int number) {
  static constexpr std::array<const char*, 10> kUnits{"",  "I",  "II",  "III",  "IV",
                                                      "V", "VI", "VII", "VIII", "IX"};
  return std::string(static_cast<std::size_t>(std::max(number, 0)) / 10, 'X') +
         kUnits[static_cast<std::size_t>(std::max(number, 0)) % 10];
}

std::vector<std::string> settle_ordinals(const std::vector<OrdinalEvidence>& column) {
  std::vector<std::string> out;
  std::vector<bool> sure;
  Counts counts;
  for (const OrdinalEvidence& seen : column) {
    std::string best;
    int most = 0;
    for (const std::string& candidate : candidates(counts, seen)) {
      const int points = support(seen, candidate);
      if (points > most) {
        most = points;
        best = candidate;
      }
    }
    if (most < 2) best = best_guess(seen);
    best = with_first_digit(best, counts);
    counts.take(best);
    out.push_back(best);
    sure.push_back(most >= 2);
  }
  fill_upwards(column, sure, out);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (column[i].full_stop && !out[i].empty()) out[i] += '.';
  }
  return out;
}

}  // namespace codau::ocr
