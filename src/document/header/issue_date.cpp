#include "document/header/issue_date.h"

#include "document/deadlines/deadline.h"
#include "document/deadlines/digit_repair.h"
#include "document/words/calendar.h"
#include "document/words/pattern.h"
#include "document/words/strip_specks.h"
#include "text/numerals.h"
#include "text/syllable.h"

namespace codau::document {
namespace {

struct DatePart {
  std::int32_t value = 0;  ///< 0: blank or unreadable
  std::size_t digits = 0;
  bool damaged = false;  ///< letters read as the digits they look like: "/2" is 12, "OL" is 01
  bool guessed = false;  ///< no letter of it was read as a digit
};

DatePart read_part(std::string_view printed) {
  DatePart out;
  std::string digits;
  while (!printed.empty() &&
         std::string_view("])}'.,").find(printed.back()) != std::string_view::npos)
    printed.remove_suffix(1);
  for (const char c : printed) {
    const bool is_one = std::string_view("/|l!i").find(c) != std::string_view::npos;
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !is_one && c != 'o') return {};
    digits += is_one ? '1' : c == 'o' ? '0' : c;
    out.damaged = out.damaged || !is_digit;
    out.guessed = out.digits++ == 0 ? !is_digit : out.guessed && !is_digit;
  }
  if (out.damaged && digits.size() == 1) return {};  // a printed day or month has two there
  out.value = text::parse_whole_number(digits).value_or(0);
  return out;
}

/// Where a place begins behind small letters that are no syllables: "wee Nghệ An", not "tp. Huế".
std::uint32_t behind_scraps(std::string_view place) {
  static const Pattern kSmall(R"(\s*(\p{Ll}+)\s+)");
  std::uint32_t at = 0;
  while (const auto word = kSmall.at_start(place.substr(at))) {
    if (text::is_legal_syllable(word->of(place.substr(at), 1))) break;
    at += word->whole().end;
  }
  return at;
}

/// The four digits of a year, those behind a stroke in "năm 12025".
DatePart read_year(std::string_view key, ByteRange printed) {
  if (!is_year_after_stroke(key.substr(printed.begin))) return read_part(slice(key, printed));
  DatePart out = read_part(key.substr(printed.begin + 1, 4));
  out.damaged = true;
  return out;
}

class IssueDateReader {
 public:
  explicit IssueDateReader(const HeaderInput& input) : input_(input) {}

  IssueDate read() {
    if (!read_head() && !read_appendix() && !read_closing()) add_reason(out_.flags, "DATE_MISSING");
    return std::move(out_);
  }

 private:
  bool read_head() {
    static const Pattern kWritten(
        R"(,?\s*ng.{1,2}y\s*(?:[._…]{4,}|([^\s,]{0,3}?))(?:[\s,]*|\s[^a-z0-9]{1,4})[^\s,]?)"
        R"(th.{0,2}a?ng\s*(?:[._…]{4,}|([^\s,]{0,3}?))[\s,]*nam\s*([^\s,]{0,4}))");
    static const Pattern kSlashes(
        R"(,\s*(?:ngay\s*)?(\d{0,2})[\s._…]*/[\s._…]*(\d{0,2})[\s._…]*/\s*((?:19|20)\d\d))");
    static const Pattern kMonth(R"(,()\s*thang\s*(\d{1,2})\s*[,/]?\s*(?:nam)?\s*((?:19|20)\d\d)$)");
    for (const Pattern* pattern : {&kWritten, &kSlashes, &kMonth}) {
      for (const PrintedLine& line : input_.lines) {
        if (line.zone != LineZone::kHead) continue;
        const auto match = pattern->find(line.passage.key);
        if (!match) continue;
        take_place(line.passage, *match);
        take_date(line.passage, *match);
        return true;
      }
    }
    return false;
  }

  /// "(Kèm theo Kế hoạch số /KH-UBND ngày / /2024 …)": the year may be all that is known (12.13).
  bool read_appendix() {
    static const Pattern kPattern(
        R"(\bso\s*\d{0,5}[a-z]?\s*[/-]\s*[a-z/-]+,?\s+ngay\s*(\d{0,2}?)\s*(?:/|-|)"
        R"(thang)?\s*(\d{0,2})\s*(?:/|-|nam)\s*(\d{4}))");
    for (const SectionNode& node : input_.nodes) {
      if (node.section.kind != SectionKind::kAppendix) continue;
      const auto match = kPattern.find(node.text.key);
      if (!match) continue;
      take_date(node.text, *match);
      return true;
    }
    return false;
  }

  /// "Kon Tum, ngày 17 tháng 11 năm 2012" alone in a line of the last ones above the signature.
  bool read_closing() {
    static const Pattern kDate(
        R"((?:[^,;:.]{2,40},\s*)?ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*((?:19|20)\d\d)[^a-z0-9]{0,3})");
    constexpr std::size_t kAbove = 6;
    const auto& lines = input_.lines;
    const auto signature = std::ranges::find(lines, LineZone::kSignature, &PrintedLine::zone);
    const auto at = static_cast<std::size_t>(signature - lines.begin());
    for (std::size_t i = at - std::min(at, kAbove); i < std::min(at + kAbove, lines.size()); ++i) {
      const Passage& line = lines[i].passage;
      const auto match = lines[i].zone == LineZone::kHead || signature == lines.end()
                             ? std::nullopt
                             : kDate.at_start(line.key);
      if (!match || match->whole().size() != line.key.size()) continue;
      take_date(line, *match);
      return true;
    }
    return false;
  }

  void take_place(const Passage& line, const Match& match) {
    const std::string_view before = std::string_view(line.key).substr(0, match.whole().begin);
    static const Pattern kCode(R"(^.*/\s*\S+\s+)");
    const auto number = kCode.at_start(before);
    ByteRange place = line.in_text({number ? number->whole().end : 0, match.whole().begin});
    place.begin += behind_scraps(slice(line.text, place));
    out_.line = to_field(line, {place.begin, line.all().end});
    static const Pattern kSigns(R"([^\p{L}]*(\p{L}))");  // "- An Giang"; all of "....., ngày 12 …"
    const auto first = kSigns.at_start(slice(line.text, place));
    if (!first || line.key[match.whole().begin] != ',') return;
    place.begin += first->groups[1]->begin;
    out_.place = to_field(line, place);
  }

  /// Groups 1, 2, 3 of the match are day, month, year.
  void take_date(const Passage& line, const Match& match) {
    DatePart d = read_part(match.of(line.key, 1)), m = read_part(match.of(line.key, 2));
    const DatePart y = read_year(line.key, *match.groups[3]);
    const std::int32_t year = y.value >= 1900 && y.value < 2100 ? y.value : 0;  // no law is older
    if (d.value == 0 && m.value == 0 && year == 0) return add_reason(out_.flags, "DATE_MISSING");
    if (d.value > 31 || m.value > 12) {  // no day or month: not read
      refuse(line, match, year);
      (d.value > 31 ? d : m) = {};
    }
    const bool is_full = d.value > 0 && m.value > 0 && year > 0;
    if (is_full && !days_from_civil(year, m.value, d.value)) return refuse(line, match, year);
    const std::string edtf = (year > 0 ? std::to_string(year) : "XXXX") + "-" +
                             (m.value > 0 ? text::pad_to_two(std::to_string(m.value)) : "XX") +
                             "-" + (d.value > 0 ? text::pad_to_two(std::to_string(d.value)) : "XX");
    const bool damaged = d.damaged || m.damaged || y.damaged;
    // A digit that is sure and the law's count of digits (3.5) settle the other: it is what is
    // printed.
    const bool guessed = d.guessed || m.guessed || y.guessed;
    out_.edtf = Field<std::string>{edtf, line.in_document(line.in_text(match.whole())),
                                   damaged ? kProposedConfidence : 1,
                                   guessed ? Basis::kInferred : Basis::kRead};
    if (!is_full) add_reason(out_.flags, "DATE_PARTIAL");
    const bool padded_day = d.digits == 2 || d.value == 0;
    const bool padded_month = m.value == 0 || m.value > 9 || (m.value <= 2) == (m.digits == 2);
    if (!padded_day || !padded_month || damaged) add_reason(out_.flags, "DATE_PADDING");
  }

  /// A date that no calendar has (6.7).
  void refuse(const Passage& line, const Match& match, std::int32_t year) {
    add_reason(out_.flags, "DATE_INVALID");
    const PrintedDay printed{line.in_text(*match.groups[1]), line.in_text(*match.groups[2])};
    out_.proposed = propose_digit_repair(line.text, printed, year, {});
    if (out_.proposed) out_.proposed->in = line.in_document(out_.proposed->in);
  }

  const HeaderInput& input_;
  IssueDate out_;
};

}  // namespace

IssueDate read_issue_date(const HeaderInput& input) { return IssueDateReader(input).read(); }

}  // namespace codau::document
