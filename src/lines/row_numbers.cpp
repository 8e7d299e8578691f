#include "lines/row_numbers.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string_view>

namespace codau::ocr {
namespace {

/// No count changes a reading of this confidence into a numeral. Of 1,283 numerals on synthetic
/// pages (fax, hard, streaks, behind) that were read as something else, one had 0.85, the others
/// less than 0.6; "T1", "5/7" mostly have 0.9.
constexpr double kMinCertainConfidence = 0.88;

/// Without blanks, nor stops at its ends: in "1.2" it is no stop.
std::string without_stop(std::string text) {
  std::erase(text, ' ');
  const std::size_t begin = text.find_first_not_of(".,");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(".,") - begin + 1);
}

bool only(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

/// Ways in which blurred print of a character may show as strokes (lines/stem_pattern.h).
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
    case 'V':
      return {"w", "|w", "w|", "|"};  // italic print of few pixels
    default:                          // 2 3 5 7 A C X
      return {"w", "|w", "w|"};
  }
}

bool fits(std::string_view numeral, std::string_view stems) {
  if (numeral.empty()) return stems.empty();
  const std::vector<std::string_view> shapes = shapes_of(numeral[0]);
  return std::any_of(shapes.begin(), shapes.end(), [&](std::string_view shape) {
    return stems.starts_with(shape) && fits(numeral.substr(1), stems.substr(shape.size()));
  });
}

/// What an engine that expects words makes of Roman numerals.
std::string as_roman(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '1' || c == 'l' || c == '|' || c == '!') {
      out += 'I';
    } else if (c == 'H') {
      out += "II";
    } else {
      out += c == 'Y' ? 'V' : c;
    }
  }
  return out;
}

std::optional<int> from_roman(std::string_view text) {
  if (!only(text, "IVX")) return std::nullopt;
  for (int n = 1; n < 40; ++n) {
    if (format_roman_numeral(n) == text) return n;
  }
  return std::nullopt;
}

std::optional<int> from_arabic(std::string_view text) {
  if (!only(text, "0123456789") || text.size() > 3) return std::nullopt;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

bool is_letter_numeral(std::string_view text) {
  return text.size() == 1 && text[0] >= 'A' && text[0] <= 'H';
}

/// In the order of lists; some leave đ and f out.
constexpr std::array<std::string_view, 12> kSmallLetters{"a", "b", "c", "d", "đ", "e",
                                                         "f", "g", "h", "i", "k", "l"};

/// Place in that order, from 1; 0 for what is none of them.
int small_letter(std::string_view text) {
  const auto at = std::ranges::find(kSmallLetters, text);
  return at == kSmallLetters.end() ? 0 : static_cast<int>(at - kSmallLetters.begin()) + 1;
}

bool follows(int small, int before) {
  const auto may_be_left_out = [](std::string_view letter) {
    return letter == "đ" || letter == "f";
  };
  return small == before + 1 ||
         (small == before + 2 && may_be_left_out(kSmallLetters[static_cast<std::size_t>(before)]));
}

/// The engines fold strokes that repeat: VI, VII and VIII come out as one of the three.
std::string folded(std::string_view roman) {
  std::string out;
  for (const char c : roman) {
    if (c != 'I' || out.empty() || out.back() != 'I') out += c;
  }
  return out;
}

/// Points for what one engine reads; one for a part of a Roman numeral.
int agreement(const std::string& read, const std::string& numeral, int points) {
  if (read == numeral) return points;
  if (!from_roman(read) || !from_roman(numeral)) return 0;
  if (folded(read) == folded(numeral)) return points - 1;
  return numeral.find(read) != std::string::npos ? 1 : 0;
}

/// "1.2", "I.1", "a)", "-": numbers of a lower level, which are no part of the counts.
bool is_lower_level(std::string_view text) {
  if (text == "-" || text == "+" || (text.size() > 1 && text.back() == ')')) return true;
  const std::string bare = without_stop(std::string(text));
  const std::size_t dot = bare.find('.');
  if (dot == std::string::npos || bare[dot + 1] < '0' || bare[dot + 1] > '9') return false;
  const std::string above = bare.substr(0, dot);
  return from_arabic(above) || from_roman(above) || is_letter_numeral(above);
}

/// "IV1", "X.2": a Roman numeral of more than strokes, and digits behind it.
bool is_joined(std::string_view bare) {
  const std::size_t end = bare.find_last_of("VX");
  const std::size_t digits = bare.find_first_of("123456789", end == bare.npos ? 0 : end);
  return end != bare.npos && digits != bare.npos &&
         bare.substr(0, digits).find_first_not_of("IVX1l.") == bare.npos &&
         from_arabic(bare.substr(digits));
}

/// A stop stands inside, and it is no speck in a number that is surely read.
bool has_parts(const RowNumberEvidence& seen) {
  const std::string general = without_stop(seen.general);
  if (seen.inner_stops.empty()) return is_joined(general);
  return seen.confidence < kMinCertainConfidence || !from_arabic(general) ||
         general != without_stop(seen.digits);
}

/// It is of none of the counts.
bool stands_as_read(const RowNumberEvidence& seen) {
  if (is_lower_level(seen.general) || has_parts(seen)) return true;
  const std::string bare = without_stop(seen.general);
  return seen.confidence >= kMinCertainConfidence && !bare.empty() && !from_arabic(bare) &&
         !from_roman(as_roman(bare)) && !is_letter_numeral(bare) && small_letter(bare) == 0;
}

/// Points that the witnesses give to a small letter. The engine that knows no small ones reads
/// capitals; strokes tell nothing of them.
int support_of_small(const RowNumberEvidence& seen, std::string_view letter) {
  const std::string digits = without_stop(seen.digits);
  const bool is_read = without_stop(seen.general) == letter;
  const bool is_capital =
      digits.size() == 1 && letter.size() == 1 && digits[0] - 'A' == letter[0] - 'a';
  const int points =
      (is_read ? seen.confidence >= kMinCertainConfidence ? 6 : 3 : 0) + (is_capital ? 2 : 0);
  return (points == 0 ? -3 : points) + (seen.is_group_row ? -1 : 1);
}

/// Points that the witnesses give to `numeral`.
int support(const RowNumberEvidence& seen, const std::string& numeral) {
  if (small_letter(numeral) > 0) return support_of_small(seen, numeral);
  const bool arabic = from_arabic(numeral).has_value();
  const std::string general = without_stop(seen.general), digits = without_stop(seen.digits);
  int points =
      agreement(digits, numeral, 3) + agreement(arabic ? general : as_roman(general), numeral, 2);
  if (!seen.stem_pattern.empty()) {
    // The engines fold I, II and III into one: strokes do not.
    const bool only_stems = only(numeral, "I") && only(seen.stem_pattern, "|");
    const int weight = only_stems ? 3 : 2;
    points += fits(numeral, seen.stem_pattern) ? weight - 1 : -weight;
  }
  if (arabic) return points + (seen.is_group_row ? -1 : 1);
  return points + (seen.is_group_row ? 1 : -2);
}

/// The counts of a table as they stand above the row being read.
struct RowCounts {
  int arabic = 0, roman = 0, letter = 0, small = 0;  ///< the last of each; 0 before the first
  bool after_group = false;
  bool operator==(const RowCounts&) const = default;

  void take(std::string_view numeral) {
    const auto n = from_arabic(numeral);
    small = small_letter(numeral);
    after_group = !n && small == 0;
    if (small > 0) return;
    if (n) {
      arabic = *n;
    } else if (const auto r = from_roman(numeral)) {
      roman = *r;
    } else if (is_letter_numeral(numeral)) {
      letter = numeral[0] - 'A' + 1;
      roman = 0;
    }
  }

  /// Points for going on with a count; the first on a page may be any.
  [[nodiscard]] int points(std::string_view numeral) const {
    constexpr int kNextNumberPoints = 2;
    constexpr int kJumpPoints = -2;  // for any number but the next
    if (const int n = small_letter(numeral)) {
      if (small == 0) return n == 1 ? 0 : kJumpPoints;
      return follows(n, small) ? kNextNumberPoints : kJumpPoints;
    }
    if (const auto n = from_arabic(numeral)) {
      if (arabic == 0 || (*n == 1 && after_group)) return 0;
      return *n == arabic + 1 ? kNextNumberPoints : kJumpPoints;
    }
    if (const auto r = from_roman(numeral)) {
      if (roman == 0 && letter == 0) return 0;
      return *r == roman + 1 ? kNextNumberPoints : kJumpPoints;
    }
    if (letter == 0) return 0;
    return is_letter_numeral(numeral) && numeral[0] - 'A' == letter ? kNextNumberPoints
                                                                    : kJumpPoints - 1;
  }
};

/// What the row may hold, whatever stands above: as read, by its strokes, or by the numbers below.
std::vector<std::string> readings(const std::vector<RowNumberEvidence>& column, std::size_t row) {
  constexpr std::size_t kRowsBelow = 4;  // this row among them
  const RowNumberEvidence& seen = column[row];
  const std::string general = without_stop(seen.general), digits = without_stop(seen.digits);
  std::vector<std::string> out{"I", "1"};
  for (const std::string& read : {digits, general}) {
    if (from_arabic(read).value_or(0) > 0) out.push_back(read);  // no count has 0
    std::string roman = as_roman(read);
    if (!from_roman(roman)) continue;
    out.push_back(roman);
    while (roman.ends_with('I')) roman.pop_back();
    for (const char* stems : {"I", "II", "III"}) {
      if (from_roman(roman + stems)) out.push_back(roman + stems);
    }
  }
  if (only(seen.stem_pattern, "|") && seen.stem_pattern.size() <= 3)
    out.emplace_back(seen.stem_pattern.size(), 'I');
  // A letter out of turn counts where both engines read letters; the one that knows fewer is surer
  // which. A letter alone may be said twice ("Cc").
  const bool is_twice = is_letter_numeral(digits) && general.starts_with(digits);
  if (is_letter_numeral(general) || is_twice)
    out.push_back(is_letter_numeral(digits) ? digits : general);
  if (small_letter(general) > 0) out.push_back(general);
  for (std::size_t below = row + 1; below < std::min(column.size(), row + kRowsBelow); ++below) {
    if (has_parts(column[below])) continue;
    const auto number = from_arabic(without_stop(column[below].digits));
    for (std::size_t up = 1; number && up <= below - row; ++up) {
      const int before = *number - static_cast<int>(up);
      if (before > 0) out.push_back(std::to_string(before));
    }
  }
  return out;
}

/// What goes on with a count.
std::vector<std::string> successors(const RowCounts& counts) {
  std::vector<std::string> out{std::to_string(counts.arabic + 1),
                               format_roman_numeral(counts.roman + 1)};
  if (counts.letter < 8) out.emplace_back(1, static_cast<char>('A' + counts.letter));
  if (counts.small == 0) return out;
  for (const std::string_view next : kSmallLetters) {
    if (follows(small_letter(next), counts.small)) out.emplace_back(next);
  }
  return out;
}

/// "7" where 17 is next: a first digit close to the ruling is lost with it.
bool lost_its_first_digit(const RowNumberEvidence& seen, const RowCounts& counts) {
  const std::string read = without_stop(seen.digits), next = std::to_string(counts.arabic + 1);
  return from_arabic(read) && read.size() < next.size() && next.ends_with(read);
}

std::string best_guess(const RowNumberEvidence& seen) {
  const std::string digits = without_stop(seen.digits), general = without_stop(seen.general);
  if (from_arabic(general) && general == digits) return general;
  if (seen.stem_pattern == "|" && (digits == "I" || digits.empty())) return "I";
  if (only(seen.stem_pattern, "|") && seen.stem_pattern.size() <= 3 && !from_arabic(digits)) {
    return std::string(seen.stem_pattern.size(), 'I');
  }
  if (from_arabic(digits) || from_roman(digits) || digits.size() == 1) return digits;
  return general;
}

/// The last digit of a reading, I and l taken for 1; nothing where it ends otherwise.
std::optional<int> last_digit(const std::string& read) {
  const std::string bare = without_stop(read);
  if (bare.empty()) return std::nullopt;
  const char last = as_roman(bare.substr(bare.size() - 1))[0];
  if (last == 'I') return 1;
  return last >= '0' && last <= '9' ? std::optional<int>(last - '0') : std::nullopt;
}

/// Whether what was read is `above` and `next`, but for the stop between them.
bool reads_as(const std::string& read, const std::string& above, const std::string& next) {
  std::string bare = without_stop(read);
  std::erase(bare, '.');
  return as_roman(bare) == as_roman(above + next);
}

/// A number of a lower level under `above`, the `next` of them if nothing that was read is against
/// it; nothing where the strokes before the stop are not those of `above`.
std::optional<RowNumber> part_under(const RowNumberEvidence& seen, const std::string& above,
                                    int next) {
  const std::string expected = std::to_string(next);
  if (above.empty()) return std::nullopt;
  if (reads_as(seen.general, above, expected) || reads_as(seen.digits, above, expected))
    return RowNumber{above + "." + expected, true};
  if (seen.inner_stops.size() != 1) return std::nullopt;
  const std::string_view stems = seen.stem_pattern;
  const std::size_t stop = seen.inner_stops[0];
  if (!fits(above, stems.substr(0, stop))) return std::nullopt;
  const std::optional<int> general = last_digit(seen.general), digits = last_digit(seen.digits);
  const bool is_read = general == next % 10 || digits == next % 10;
  if ((is_read || (!general && !digits)) && fits(expected, stems.substr(stop)))
    return RowNumber{above + "." + expected, true};
  if (!digits && !general) return std::nullopt;
  return RowNumber{above + "." + std::to_string(general ? *general : *digits), false};
}

/// The numbers of a lower level, by the numbers above them. The engines fold I, II and III in these
/// too: where the count bears a number out, it stands against one that was surely read.
std::vector<RowNumber> with_parts(const std::vector<RowNumberEvidence>& column,
                                  std::vector<RowNumber> settled) {
  std::string above;
  int own = 0;
  for (std::size_t i = 0; i < column.size(); ++i) {
    const RowNumberEvidence& seen = column[i];
    const bool has_own = has_parts(seen), is_lower = is_lower_level(seen.general);
    const std::string numeral = without_stop(settled[i].text);
    if (!has_own && (from_arabic(numeral) || from_roman(numeral) || is_letter_numeral(numeral))) {
      above = numeral;
      own = 0;
      continue;
    }
    const bool is_sure = is_lower && seen.confidence >= kMinCertainConfidence;
    const std::optional<RowNumber> part = has_own ? part_under(seen, above, own + 1) : std::nullopt;
    if (part && (part->is_counted || !is_sure)) {
      settled[i] = *part;
    } else if (has_own && !is_sure && is_lower_level(seen.digits)) {
      settled[i].text = without_stop(seen.digits);
    }
    const std::string bare = without_stop(settled[i].text);
    if (const std::size_t stop = bare.rfind('.'); stop != std::string::npos)
      own = from_arabic(bare.substr(stop + 1)).value_or(own);
  }
  return settled;
}

/// One way to read the column so far: its last row leads to the ones above.
struct CountPath {
  RowCounts counts;
  int points = 0;
  std::size_t last = 0;  ///< in RowNumberSearch::steps_
};

/// The reading of the whole column with most points: a mistaken row cannot draw those below along.
class RowNumberSearch {
 public:
  explicit RowNumberSearch(const std::vector<RowNumberEvidence>& column) : column_(column) {}

  std::vector<RowNumber> run() {
    for (std::size_t row = 0; row < column_.size(); ++row) read_row(row);
    std::vector<RowNumber> out(column_.size());
    std::size_t step = paths_.front().last;
    for (std::size_t row = column_.size(); row-- > 0; step = steps_[step].above)
      out[row] = steps_[step].ordinal;
    return out;
  }

 private:
  static constexpr std::size_t kMaxPaths = 48;  ///< counts that are followed side by side
  static constexpr int kUnreadPoints = 2;       ///< points for what fits no count
  static constexpr int kLostDigitPoints = -4;   ///< points for a digit that nobody saw

  struct PathStep {
    RowNumber ordinal;
    std::size_t above = 0;
  };

  void read_row(std::size_t row) {
    const RowNumberEvidence& seen = column_[row];
    next_.clear();
    const bool stands = stands_as_read(seen);
    const std::vector<std::string> read =
        stands ? std::vector<std::string>() : readings(column_, row);
    for (const CountPath& path : paths_) {
      if (stands) {
        extend(path, seen.general, 0, false);
        continue;
      }
      for (const std::string& numeral : successors(path.counts)) {
        const bool lost = lost_its_first_digit(seen, path.counts) && from_arabic(numeral);
        const int points = lost ? support(seen, without_stop(seen.digits)) + kLostDigitPoints
                                : support(seen, numeral);
        extend(path, numeral, points, true);
      }
      for (const std::string& numeral : read) extend(path, numeral, support(seen, numeral), true);
      extend(path, best_guess(seen), kUnreadPoints, false);
    }
    keep_best();
  }

  void extend(const CountPath& path, const std::string& numeral, int points, bool counted) {
    CountPath longer = path;
    longer.points += points + (counted ? path.counts.points(numeral) : 0);
    if (counted) longer.counts.take(numeral);
    longer.last = steps_.size();
    steps_.push_back({{numeral, counted}, path.last});
    next_.push_back(longer);
  }

  /// Of paths with equal counts the best; of all the best few, in the order they were found.
  void keep_best() {
    std::ranges::stable_sort(next_, std::greater<>(), &CountPath::points);
    paths_.clear();
    for (const CountPath& path : next_) {
      const bool known = std::ranges::any_of(
          paths_, [&](const CountPath& better) { return better.counts == path.counts; });
      if (!known) paths_.push_back(path);
      if (paths_.size() == kMaxPaths) return;
    }
  }

  const std::vector<RowNumberEvidence>& column_;
  std::vector<PathStep> steps_{{}};
  std::vector<CountPath> paths_{{}}, next_;
};

}  // namespace

std::string format_roman_numeral(int number) {
  static constexpr std::array<const char*, 10> kUnits{"",  "I",  "II",  "III",  "IV",
                                                      "V", "VI", "VII", "VIII", "IX"};
  return std::string(static_cast<std::size_t>(std::max(number, 0)) / 10, 'X') +
         kUnits[static_cast<std::size_t>(std::max(number, 0)) % 10];
}

std::vector<RowNumber> resolve_row_numbers(const std::vector<RowNumberEvidence>& column) {
  std::vector<RowNumber> out = with_parts(column, RowNumberSearch(column).run());
  for (std::size_t i = 0; i < out.size(); ++i) {
    const bool stops = column[i].has_full_stop && (out[i].is_counted || !stands_as_read(column[i]));
    if (stops && !out[i].text.empty()) out[i].text += '.';
  }
  return out;
}

}  // namespace codau::ocr
