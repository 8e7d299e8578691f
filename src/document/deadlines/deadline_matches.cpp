#include "document/deadlines/deadline_matches.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "document/words/calendar.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

bool is_dated(const Deadline& deadline) {
  return deadline.rule >= "D01" && deadline.rule <= "D06" && deadline.kind == DeadlineKind::kFixed;
}

/// "6 tháng đầu năm trước ngày 10/6; cả năm trước ngày 25/10": the words before a date say what is
/// due (D39), also "định kỳ 6 tháng (trước 15/6) và năm (trước 15/12)"; a half-year or a recurrence
/// read from them is no deadline of its own (D22).
void add_labels(std::vector<DeadlineMatch>& picks, const Passage& passage) {
  static const Pattern kLabel(
      R"((?:^|[^a-z0-9])((?:0?6|sau) thang(?: (?:dau|cuoi) nam)?|(?:0?9|chin) thang(?: dau nam)?|)"
      R"((?:ca )?nam|quy [iv1-4]+) ?(?:[,:(-] ?)?(?:thi |la |gui |nop )?$)");
  std::size_t labelled = 0;
  for (std::size_t i = 0; i < picks.size(); ++i) {
    Deadline& deadline = picks[i].deadlines.front();
    if (picks[i].deadlines.size() > 1 || !is_dated(deadline)) continue;
    const std::string_view ahead = find_sentence_before(passage.key, picks[i].key.begin);
    const auto found = kLabel.find(ahead);
    if (!found) continue;
    const std::uint32_t cut = picks[i].key.begin - static_cast<std::uint32_t>(ahead.size());
    const ByteRange label{cut + found->groups[1]->begin, cut + found->groups[1]->end};
    deadline.label = std::string(slice(passage.text, passage.in_text(label)));
    ++labelled;
    if (i > 0 && picks[i - 1].key.end > label.begin) picks[i - 1].deadlines.clear();
  }
  std::erase_if(picks, [](const DeadlineMatch& pick) { return pick.deadlines.empty(); });
  if (labelled < 2) return;
  for (DeadlineMatch& pick : picks) {
    if (pick.deadlines.front().label) pick.deadlines.front().rule = "D39";
  }
}

/// Whether it says no more than a period, such as "quý IV" behind a noun: no word before it says
/// that this is when.
bool is_bare_period(const DeadlineMatch& pick, std::string_view key) {
  using enum DeadlineKind;
  const Deadline& first = pick.deadlines.front();
  const bool is_period = first.kind == kMonth || first.kind == kQuarter || first.kind == kHalfYear;
  const char begin = key[pick.key.begin];
  return pick.deadlines.size() == 1 && is_period && !is_clause_start(key, pick.key.begin) &&
         (begin == 'q' || key.substr(pick.key.begin).starts_with("thang") ||
          (begin >= '0' && begin <= '9'));
}

/// Whether words say that it is when something is due: a day, or a period such as "trong tháng 4".
bool is_when(const DeadlineMatch& pick, std::string_view key) {
  static const Pattern kWhen("(?:trong|vao|truoc|den|het|cuoi|dau|giua|xong|cham) ");
  return is_dated(pick.deadlines.front()) ||
         (pick.deadlines.front().due_date && kWhen.at_start(key.substr(pick.key.begin)));
}

/// "Đăng ký chuyên đề quý IV với Phòng trước ngày 12/10", "báo cáo tháng 4 chậm nhất ngày 05/5": in
/// a clause that goes on to say when, the period says what is due (D39).
void take_periods_as_labels(std::vector<DeadlineMatch>& picks, const Passage& passage) {
  static const Pattern kOther(R"([.,;:()]|(?:^| )(?:va|hoac) )");
  const std::string_view key = passage.key;
  for (std::size_t i = 0; i + 1 < picks.size(); ++i) {
    const std::string_view between =
        key.substr(picks[i].key.end, picks[i + 1].key.begin - picks[i].key.end);
    if (!is_bare_period(picks[i], key) || !is_when(picks[i + 1], key) || kOther.find(between))
      continue;
    Deadline& when = picks[i + 1].deadlines.front();
    if (picks[i + 1].deadlines.size() == 1 && !when.label)
      when.label = std::string(slice(passage.text, passage.in_text(picks[i].key)));
    picks[i].deadlines.clear();
  }
  std::erase_if(picks, [](const DeadlineMatch& pick) { return pick.deadlines.empty(); });
}

/// Whether a recurring deadline says only how often, and `other` on which days of these.
bool is_on_days_of(const Deadline& often, const Deadline& other) {
  using Names = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Names, 6> kDays{
      {{"FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY="},
       {"FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY="},
       {"FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYMONTH=1,4,7,10;"},
       {"FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYMONTH=2,5,8,11;"},
       {"FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYMONTH=3,6,9,12;"},
       {"FREQ=YEARLY", "FREQ=YEARLY;BYMONTH="}}};
  if (often.kind != DeadlineKind::kRecurring || often.recur_count || !other.recurrence)
    return false;
  if (!often.recurrence) return often.rule == "D35";
  const auto days = std::ranges::find_if(
      kDays, [&](const Names& names) { return other.recurrence->starts_with(names.second); });
  return days != kDays.end() && *often.recurrence == days->first;
}

/// "Định kỳ hằng quý, báo cáo trước ngày 20 của tháng cuối quý" is one deadline.
void join_recurrences(std::vector<DeadlineMatch>& picks, std::string_view key) {
  for (std::size_t i = 0; i + 1 < picks.size(); ++i) {
    const std::string_view between =
        key.substr(picks[i].key.end, picks[i + 1].key.begin - picks[i].key.end);
    if (picks[i].deadlines.size() == 1 && between.find_first_of(".;") == std::string_view::npos &&
        is_on_days_of(picks[i].deadlines.front(), picks[i + 1].deadlines.front()))
      picks[i].deadlines.clear();
  }
  std::erase_if(picks, [](const DeadlineMatch& pick) { return pick.deadlines.empty(); });
}

/// From when and until when something recurs.
struct Bounds {
  std::optional<std::string> first, last;
};

/// The first day of a month, quarter or half-year that is due on its last.
std::string first_day_of(const Deadline& period) {
  constexpr std::int32_t kOfQuarter = 3, kOfHalf = 6;
  const std::int32_t months = period.kind == DeadlineKind::kMonth     ? 1
                              : period.kind == DeadlineKind::kQuarter ? kOfQuarter
                                                                      : kOfHalf;
  const std::string_view last = *period.due_date;
  return to_iso_date(first_day_of_month(*text::parse_whole_number(last.substr(0, 4)),
                                        *text::parse_whole_number(last.substr(5, 2)) - months + 1));
}

/// Those that "từ ngày 05/4 đến ngày 31/5", "từ tháng 6", "trong quý II" and "đến hết ngày 31/5"
/// set to a duty that recurs.
std::optional<Bounds> bounds_of(const DeadlineMatch& pick, std::string_view key) {
  using enum DeadlineKind;
  const Deadline& said = pick.deadlines.front();
  if (pick.deadlines.size() > 1 || said.kind == kRecurring) return std::nullopt;
  if (said.start_date) return Bounds{said.start_date, said.due_last_day};
  const std::string_view words = key.substr(pick.key.begin);
  if (!said.due_last_day || said.kind == kRelative) return std::nullopt;
  if (words.starts_with("den ")) return Bounds{std::nullopt, said.due_last_day};
  const bool is_period = said.kind == kMonth || said.kind == kQuarter || said.kind == kHalfYear;
  if (!is_period || !words.starts_with("trong ")) return std::nullopt;
  return Bounds{first_day_of(said), said.due_last_day};
}

bool is_recurring(const DeadlineMatch& pick) {
  const Deadline& first = pick.deadlines.front();
  return first.kind == DeadlineKind::kRecurring && first.recurrence;
}

void bound(DeadlineMatch& pick, const DeadlineMatch& span, const Bounds& bounds) {
  pick.key = {std::min(pick.key.begin, span.key.begin), std::max(pick.key.end, span.key.end)};
  for (Deadline& deadline : pick.deadlines) {
    if (!deadline.start_date) deadline.start_date = bounds.first;
    deadline.is_inferred = deadline.is_inferred || span.deadlines.front().is_inferred;
    if (!bounds.last || deadline.recurrence->find("UNTIL=") != std::string::npos) continue;
    std::string last = *bounds.last;
    std::erase(last, '-');
    *deadline.recurrence += ";UNTIL=" + last;
  }
}

/// "Thứ Bảy hằng tuần từ ngày 05/4 đến ngày 31/5" is one deadline, and none outside these days.
/// Words between may say of what else the days are: "hằng năm (số liệu từ ngày 01/01)"; not of
/// "hằng tuần gửi báo cáo đến hết ngày 31/5".
void bound_recurrences(std::vector<DeadlineMatch>& picks, std::string_view key) {
  static const Pattern kBeside("[ ,(]*"), kInClause(R"([ ,(]*|[^.,;:]*)");
  for (std::size_t i = 0; i + 1 < picks.size();) {
    DeadlineMatch &first = picks[i], &second = picks[i + 1];
    const std::string between(key.substr(first.key.end, second.key.begin - first.key.end));
    const bool is_first = is_recurring(first);
    const bool says_until = is_first && key.substr(second.key.begin).starts_with("den ");
    const bool is_near = (says_until ? kInClause : kBeside).is_full_match(between);
    const auto bounds = is_first == is_recurring(second) || !is_near
                            ? std::nullopt
                            : bounds_of(is_first ? second : first, key);
    if (!bounds) {
      ++i;
      continue;
    }
    bound(is_first ? first : second, is_first ? second : first, *bounds);
    picks.erase(picks.begin() + static_cast<std::ptrdiff_t>(is_first ? i + 1 : i));
  }
}

/// "Chi trả trước ngày 15/7 theo quy định": what is due at a time is done by rule, not due by it.
void drop_rules_beside_times(std::vector<DeadlineMatch>& picks, std::string_view key) {
  const auto is_by_rule = [](const DeadlineMatch& pick) {
    return pick.deadlines.front().kind == DeadlineKind::kByRule;
  };
  // "định kỳ … theo quy định" says how often, and when
  const auto is_time = [&](const DeadlineMatch& pick) {
    const DeadlineKind kind = pick.deadlines.front().kind;
    return !is_by_rule(pick) && kind != DeadlineKind::kRecurring &&
           kind != DeadlineKind::kContinuous;
  };
  const auto share_clause = [&](const DeadlineMatch& first, const DeadlineMatch& second) {
    const std::string_view between = key.substr(first.key.end, second.key.begin - first.key.end);
    return between.find(';') == between.npos && between.find(". ") == between.npos;
  };
  std::vector<DeadlineMatch> kept;
  for (std::size_t i = 0; i < picks.size(); ++i) {
    const bool is_behind =
        !kept.empty() && is_time(kept.back()) && share_clause(kept.back(), picks[i]);
    const bool is_before =
        i + 1 < picks.size() && is_time(picks[i + 1]) && share_clause(picks[i], picks[i + 1]);
    if (!is_by_rule(picks[i]) || !(is_behind || is_before)) kept.push_back(picks[i]);
  }
  picks = std::move(kept);
}

}  // namespace

bool is_clause_start(std::string_view key, std::uint32_t at) {
  const std::size_t last = key.substr(0, at).find_last_not_of(' ');
  if (last == std::string_view::npos) return true;
  if (key[last] == '-' || key[last] == '+') return last == 0 || key[last - 1] == ' ';
  return std::string_view(".,;:(!?\"").find(key[last]) != std::string_view::npos;
}

std::vector<DeadlineMatch> join_deadlines(std::vector<DeadlineMatch> picks,
                                          const Passage& passage) {
  add_labels(picks, passage);
  take_periods_as_labels(picks, passage);
  join_recurrences(picks, passage.key);
  bound_recurrences(picks, passage.key);
  drop_rules_beside_times(picks, passage.key);
  return picks;
}

}  // namespace codau::document
