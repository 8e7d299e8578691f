#include <algorithm>
#include <array>
#include <string_view>

#include "document/deadlines/deadline_builders.h"
#include "document/words/form_patterns.h"
#include "document/words/working_days.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

using enum DeadlineKind;

DueOp find_event_op(std::string_view word) {
  return word.starts_with("truoc") ? DueOp::kBefore
         : word.starts_with("sau") ? DueOp::kAfter
                                   : DueOp::kOn;
}

/// "Trước ngày 15/6, muộn nhất 3 ngày" has a date in it and is no event.
FoundDeadlines read_event(const RuleMatch& seen) {
  static const Pattern kDayAndMonth(R"(\d ?/ ?\d)");
  if (kDayAndMonth.find(seen.key(3))) return {};
  return {make_event(find_event_op(seen.key(2)), seen.text(3))};
}

/// "dịp 30/4 và 01/5", "trước ngày rằm tháng Giêng": a feast is named by its days.
FoundDeadlines read_feast(const RuleMatch& seen) {
  return {make_event(find_event_op(seen.key(2)), seen.text(3))};
}

FoundDeadlines read_around(const RuleMatch& seen) {
  Deadline out = make_event(std::nullopt, seen.text(2));
  out.note = "around";
  return {out};
}

/// True for an anchor that is the issue of this very plan (standards 13.6).
bool is_issue(std::string_view anchor) {
  static const Pattern kIssue(
      R"((?:ngay |thoi diem |thoi gian )?(?:ky(?:,)?(?: ban hanh)?|ban hanh)(?: ke hoach(?: nay)?)?|)"
      R"((?:ngay )?ke hoach(?: nay)? (?:duoc |co )?(?:ky|ban hanh|phe duyet|hieu luc)(?: ban hanh)?)");
  return kIssue.is_full_match(anchor);
}

/// The day that lies n units behind the issue date; a period that ends on a day off ends on the
/// next working day (Đ.147, Đ.148 BLDS).
ComputedDay counted_from(const WorkingDays& days, const std::string& issued, std::int32_t n,
                         std::string_view unit) {
  const Day from = parse_iso_date(issued);
  const Day to = unit == "workday" ? days.add_working_days(from, n)
                 : unit == "month" ? add_months(from, n)
                                   : from + (unit == "week" ? 7 : 1) * static_cast<Day>(n);
  const Day last = days.find_working_day_from(to);
  return {to_iso_date(last), days.has_all_holidays(from, last)};
}

Deadline distance(const RuleMatch& seen) {
  Deadline out = make_deadline(kRelative);
  out.offset_n = seen.number(2);
  const std::string_view unit = seen.key(3);
  out.offset_unit = unit == "ngay lam viec" ? "workday"
                    : unit == "ngay"        ? "day"
                    : unit == "tuan"        ? "week"
                                            : "month";
  out.due_op = DueOp::kBy;
  return out;
}

/// The day that a deadline is counted from, where it is printed with its year.
std::optional<Day> printed_day(std::string_view anchor) {
  static const Pattern kDay(
      R"((?:ngay )?(\d{1,2})(?: ?/ ?| thang |[.-])(\d{1,2})(?: ?/ ?|,? nam |[.-])((?:19|20)\d\d)\b)");
  const auto found = kDay.at_start(anchor);
  if (!found) return std::nullopt;
  const auto number = [&](std::size_t group) {
    return *text::parse_whole_number(found->of(anchor, group));
  };
  return days_from_civil(number(3), number(2), number(1));
}

const WorkingDays& days_of(const RuleMatch& seen) {
  return seen.context.lexicon.cached<WorkingDays>();
}

Deadline due_on(Deadline deadline, const ComputedDay& due) {
  deadline.due_date = due.iso;
  deadline.is_inferred = true;
  if (!due.knows_holidays) deadline.reasons.emplace_back("HOLIDAYS_IGNORED");
  return deadline;
}

/// The last day that lies n units ahead of another.
ComputedDay counted_back(const WorkingDays& days, Day to, std::int32_t n, std::string_view unit) {
  const Day day = unit == "workday" ? days.subtract_working_days(to, n)
                  : unit == "month" ? add_months(to, -n)
                                    : to - (unit == "week" ? 7 : 1) * static_cast<Day>(n);
  return {to_iso_date(day), unit != "workday" || days.has_all_holidays(day, to)};
}

/// "hàng hải ngay sau khi …" is no "hai ngày": a number in words has its own marks or, in a text
/// that lost them, none.
bool is_number_word(std::string_view printed) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười"});
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80U; };
  return std::ranges::all_of(printed, is_plain) ||
         std::ranges::find(kWords, text::to_lower(printed)) != kWords.end();
}

FoundDeadlines read_distance(const RuleMatch& seen) {
  static const Pattern kAfter("(?:^|[^a-z])sau $"), kLatest("nhat sau $");
  static const Pattern kSpan(
      R"((?:ngay )?\d{1,2}(?: ?[/.] ?\d{1,2}(?: ?[/.] ?\d{4})?)? ?(?:-|den)(?: het)? ?(?:ngay )?\d)");
  if (seen.match.groups.size() > 4 && seen.has(4) && kSpan.at_start(seen.key(4)))
    return {};  // "02 ngày, từ 05/6 đến 06/6" is a span
  if (!is_number_word(seen.text(2))) return {};
  Deadline out = distance(seen);
  if (kAfter.find(seen.text_before()) && !kLatest.find(seen.text_before()))
    out.due_op = DueOp::kAfter;
  if (seen.match.groups.size() <= 4 || !seen.has(4)) return {out};
  out.anchor = seen.text(4);
  if (const auto from = printed_day(seen.key(4)))
    return {due_on(
        out, counted_from(days_of(seen), to_iso_date(*from), *out.offset_n, *out.offset_unit))};
  const auto& issued = seen.context.issued_date;
  if (!issued) return {out};
  const auto due = compute_due_after_issue(seen.context.lexicon, *out.anchor, *out.offset_n,
                                           *out.offset_unit, *issued);
  return {due ? due_on(out, *due) : out};
}

/// "trong vòng 24 giờ kể từ khi xảy ra sự cố": hours are a note, as times of day are.
FoundDeadlines read_hours(const RuleMatch& seen) {
  Deadline out = make_deadline(kRelative);
  out.due_op = DueOp::kBy;
  out.note = seen.text(2);
  out.anchor = seen.text(3);
  return {out};
}

/// "chậm nhất 10 ngày trước ngày khai mạc": counted back from an event.
FoundDeadlines read_distance_before(const RuleMatch& seen) {
  static const Pattern kDated(R"((?:ngay )?\d)");
  const bool is_bare = seen.match.groups[2]->begin == seen.match.groups[1]->begin;
  const auto day = printed_day(seen.key(4));
  if ((is_bare && !seen.in_cell) || (!day && kDated.at_start(seen.key(4)))) return {};
  Deadline out = distance(seen);
  if (day) {
    out.anchor = seen.text(4);
    return {due_on(out, counted_back(days_of(seen), *day, *out.offset_n, *out.offset_unit))};
  }
  out.due_op = DueOp::kBefore;
  out.anchor = seen.text(4);
  return {out};
}

/// What the law sets a time for wherever it is said: the role "ruled_act".
struct RuleWords {
  explicit RuleWords(const Lexicon& lexicon) : acts(make_form_pattern(lexicon, "ruled_act")) {}

  Pattern acts;
};

/// Behind the last `mark` of a text; all of it where there is none.
std::string_view behind_last(std::string_view text, std::string_view mark) {
  const std::size_t at = text.rfind(mark);
  return at == std::string_view::npos ? text : text.substr(at + mark.size());
}

/// "… lãi suất", "… tỷ lệ nữ tham gia" before "theo quy định": how much, not when; of words before
/// a blank.
bool ends_with_measure(std::string_view words) {
  static const Pattern kBegun(R"((?:lai suat|muc|dinh muc|don gia|ty le|ti le)\b)"),
      kEnd(R"(\b(?:lai suat|dinh muc|don gia|dien tich|voi muc|(?:ty|ti) le(?: [a-z]+){0,3}) $)");
  return kBegun.at_start(behind_last(behind_last(words, "; "), ", ")) || kEnd.find(words);
}

/// "không theo quy định", "chưa có giấy phép theo quy định": of words before a blank.
bool ends_with_denial(std::string_view words) {
  static const Pattern kDenial(
      R"(\b(?:khong|trai|sai|chua(?: (?:co|thuc hien|duoc|du|bao dam|dam bao)(?: [a-z]+){0,3})?))"
      R"((?: theo)?(?: dung)? $)");
  return kDenial.find(words).has_value();
}

/// A duty that ends with "theo quy định" is due by rule ("báo cáo UBND huyện theo quy định.", 5.8);
/// elsewhere the words are a time only of what the law sets one for. "Không theo quy định" is no
/// time, nor is "lãi suất theo quy định".
FoundDeadlines read_by_rule(const RuleMatch& seen) {
  static const Pattern kEnd(R"( ?(?:$|[.;,:()]))"), kWhen(R"(theo |thoi )"),
      kRule("theo (?:thoi gian |thoi han )quy dinh"), kLast(R"(\s*(?:;|[.]?(?:/\.?)?\s*$))");
  const std::string_view ahead = seen.text_before(), sentence = behind_last(ahead, ". ");
  if (ends_with_denial(ahead)) return {};
  if (seen.in_cell) return {make_deadline(kByRule)};
  // "đúng quy định" is how, not when
  if (!kWhen.find(seen.key(1)) || !kEnd.at_start(seen.text_after())) return {};
  const bool ends_duty = kRule.is_full_match(seen.key(1)) && kLast.at_start(seen.text_after()) &&
                         !ends_with_measure(sentence);
  const bool is_act = seen.context.lexicon.cached<RuleWords>().acts.find(sentence).has_value();
  return ends_duty || is_act ? FoundDeadlines{make_deadline(kByRule)} : FoundDeadlines{};
}

FoundDeadlines read_by_plan(const RuleMatch& seen) {
  Deadline out = make_deadline(kByOtherPlan);
  out.anchor = seen.text(2);
  return {out};
}

FoundDeadlines read_immediate(const RuleMatch& seen) {
  if (seen.text(1).find("\u00E0") < 3) return {};  // "ngày khi …" is no "ngay khi …"
  Deadline out = make_deadline(kImmediate);
  if (seen.match.groups.size() > 2) out.anchor = seen.text(2);
  return {out};
}

/// "Ngay sau mỗi vụ khai thác" is at once behind what one does oneself.
FoundDeadlines read_each_time(const RuleMatch& seen) {
  static const Pattern kSet(R"([a-z]+ (?:cuoc |dip |dot |ky )?(?:tet|le|nghi|hop|bau cu)\b)");
  return kSet.at_start(seen.key(2)) ? FoundDeadlines{} : read_immediate(seen);
}

/// "Ngay sau Tết", "ngay sau kỳ họp HĐND": behind days that others set; "ngày sau" is no "ngay
/// sau".
FoundDeadlines read_right_behind(const RuleMatch& seen) {
  return seen.text(1).find("\u00E0") < 3 ? FoundDeadlines{} : read_event(seen);
}

/// "Cuối học kỳ I", "Trong năm học 2025 - 2026": when terms begin and end is set every year, so
/// that they are named times without a date of their own, as Tết is.
FoundDeadlines read_term(const RuleMatch& seen) { return {make_event(DueOp::kOn, seen.text(2))}; }

/// At the end of a clause that says no other time.
bool ends_timeless_clause(const RuleMatch& seen) {
  static const Pattern kEnd(" ?(?:$|[.;:)])"),
      kTime(
          R"(\b(?:hang|moi|tung|dinh ky|thuong xuyen|lan|truoc|cham nhat|(?:ngay|thang|tuan|quy) \d)\b)");
  const std::string_view ahead = seen.text_before();
  const std::size_t end = ahead.find_last_of(".;:");
  const std::string_view clause = ahead.substr(end == std::string_view::npos ? 0 : end);
  return kEnd.at_start(seen.text_after()) && !kTime.find(clause);
}

/// "Tổ chức trải nghiệm trong học kỳ II."
FoundDeadlines read_term_at_end(const RuleMatch& seen) {
  return ends_timeless_clause(seen) ? read_term(seen) : FoundDeadlines{};
}

/// "Sơ tán người bệnh trước khi bão đổ bộ."; "hồ sơ của các xã trước khi sáp nhập" are others than
/// those of today.
FoundDeadlines read_event_at_end(const RuleMatch& seen) {
  static const Pattern kOfUnits(
      R"((?:thuc hien )?(?:sap nhap|sap xep|hop nhat|chia tach|giai the|thanh lap)\b)");
  if (kOfUnits.at_start(seen.key(3)) || !ends_timeless_clause(seen)) return {};
  return {make_event(find_event_op(seen.key(2)), seen.text(3))};
}

/// "Cuối mỗi học kỳ", "02 lần/học kỳ": it comes again, on days that are not said.
FoundDeadlines read_each_term(const RuleMatch& seen) {
  Deadline out = make_deadline(kRecurring);
  if (seen.match.groups.size() > 2) out.recur_count = seen.number(2);
  out.reasons.emplace_back("RECURRENCE_UNSPECIFIED");
  return {out};
}

FoundDeadlines read_on_request(const RuleMatch&) { return {make_deadline(kOnRequest)}; }

}  // namespace

void add_events(DeadlineRuleTable& table) {
  using enum RuleScope;
  const std::string distance_words =
      "(?:(?:cham nhat|muon nhat|it nhat|toi thieu|trong vong|trong thoi han|trong thoi "
      "gian|trong|toi da|khong qua|"
      "≤|<=?)[: ]*(?:la )?)?" +
      std::string(kNumberPattern) + R"( ?\(?(ngay lam viec|ngay|tuan|thang)\)?)";
  table.add("D44", kAnywhere, distance_words + ",? (?:ke tu|tinh tu|sau|tu)(?: khi)? ([^.;,()]+)",
            read_distance);
  table.add("D44", kAnywhere,
            R"((?:cham nhat|trong vong|trong thoi han|trong|khong qua) (\d{1,3} (?:gio|tieng)),? )"
            R"((?:ke tu|tinh tu|sau|tu)(?: khi)? ([^.;,()]+))",
            read_hours);
  table.add("D44", kAnywhere, distance_words + ",? truoc(?: khi)? ((?:ngay )?[a-z][^.;,()]*)",
            read_distance_before);
  table.add("D44", kAnywhere,
            "truoc " + std::string(kNumberPattern) +
                " (ngay lam viec|ngay|tuan|thang) (?:khi|so voi|ke tu|truoc) ([^.;,()]+)",
            read_distance_before);
  table.add("D44", kCell, distance_words, read_distance);
  table.add("D47", kAnywhere, "ngay (?:sau )?khi ([^;,.]+)", read_immediate);
  table.add(
      "D47", kCell,
      "(?:thuc hien )?(?:kip thoi|khan truong|ngay lap tuc|ngay)(?:,? (?:kip thoi|khan truong))?",
      read_immediate);
  table.add("D47", kCell, "ngay sau ((?:moi|tung) [a-z][^0-9;,.]*)", read_each_time);
  table.add("D41", kCell, "ngay (sau) ([a-z][^0-9;,.]*)", read_right_behind);
  table.add("D48", kCell, "(?:bao cao )?dot xuat[^;]*|(?:khi co|khi duoc|theo) yeu cau",
            read_on_request);
  table.add("D48", kAnywhere,
            "(?:bao cao|hoac|va) dot xuat(?: khi (?:co|duoc) yeu cau)?|khi (?:co|duoc) yeu cau",
            read_on_request);
  table.add("D42", kAnywhere,
            "truoc(?:, trong)? va sau (?:dip )?(tet(?: nguyen dan| duong lich| am lich)?)",
            read_around);
  table.add("D49", kAnywhere,
            "(truoc|sau|dip|trong dip|trong) (?:dip )?(tet(?: nguyen dan| duong lich| am lich)?)",
            read_event);
  table.add("D49", kCell, "(truoc|sau|dip|trong dip|trong) (?:dip )?(tet [^;]+)", read_event);
  const std::string holiday = R"((?:ngay )?\d{1,2} ?/ ?\d{1,2})";
  table.add("D49", kAnywhere,
            "(truoc|sau|trong|vao) dip ((?:nghi |le |ky niem )*" + holiday + "(?:(?:,| va|-| -) ?" +
                holiday + ")*)",
            read_feast);
  table.add("D49", kCell,
            "(truoc |sau |vao )?((?:ngay )?[^;]*(?:am lich|thang gieng|thang chap|ram thang)[^;]*)",
            read_feast);
  const std::string year_of_term = R"((?:,? (?:cua )?nam hoc(?: nay| 20\d\d ?[-–] ?20\d\d)?)?)",
                    term = R"((?:(?:hoc k[iy]|hk) ?(?:i{1,2}|1|2)\b)" + year_of_term +
                           R"(|nam hoc(?: nay| moi| 20\d\d ?[-–] ?20\d\d)?))",
                    part = "(?:vao )?(?:trong suot|trong|suot|ca|dau|giua|cuoi|het|ket thuc) ",
                    each_term = std::string(kEachOfPattern) + " (?:hoc k[iy]|hk)";
  table.add("D49", kCell, "((?:" + part + ")?" + term + ")", read_term);
  table.add("D49", kClauseStart, "(" + part + term + ")", read_term);
  table.add("D49", kAnywhere, "(trong (?:suot |ca )?" + term + ")", read_term_at_end);
  table.add("D35", kClauseStart, "(?:" + part + ")?" + each_term, read_each_term);
  table.add("D36", kAnywhere,
            "(?:(?:toi thieu|it nhat) )?" + std::string(kNumberPattern) +
                " lan ?(?:/|trong|tren|mot|moi) ?(?:(?:0?1|mot) )?(?:hoc k[iy]|hk)",
            read_each_term);
  table.add("D42", kCell, "truoc(?:, trong)? va sau(?: khi)? ([^;]+)", read_around);
  table.add("D40", kAnywhere, "(truoc) khi ([a-z][^.;,:()0-9]*[a-z])", read_event_at_end);
  table.add("D40", kCell, "(?:den )?(truoc)(?: khi)? ([^0-9;][^;]*)", read_event);
  table.add("D41", kCell, "(sau)(?: khi)? ([^0-9;][^;]*)", read_event);
  table.add("D43", kCell, "(khi)(?: co)? ([^;]+)", read_event);
  table.add("D45", kAnywhere, "(?:theo )?(?:dung )?(?:thoi gian |thoi han )?quy dinh",
            read_by_rule);
  table.add("D45", kCell, "(?:theo|dung) (?:dung )?(?:thoi gian |thoi han )?(?:quy dinh|luat)[^;]*",
            read_by_rule);
  table.add("D46", kCell,
            "theo (?:dung )?((?:ke hoach|huong dan|lo trinh|de an|du an|hop dong|nghi quyet|thong "
            "tu|yeu cau|lich|chi dao|tien do|chuong trinh|"
            "van ban|qd|quyet dinh|thong bao)[^;]*|kh(?: [^;]*)?)",
            read_by_plan);
}

std::optional<ComputedDay> compute_due_after_issue(const Lexicon& lexicon,
                                                   const std::string& anchor, std::int64_t n,
                                                   std::string_view unit,
                                                   const std::string& issued) {
  constexpr std::int64_t kMost = 9999;
  std::string key = fold(anchor);
  while (!key.empty() && key.back() == ' ') key.pop_back();
  if (!is_issue(key) || n < 0 || n > kMost) return std::nullopt;
  return counted_from(lexicon.cached<WorkingDays>(), issued, static_cast<std::int32_t>(n), unit);
}

}  // namespace codau::document
