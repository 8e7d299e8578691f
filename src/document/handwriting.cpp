#include "document/handwriting.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "document/head.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

constexpr double kTyped = 0.9;      ///< confidence of a number that stands apart from its notation
constexpr double kGlued = 0.6;      ///< of one that was read as one word with it
constexpr std::int32_t kFifth = 5;  ///< a fifth of the typed height is more than type ever differs

std::int32_t height(const Box& box) { return box.bottom - box.top; }
double middle(const Box& box) { return (box.left + box.right) / 2.0; }

/// How far lines of a page fall for each pixel to the right: the middle one of its long lines.
double slope_of(const TextDocument& document, const TextPage& page) {
  constexpr std::uint32_t kLong = 6;  // words
  std::vector<double> slopes;
  for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
    const Items words = document.lines[i].words;
    if (words.size() < kLong) continue;
    const Box &first = document.words[words.begin].box, &last = document.words[words.end - 1].box;
    const double fall = (last.top + last.bottom - first.top - first.bottom) / 2.0;
    if (middle(last) > middle(first)) slopes.push_back(fall / (middle(last) - middle(first)));
  }
  if (slopes.empty()) return 0;
  const auto at = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
  std::ranges::nth_element(slopes, at);
  return *at;
}

/// True when a word stands out of the typed line that `typed` is of. On a page that lies askew the
/// line rises or falls between the two.
bool stands_out(const Box& word, const Box& typed, double slope) {
  if (height(typed) <= 0) return false;
  const std::int32_t most = height(typed) / kFifth + 1;
  const auto rise = static_cast<std::int32_t>(std::lround((middle(word) - middle(typed)) * slope));
  return height(word) > height(typed) + most || word.top - rise < typed.top - most ||
         word.bottom - rise > typed.bottom + most;
}

class Words {
 public:
  explicit Words(const RestoredDocument& input)
      : text_(input.after.text), words_(input.after.words) {
    if (!input.after.pages.empty()) slope_ = slope_of(input.after, input.after.pages[0]);
  }

  /// The words that lie in a part of the text.
  [[nodiscard]] std::vector<const TextWord*> in(Bytes where) const {
    std::vector<const TextWord*> out;
    auto word = std::ranges::partition_point(
        words_, [&](const TextWord& one) { return one.text.end <= where.begin; });
    for (; word != words_.end() && word->text.begin < where.end; ++word) out.push_back(&*word);
    return out;
  }
  [[nodiscard]] const TextWord* behind(Bytes where) const {
    const auto word = std::ranges::partition_point(
        words_, [&](const TextWord& one) { return one.text.begin < where.end; });
    return word == words_.end() ? nullptr : &*word;
  }
  [[nodiscard]] std::string_view of(const TextWord& word) const { return slice(text_, word.text); }
  [[nodiscard]] bool stand_out(const TextWord& word, const TextWord& typed) const {
    return stands_out(word.box, typed.box, slope_);
  }

 private:
  std::string_view text_;
  const std::vector<TextWord>& words_;
  double slope_ = 0;  ///< of the first page, which holds number and date
};

bool is_written_number(const Words& words, const Field<std::string>& number) {
  const auto read = words.in(number.source);
  if (read.empty()) return false;
  const std::string_view whole = words.of(*read.front());
  if (whole.find('/') != std::string_view::npos) return number.confidence < kGlued;
  const TextWord* notation = words.behind(number.source);
  if (notation == nullptr || !words.of(*notation).starts_with("/")) return false;
  return number.confidence < kTyped || words.stand_out(*read.front(), *notation);
}

/// Where in a date the words for day and month begin: "ngày 05 tháng 3 năm 2018".
struct DateWords {
  std::vector<const TextWord*> day, month;
  const TextWord* year = nullptr;
};

DateWords parts_of(const Words& words, Bytes date) {
  static const Pattern kYear(R"([^0-9]*(?:19|20)\d\d[^0-9]*)"), kDay(R"(ng.{1,2}y)"),
      kMonth(R"(thang|thdng)");
  DateWords out;
  bool is_day = false, is_month = false;
  for (const TextWord* word : words.in(date)) {
    const std::string key = fold(words.of(*word));
    if (kYear.fits(key)) {
      out.year = word;
      break;
    }
    if (!is_day && kDay.fits(key)) {
      is_day = true;
      continue;
    }
    is_day = is_day || kDay.at_start(key);  // "ngàyà": grown together with what follows
    if (!is_day) continue;
    const bool names_month = kMonth.find(key).has_value();
    const bool has_digit = key.find_first_of("0123456789") != std::string::npos;
    if (!names_month || has_digit) (is_month ? out.month : out.day).push_back(word);
    is_month = is_month || names_month;
  }
  return out;
}

/// True when one of the words that hold a part of a date was written by hand: it stands out, or it
/// grew together with a typed one ("04tháng").
bool is_written(const Words& words, const std::vector<const TextWord*>& part,
                const TextWord& typed) {
  static const Pattern kPlain("nam|thang"), kGrown(R"(\d+[a-z]{3,}|[a-z]{3,}\d+)");
  return std::ranges::any_of(part, [&](const TextWord* word) {
    const std::string key = fold(words.of(*word));
    if (kPlain.fits(key)) return false;
    return kGrown.find(key) || words.stand_out(*word, typed);
  });
}

}  // namespace

void drop_handwriting(const RestoredDocument& input, Document& document) {
  const Words words(input);
  Header& header = document.header;
  const bool has_number = header.code_number && header.code_number->basis == Basis::kRead &&
                          !header.code_number->source.empty();
  if (has_number && is_written_number(words, *header.code_number)) {
    header.code_number.reset();
    add_reason(document.flags, "NUMBER_BLANK");
  }
  if (!header.issued_edtf || header.issued_edtf->source.empty()) return;
  const DateWords date = parts_of(words, header.issued_edtf->source);
  if (date.year == nullptr || height(date.year->box) <= 0) return;
  std::string& edtf = header.issued_edtf->value;
  const std::string printed = edtf;
  if (is_written(words, date.day, *date.year)) edtf.replace(8, 2, "XX");
  if (is_written(words, date.month, *date.year)) edtf.replace(5, 2, "XX");
  if (edtf == printed) return;
  header.issued_edtf->basis = Basis::kRead;
  add_reason(document.flags, "DATE_PARTIAL");
}

}  // namespace codau::document
