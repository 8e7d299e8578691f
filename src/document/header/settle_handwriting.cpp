#include "document/header/settle_handwriting.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "document/header/header_input.h"
#include "document/words/calendar.h"
#include "document/words/pattern.h"
#include "text/numerals.h"
#include "text/text_document.h"

namespace codau::document {
namespace {

/// Confidence of a value that the network for handwriting read. Above it stand 176 values of
/// hand/choose and tools/train/hand_lines/held.tsv, one of them wrong. Above 0.95, two of 181 are
/// wrong (docs/experiments/handwritten-numbers.md).
constexpr double kMinHandConfidence = 0.96;
constexpr double kTyped = 0.9;   ///< confidence of a number that stands apart from its notation
constexpr double kGlued = 0.6;   ///< of one that was read as one word with it
constexpr double kLevel = 0.5;   ///< of either where it stands level with the type beside it
constexpr double kTiny = 1e-12;  ///< no division by zero
constexpr std::int32_t kTwelfth = 12;  ///< type stands as level as that

using Choices = std::vector<OcrAlternative>;

double middle(const PageBox& box) { return (box.left + box.right) / 2.0; }

/// How far lines of a page fall for each pixel to the right: the middle one of its long lines.
double slope_of(const TextDocument& document, const TextPage& page) {
  constexpr std::uint32_t kLong = 6;  // words
  std::vector<double> slopes;
  for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
    const IndexRange words = document.lines[i].words;
    if (words.size() < kLong) continue;
    const PageBox first = text::rotate_upright(document.scanned_word(words.begin).box, page),
                  last = text::rotate_upright(document.scanned_word(words.end - 1).box, page);
    const double fall = (last.top + last.bottom - first.top - first.bottom) / 2.0;
    if (middle(last) > middle(first)) slopes.push_back(fall / (middle(last) - middle(first)));
  }
  return median(std::move(slopes));
}

/// True when two edges of words lie on one line of type, to a twelfth of its height.
bool is_level(std::int32_t a, std::int32_t b, std::int32_t height) {
  return height > 0 && std::abs(a - b) * kTwelfth <= height;
}

/// The words of a document by their numbers.
class Words {
 public:
  explicit Words(const RestoredDocument& input) : text_(input.after) {
    if (text_.pages.empty()) return;
    page_ = &text_.pages[0];
    slope_ = slope_of(text_, *page_);
  }

  /// Where a word stands when its page is turned to be read and its lines are level.
  [[nodiscard]] PageBox box(std::size_t word) const {
    const PageBox printed = text_.scanned_word(word).box;
    if (page_ == nullptr) return printed;
    PageBox out = text::rotate_upright(printed, *page_);
    const auto fall = static_cast<std::int32_t>(std::lround(middle(out) * slope_));
    out.top -= fall;
    out.bottom -= fall;
    return out;
  }

  /// The words that lie in a part of the text.
  [[nodiscard]] std::vector<std::size_t> in(ByteRange where) const {
    std::vector<std::size_t> out;
    for (std::size_t i = first_behind(where.begin);
         i < text_.words.size() && text_.words[i].begin < where.end; ++i)
      out.push_back(i);
    return out;
  }
  [[nodiscard]] std::optional<std::size_t> behind(ByteRange where) const {
    const auto word = std::ranges::partition_point(
        text_.words, [&](ByteRange one) { return one.begin < where.end; });
    if (word == text_.words.end()) return std::nullopt;
    return static_cast<std::size_t>(word - text_.words.begin());
  }
  [[nodiscard]] std::string_view of(std::size_t word) const {
    return slice(text_.text, text_.words[word]);
  }
  /// Whether its first figures do not look like type.
  [[nodiscard]] bool is_by_hand(std::size_t word) const {
    return text_.scanned_word(word).is_handwritten;
  }
  /// Returns what a word may be that the network for handwriting read; nothing for any other word.
  [[nodiscard]] Choices choices(std::size_t word) const {
    const ScannedWord& scanned = text_.scanned_word(word);
    if (!scanned.is_handwritten || has_ink_beside(word)) return {};
    Choices out{{std::string(of(word)), scanned.confidence}};
    out.insert(out.end(), scanned.alternatives.begin(), scanned.alternatives.end());
    return out;
  }
  /// Returns whether unread ink stands beside a word: the word may be a part of a number.
  [[nodiscard]] bool has_ink_beside(std::size_t word) const {
    return text_.scanned_word(word).has_unread_ink_after ||
           (word > 0 && text_.scanned_word(word - 1).has_unread_ink_after);
  }
  [[nodiscard]] std::optional<std::size_t> before(ByteRange where) const {
    const std::size_t word = first_behind(where.begin);
    return word == 0 ? std::nullopt : std::optional(word - 1);
  }

 private:
  [[nodiscard]] std::size_t first_behind(std::uint32_t byte) const {
    const auto word =
        std::ranges::partition_point(text_.words, [&](ByteRange one) { return one.end <= byte; });
    return static_cast<std::size_t>(word - text_.words.begin());
  }

  const TextDocument& text_;
  const TextPage* page_ = nullptr;  ///< the first, which holds number and date
  double slope_ = 0;                ///< of its lines
};

/// Returns what the only handwritten word of a part may be; nothing unless there is exactly one
/// that was read.
Choices find_choices(const Words& words, const std::vector<std::size_t>& part) {
  Choices out;
  for (const std::size_t word : part) {
    if (!words.is_by_hand(word)) continue;
    if (!out.empty()) return {};
    out = words.choices(word);
    if (out.empty()) return {};
  }
  return out;
}

/// A value that was chosen.
struct Chosen {
  std::string value;
  double confidence = 0;
  bool is_named = false;
};

/// Returns the likeliest choice after the witnesses were heard. `hear`: the Testimony on a choice.
/// What none of the choices is keeps its probability. Precondition: there is a choice.
template <class Hear>
Chosen choose(const Choices& choices, Hear hear) {
  Chosen best;
  double rest = 1, total = 0, most = -1;
  for (const OcrAlternative& choice : choices) {
    const Testimony testimony = hear(choice.text);
    const double weight = choice.probability * testimony.likelihood_ratio;
    rest -= choice.probability;
    total += weight;
    if (weight <= most) continue;
    most = weight;
    best = {choice.text, 0, testimony.is_named};
  }
  best.confidence = most / std::max(total + std::max(rest, 0.0), kTiny);
  return best;
}

/// Faint type is read with little confidence too, but it stands level with its neighbours.
bool is_written_number(const Words& words, const Field<std::string>& number) {
  const auto read = words.in(number.source);
  if (read.empty()) return false;
  if (words.is_by_hand(read.front()) || words.has_ink_beside(read.front())) return true;
  const PageBox here = words.box(read.front());
  if (words.of(read.front()).find('/') != std::string_view::npos) {
    const auto mark = words.before(number.source);  // "Số:"
    const bool level = mark && is_level(here.bottom, words.box(*mark).bottom, height_of(here));
    return number.confidence < (level ? kLevel : kGlued);
  }
  const auto notation = words.behind(number.source);
  static const Pattern kNotation(R"(/|\p{Lu}[\p{L}&]*-\p{Lu})");  // the stroke may be written over
  if (!notation || !kNotation.at_start(words.of(*notation))) return false;
  const PageBox typed = words.box(*notation);
  const bool level = is_level(here.bottom, typed.bottom, height_of(typed)) &&
                     is_level(here.top, typed.top, height_of(typed));
  return number.confidence < (level ? kLevel : kTyped);
}

/// Where in a date the words for day and month begin: "ngày 05 tháng 3 năm 2018".
struct DateWords {
  std::vector<std::size_t> day, month;
  std::optional<std::size_t> year;
};

DateWords parts_of(const Words& words, ByteRange date) {
  static const Pattern kYear(R"([^0-9]*(?:19|20)\d\d[^0-9]*)"), kDay(R"(ng.{1,2}y)"),
      kGrown(R"(ngay\S{0,2})"), kMonth(R"(th.{1,2}ng)");
  DateWords out;
  bool is_day = false, is_month = false;
  for (const std::size_t word : words.in(date)) {
    const std::string key = fold(words.of(word));
    if (kYear.is_full_match(key)) {
      out.year = word;
      break;
    }
    if (!is_day && kDay.is_full_match(key)) {
      is_day = true;
      continue;
    }
    is_day = is_day || kGrown.is_full_match(key);  // "ngàyà": grown together with what follows
    if (!is_day) continue;
    const bool names_month = kMonth.find(key).has_value();
    const bool has_digit = key.find_first_of("0123456789") != std::string::npos;
    if (!names_month || has_digit) (is_month ? out.month : out.day).push_back(word);
    is_month = is_month || names_month;
  }
  return out;
}

/// True when one of the words that hold a part of a date was written by hand: its ink tells, or it
/// grew together with a typed one ("04tháng").
bool is_written(const Words& words, const std::vector<std::size_t>& part) {
  static const Pattern kPlain("nam|thang"), kGrown(R"(\d+[a-z]{3,}|[a-z]{3,}\d+)");
  return std::ranges::any_of(part, [&](std::size_t word) {
    const std::string key = fold(words.of(word));
    if (kPlain.is_full_match(key)) return false;
    return words.is_by_hand(word) || words.has_ink_beside(word) || kGrown.find(key);
  });
}

/// Keeps or removes the number.
void settle_number(const Words& words, const HandWitnesses& witnesses, Header& header,
                   std::vector<std::string>& flags) {
  if (!header.code_number || header.code_number->source.empty()) return;
  Field<std::string>& number = *header.code_number;
  const auto part = words.in(number.source);
  const Choices choices = find_choices(words, part);
  if (!choices.empty()) {
    const Chosen chosen =
        choose(choices, [&](std::string_view text) { return hear_number(witnesses, text); });
    if (chosen.confidence >= kMinHandConfidence) {
      number.value = chosen.value;
      number.confidence = chosen.confidence;
      number.basis = Basis::kHand;
      add_reason(flags, chosen.is_named ? "NUMBER_HAND_NAMED" : "NUMBER_HAND");
      for (const char* code : {"NUMBER_UNSURE", "NUMBER_PROPOSED"}) std::erase(flags, code);
      return;
    }
  }
  const bool is_read = number.basis == Basis::kRead || !choices.empty();
  if (!is_read || !is_written_number(words, number)) return;
  header.code_number.reset();
  add_reason(flags, "NUMBER_BLANK");
}

/// Day or month of a date.
struct WrittenPart {
  std::size_t at = 0;    ///< of its two digits in the EDTF date
  Choices choices;       ///< nothing if it is typed or was not read
  bool is_open = false;  ///< handwritten, and not read
};

/// Returns what the witnesses say of a date with `value` in the place of `part`.
Testimony hear_part(const HandWitnesses& witnesses, std::string edtf, const WrittenPart& part,
                    std::string_view value) {
  edtf.replace(part.at, 2, text::pad_to_two(value));
  if (edtf.find('X') != std::string::npos) return {};
  const auto number = [&](std::size_t at, std::size_t size) {
    return text::parse_whole_number(std::string_view(edtf).substr(at, size)).value_or(0);
  };
  const auto day = days_from_civil(number(0, 4), number(5, 2), number(8, 2));
  return day ? hear_day(witnesses, *day) : Testimony{0, false};
}

/// Keeps or removes day and month.
void settle_date(const Words& words, const HandWitnesses& witnesses, Header& header,
                 std::vector<std::string>& flags) {
  constexpr std::size_t kEdtfSize = 10;
  if (!header.issued_edtf || header.issued_edtf->source.empty() ||
      header.issued_edtf->value.size() != kEdtfSize)
    return;
  const DateWords date = parts_of(words, header.issued_edtf->source);
  if (!date.year || height_of(words.box(*date.year)) <= 0) return;
  std::string& edtf = header.issued_edtf->value;
  WrittenPart day{8, find_choices(words, date.day)}, month{5, find_choices(words, date.month)};
  day.is_open = day.choices.empty() && is_written(words, date.day);
  month.is_open = month.choices.empty() && is_written(words, date.month);
  bool is_partial = false, is_named = false;
  double least = 1;
  for (const WrittenPart* part : {&month, &day}) {
    if (part->is_open) edtf.replace(part->at, 2, "XX");
    is_partial |= part->is_open;
    if (part->choices.empty()) continue;
    const Chosen chosen = choose(part->choices, [&](std::string_view value) {
      return hear_part(witnesses, edtf, *part, value);
    });
    const bool is_sure = chosen.confidence >= kMinHandConfidence;
    edtf.replace(part->at, 2, is_sure ? text::pad_to_two(chosen.value) : "XX");
    is_partial |= !is_sure;
    is_named |= chosen.is_named;
    least = std::min(least, chosen.confidence);
  }
  if (is_partial) {
    header.issued_edtf->basis = Basis::kRead;
    add_reason(flags, "DATE_PARTIAL");
  } else if (!day.choices.empty() || !month.choices.empty()) {
    header.issued_edtf->confidence = std::min(header.issued_edtf->confidence, least);
    header.issued_edtf->basis = Basis::kHand;
    add_reason(flags, is_named ? "DATE_HAND_NAMED" : "DATE_HAND");
    std::erase(flags, "DATE_UNSURE");
  }
}

}  // namespace

void settle_handwriting(const RestoredDocument& input, const HandWitnesses& witnesses,
                        Header& header, std::vector<std::string>& flags) {
  const Words words(input);
  settle_number(words, witnesses, header, flags);
  settle_date(words, witnesses, header, flags);
}

}  // namespace codau::document
