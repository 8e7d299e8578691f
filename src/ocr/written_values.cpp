#include "ocr/written_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>

#include "recogniser/ctc_decoder.h"
#include "text/letters.h"
#include "text/unicode.h"

namespace codau::ocr {
namespace {

constexpr std::size_t kMaxNumberDigits = 5;
/// Letters after a number that are read along: "/K".
constexpr std::size_t kLettersAfterNumber = 2;
/// None of the 97 numbers of hand/choose has a letter; of the made lines, one in seventeen has.
constexpr double kSuffixLetterPrior = 0.1;
// Logistic regression on hand/choose and tools/train/hand_lines/held.tsv, by
// tools/make_hand_calibration, with the network before the last run.
constexpr double kCalibrationSlope = 1.37, kCalibrationOffset = -0.26;
/// Of a value that a view lacks. A view that disagrees is outvoted, not decisive.
constexpr double kMinViewProbability = 1e-3;
/// The means of values sum to less than one if views disagree. This share of the rest counts
/// against all values. With 1, more right values rank below wrong ones; with 0, a value that hardly
/// any view reads is likely if it stands alone (docs/experiments/handwritten-numbers.md).
constexpr double kDisagreementShare = 0.1;
constexpr std::size_t kMaxLabelLetters = 5;  ///< of "Số:", with a letter too many
constexpr std::size_t kMaxGapLetters = 2;    ///< letters lost or added inside "ngày", "tháng"

bool is_key_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Reads a folded line from the left.
class KeyScanner {
 public:
  explicit KeyScanner(std::string_view key) : key_(key) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool is_end() const { return at_ == key_.size(); }
  [[nodiscard]] char peek() const { return is_end() ? '\0' : key_[at_]; }
  void advance() { ++at_; }
  /// Skips characters for which `skipped` holds.
  template <class Predicate>
  void skip(Predicate skipped) {
    while (!is_end() && skipped(peek())) ++at_;
  }
  void skip_blanks() {
    skip([](char c) { return c == ' ' || c == '.' || c == '_' || c == ','; });
  }
  /// Moves behind `first`, at most kMaxGapLetters letters, and `last`; from the next place where
  /// these stand. False, without moving, if they stand nowhere.
  bool find_word(std::string_view first, std::string_view last) {
    for (std::size_t i = key_.find(first, at_); i != key_.npos; i = key_.find(first, i + 1)) {
      const std::size_t body = i + first.size();
      const std::size_t end = key_.substr(0, body + kMaxGapLetters + last.size()).find(last, body);
      if (end == key_.npos) continue;
      begin_ = i;
      at_ = end + last.size();
      return true;
    }
    return false;
  }
  /// Where the word that find_word() found begins.
  [[nodiscard]] std::size_t word_begin() const { return begin_; }

 private:
  std::string_view key_;
  std::size_t at_ = 0, begin_ = 0;
};

/// The place [begin, end) without blanks at its ends.
ValuePlace trim(std::string_view key, std::size_t begin, std::size_t end) {
  const auto is_blank = [&](std::size_t i) {
    return std::string_view(" .,_").find(key[i]) != std::string_view::npos;
  };
  while (begin < end && is_blank(begin)) ++begin;
  while (begin < end && is_blank(end - 1)) --end;
  return {begin, end};
}

/// Skips "Số:", however it was read.
void skip_number_label(KeyScanner& scan, std::string_view key) {
  scan.skip([](char c) { return !text::is_ascii_digit(c) && !is_key_letter(c) && c != '*'; });
  const std::size_t colon =
      key.substr(0, scan.at() + kMaxLabelLetters).find_first_of(":;", scan.at());
  if (colon != key.npos) {
    while (scan.at() <= colon) scan.advance();
  } else if (scan.peek() == 's') {  // the second letter may be read as a figure
    scan.advance();
    if (std::string_view("o06").find(scan.peek()) != std::string_view::npos) scan.advance();
  } else if (scan.peek() == 'o') {
    scan.advance();
  }
}

/// Returns the place of the number behind its label; nothing if no notation follows.
std::optional<ValuePlace> find_number_behind_label(KeyScanner scan, std::string_view key) {
  scan.skip([](char c) { return c == ':' || c == ';' || c == ' '; });
  scan.skip_blanks();
  const std::size_t begin = scan.at();
  scan.skip([](char c) { return text::is_ascii_digit(c) || c == ' ' || c == '*'; });
  const std::size_t digits_end = scan.at();
  if (is_key_letter(scan.peek()) && digits_end > begin) {  // "12a/"
    scan.advance();
    if (scan.peek() == '/' || scan.peek() == '-') return trim(key, begin, scan.at());
  }
  scan.skip_blanks();
  const bool has_notation =
      scan.peek() == '/' || scan.peek() == '-' || (!scan.is_end() && is_key_letter(scan.peek()));
  if (!has_notation) return std::nullopt;
  return trim(key, begin, digits_end);
}

std::optional<std::vector<ValuePlace>> find_number(std::string_view key) {
  KeyScanner scan(key);
  skip_number_label(scan, key);
  const auto place = find_number_behind_label(scan, key);
  return place ? std::optional(std::vector{*place}) : std::nullopt;
}

std::optional<std::vector<ValuePlace>> find_day_and_month(std::string_view key) {
  KeyScanner scan(key);
  if (!scan.find_word("ng", "y")) return std::nullopt;
  const std::size_t day = scan.at();
  if (!scan.find_word("th", "ng")) return std::nullopt;
  const std::size_t day_end = scan.word_begin(), month = scan.at();
  if (!scan.find_word("n", "m")) return std::nullopt;
  return {{trim(key, day, day_end), trim(key, month, scan.word_begin())}};
}

/// A letter of the likeliest reading.
struct SeenLetter {
  std::size_t begin = 0, end = 0;  ///< steps
  std::size_t key_begin = 0;       ///< byte of the folded line
};

/// The likeliest class of each step, without repeats and blanks.
struct GreedyReading {
  std::string key;  ///< folded
  std::vector<SeenLetter> letters;

  /// Returns the first letter at or after a byte of the key; letters.size() if there is none.
  [[nodiscard]] std::size_t letter_at(std::size_t byte) const {
    const auto first = std::ranges::partition_point(
        letters, [&](const SeenLetter& letter) { return letter.key_begin < byte; });
    return static_cast<std::size_t>(first - letters.begin());
  }
};

std::vector<std::string> fold_classes(const recogniser::LineNetwork& network) {
  std::vector<std::string> out;
  for (const std::string& text : network.texts())
    out.push_back(text::to_lower(text::strip_diacritics(text)));
  return out;
}

GreedyReading decode_greedily(const recogniser::Probabilities& probabilities, std::size_t blank,
                              const std::vector<std::string>& folded) {
  GreedyReading out;
  std::size_t before = blank;
  for (std::size_t step = 0; step < probabilities.steps(); ++step) {
    const auto row = probabilities.at(step);
    const auto best = static_cast<std::size_t>(std::ranges::max_element(row) - row.begin());
    if (best == before && best != blank) out.letters.back().end = step + 1;
    if (best != before && best != blank) {
      out.letters.push_back({step, step + 1, out.key.size()});
      out.key += folded[best];
    }
    before = best;
  }
  return out;
}

/// Returns the value without inner blanks; nothing if it cannot be one of its place. `place`: its
/// index in find_values().
std::optional<std::string> check_value(std::string_view printed, WrittenLine kind,
                                       std::size_t place) {
  std::string out(printed);
  std::erase(out, ' ');
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(out, text::is_ascii_digit));
  if (out.empty()) return out;
  if (kind == WrittenLine::kNumber) {
    const bool ends_with_letter = is_key_letter(out.back());
    const bool is_number = digits > 0 && digits <= kMaxNumberDigits &&
                           digits + (ends_with_letter ? 1U : 0U) == out.size();
    return is_number ? std::optional(out) : std::nullopt;
  }
  if (digits != out.size() || digits > 2) return std::nullopt;
  const int value = std::stoi(out);
  return value >= 1 && value <= (place == 0 ? 31 : 12) ? std::optional(out) : std::nullopt;
}

void add_value(std::vector<WrittenValue>& values, const std::string& text, double probability) {
  const auto same = std::ranges::find(values, text, &WrittenValue::text);
  if (same != values.end())
    same->probability += probability;
  else
    values.push_back({text, probability});
}

}  // namespace

std::optional<std::vector<ValuePlace>> find_values(std::string_view key, WrittenLine kind) {
  return kind == WrittenLine::kNumber ? find_number(key) : find_day_and_month(key);
}

namespace {

/// Reads the places of a line in one view; see read_written_values().
class ViewReader {
 public:
  ViewReader(const recogniser::LineNetwork& network, const std::vector<std::string>& folded,
             const recogniser::Probabilities& probabilities, WrittenLine kind)
      : network_(network),
        folded_(folded),
        probabilities_(probabilities),
        kind_(kind),
        likeliest_(decode_greedily(probabilities, network.blank(), folded)) {}

  [[nodiscard]] std::vector<WrittenPlace> read() const {
    const auto places = find_values(likeliest_.key, kind_);
    if (!places) return {};
    std::vector<WrittenPlace> out;
    for (const ValuePlace& place : *places) {
      out.push_back(find_place(place));
      out.back().values = read_values(place, out.size() - 1);
    }
    return out;
  }

 private:
  [[nodiscard]] std::size_t step_after(std::size_t letter) const {
    return letter < likeliest_.letters.size() ? likeliest_.letters[letter].begin
                                              : probabilities_.steps();
  }
  [[nodiscard]] std::size_t step_before(std::size_t letter) const {
    return letter == 0 ? 0 : likeliest_.letters[letter - 1].end;
  }

  [[nodiscard]] WrittenPlace find_place(const ValuePlace& place) const {
    WrittenPlace out;
    const std::size_t first = likeliest_.letter_at(place.begin),
                      last = likeliest_.letter_at(place.end);
    const std::size_t left = step_before(first), right = step_after(last);
    const bool is_blank = first >= last;
    const auto share = [&](std::size_t step) {
      return static_cast<double>(step) / static_cast<double>(probabilities_.steps());
    };
    out.begin = share(is_blank ? left : (left + likeliest_.letters[first].begin) / 2);
    out.end = share(is_blank ? right : (likeliest_.letters[last - 1].end + right + 1) / 2);
    const std::size_t sign = likeliest_.key.find_first_not_of(' ', place.end);
    if (sign != std::string::npos && (likeliest_.key[sign] == '/' || likeliest_.key[sign] == '-'))
      out.sign_after = likeliest_.key[sign];
    return out;
  }

  /// Returns the values of a place, in no order. Only the place is decoded, a number with what
  /// follows: further away, every letter in doubt would split the readings.
  [[nodiscard]] std::vector<WrittenValue> read_values(const ValuePlace& place,
                                                      std::size_t index) const {
    const bool is_number = kind_ == WrittenLine::kNumber;
    const std::size_t begin = step_before(likeliest_.letter_at(place.begin)),
                      end = step_after(likeliest_.letter_at(place.end) +
                                       (is_number ? kLettersAfterNumber : 0));
    std::vector<WrittenValue> out;
    double total = 0;
    for (const recogniser::CtcHypothesis& hypothesis :
         recogniser::decode_steps(probabilities_, network_.blank(), begin, end)) {
      std::string key;
      for (const std::uint16_t of_class : hypothesis.classes) key += folded_[of_class];
      const auto found = is_number ? find_number_behind_label(KeyScanner(key), key)
                                   : std::optional(trim(key, 0, key.size()));
      const auto value =
          found ? check_value(std::string_view(key).substr(found->begin, found->end - found->begin),
                              kind_, index)
                : std::nullopt;
      const bool has_letter = value && !value->empty() && is_key_letter(value->back());
      const double probability =
          std::exp(hypothesis.log_probability) * (has_letter ? kSuffixLetterPrior : 1);
      total += probability;
      if (value) add_value(out, *value, probability);
    }
    for (WrittenValue& value : out) value.probability /= total;
    return out;
  }

  const recogniser::LineNetwork& network_;
  const std::vector<std::string>& folded_;
  const recogniser::Probabilities& probabilities_;
  WrittenLine kind_;
  GreedyReading likeliest_;
};

/// Returns the normalised geometric means of the probabilities of values, likeliest first. `views`:
/// the values of a place by view.
std::vector<WrittenValue> combine_views(const std::vector<std::vector<WrittenValue>>& views) {
  std::vector<WrittenValue> out;
  for (const auto& values : views) {
    for (const WrittenValue& value : values) add_value(out, value.text, 0);
  }
  double total = 0;
  for (WrittenValue& value : out) {
    double logs = 0;
    for (const auto& values : views) {
      const auto same = std::ranges::find(values, value.text, &WrittenValue::text);
      logs += std::log(std::max(same == values.end() ? 0 : same->probability, kMinViewProbability));
    }
    value.probability = std::exp(logs / static_cast<double>(views.size()));
    total += value.probability;
  }
  const double whole = total + kDisagreementShare * std::max(0.0, 1 - total);
  for (WrittenValue& value : out) value.probability /= whole;
  std::ranges::stable_sort(out, std::greater<>(), &WrittenValue::probability);
  return out;
}

/// Replaces the probability of the likeliest value by the share of such values that are right.
/// Scales the others to the rest.
void calibrate(std::vector<WrittenValue>& values) {
  if (values.empty()) return;
  const double seen =
      std::clamp(values.front().probability, kMinViewProbability, 1 - kMinViewProbability);
  const double right =
      1 / (1 + std::exp(-(kCalibrationSlope * std::log(seen / (1 - seen)) + kCalibrationOffset)));
  for (WrittenValue& value : values) value.probability *= (1 - right) / (1 - seen);
  values.front().probability = right;
}

}  // namespace

std::vector<WrittenPlace> read_written_values(const recogniser::LineNetwork& network,
                                              std::span<const recogniser::Probabilities> views,
                                              WrittenLine kind) {
  const std::vector<std::string> folded = fold_classes(network);
  std::vector<WrittenPlace> out;
  std::vector<std::vector<std::vector<WrittenValue>>> values;  // by place and view
  for (const recogniser::Probabilities& view : views) {
    std::vector<WrittenPlace> places = ViewReader(network, folded, view, kind).read();
    values.resize(std::max(values.size(), places.size()));
    for (std::size_t i = 0; i < places.size(); ++i) values[i].push_back(places[i].values);
    if (out.empty()) out = std::move(places);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].values = combine_views(values[i]);
    calibrate(out[i].values);
  }
  return out;
}

}  // namespace codau::ocr
