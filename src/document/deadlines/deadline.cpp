#include "document/deadlines/deadline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "document/deadlines/deadline_rules.h"
#include "document/references/reference.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

/// A deadline seen at `key` bytes of a passage; several when one pattern names several.
struct Pick {
  Bytes key;
  std::vector<Deadline> deadlines;
};

std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

void blot(std::string& key, Bytes range) {
  std::fill(key.begin() + range.begin, key.begin() + range.end, '\x01');
}

/// Dates that are no deadlines: the time that figures were taken from (standards 5.6), and the day
/// from which a law is in force.
void blot_other_dates(std::string& key) {
  static const Pattern kData(
      R"((?:chot so lieu|so lieu[^.;]{0,60}?(?:tinh (?:tu|den)|chot|tu ngay|den ngay)|tinh den|)"
      R"(thoi diem lay so lieu)[^;)]*?(?:[;)]|\. |$))");
  static const Pattern kForce(
      R"(hieu luc(?: thi hanh)?,? (?:ke )?tu (?:ngay )?\d{1,2}(?: ?[/.-] ?| thang )\d{1,2})"
      R"((?:(?: ?[/.-] ?| nam )\d{4})?)");
  for (const Pattern* const pattern : {&kData, &kForce}) {
    for (std::size_t at = 0; const auto found = pattern->find(key, at);) {
      blot(key, found->whole());
      at = found->whole().end;
    }
  }
}

/// Digits of dates that were read as letters: "3l/12/2024", "l5 tháng 6", "1O/6" (classes of 2.3).
void mend_digits(std::string& key) {
  static const Pattern kDate(
      R"((?:^|[^a-z0-9|])([0-9lio|]{1,2})( ?/ ?|[.-]| thang )([0-9lio|]{1,2})(?:( ?/ ?|[.-]|)"
      R"( nam )([0-9lio|]{4}))?(?:$|[^a-z0-9|]))");
  for (std::size_t at = 0; const auto found = kDate.find(key, at);) {
    at = std::max<std::size_t>(found->groups[3]->begin, at + 1);
    const auto count = [&](auto is) {
      return std::count_if(key.begin() + found->groups[1]->begin, key.begin() + found->whole().end,
                           is);
    };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (count(is_digit) < 2 || found->of(key, 1).find_first_of("0123456789") == std::string::npos)
      continue;
    for (const std::size_t group : {1U, 3U, 5U}) {
      if (!found->has(group)) continue;
      const Bytes range = *found->groups[group];
      for (std::uint32_t i = range.begin; i < range.end; ++i) {
        if (!is_digit(key[i])) key[i] = key[i] == 'o' ? '0' : '1';
      }
    }
  }
}

/// The passage with everything blotted out of its key that holds dates but no deadline: cited
/// documents, data periods, days of force.
Passage deadlines_only(const Lexicon& lexicon, const Passage& passage) {
  Passage out = passage;
  mend_digits(out.key);
  blot_other_dates(out.key);
  const auto in_key = [&](std::uint32_t text_byte) { return out.to_key(text_byte); };
  for (const Reference& cited : find_references(lexicon, passage.text)) {
    blot(out.key, {in_key(cited.source.begin), in_key(cited.source.end)});
  }
  return out;
}

/// The explicit year nearest to a sighting in its sentence, behind it before ahead (standards 6.4).
std::optional<std::int32_t> year_nearby(std::string_view key, Bytes at) {
  static const Pattern kYear(R"((?:[/.-]|nam |^)((?:19|20)\d\d)(?:$|[^0-9a-z/]))");
  std::string_view behind = key.substr(at.end, kLongestSentence);
  behind = behind.substr(0, behind.find(". "));
  if (const auto found = kYear.find(behind)) return text::whole_number(found->of(behind, 1));
  std::string_view ahead = sentence_before(key, at.begin);
  if (const std::size_t begin = ahead.rfind(". "); begin != std::string_view::npos) {
    ahead.remove_prefix(begin + 2);
  }
  std::optional<std::int32_t> last;
  for (std::size_t from = 0; const auto found = kYear.find(ahead, from);) {
    last = text::whole_number(found->of(ahead, 1));
    from = found->groups[1]->end;
  }
  return last;
}

/// True where a clause opens: at the start, behind punctuation, behind the dash of a list.
bool opens_clause(std::string_view key, std::uint32_t at) {
  const std::size_t last = key.substr(0, at).find_last_not_of(' ');
  if (last == std::string_view::npos) return true;
  if (key[last] == '-' || key[last] == '+') return last == 0 || key[last - 1] == ' ';
  return std::string_view(".,;:(!?\"").find(key[last]) != std::string_view::npos;
}

class Finder {
 public:
  Finder(const Passage& passage, const DeadlineContext& context, bool in_cell)
      : passage_(passage), context_(context), in_cell_(in_cell) {}

  /// Leftmost, then longest, then the rule that stands first.
  [[nodiscard]] std::vector<Pick> all() const {
    std::vector<Pick> out;
    std::vector<std::optional<Pick>> next(deadline_rules().size());
    std::vector<bool> exhausted = deadline_searches().may_be_in(passage_.key);
    exhausted.flip();
    for (std::uint32_t at = 0;;) {
      const Pick* best = nullptr;
      for (std::size_t i = 0; i < next.size(); ++i) {
        if (exhausted[i]) continue;
        if (!next[i] || next[i]->key.begin < at) next[i] = first(deadline_rules()[i], at);
        exhausted[i] = !next[i];
        if (next[i] && (best == nullptr || is_better(*next[i], *best))) best = &*next[i];
      }
      if (best == nullptr) return out;
      at = best->key.end;
      out.push_back(*best);
    }
  }

  /// What the first rule reads that takes the whole passage.
  [[nodiscard]] std::vector<Deadline> whole() const {
    for (const DeadlineRule& rule : deadline_rules()) {
      const auto match = rule.whole.at_start(passage_.key);
      if (!match) continue;
      if (auto found = read(rule, *match); !found.empty()) return found;
    }
    return {};
  }

 private:
  static bool is_better(const Pick& a, const Pick& b) {
    if (a.key.begin != b.key.begin) return a.key.begin < b.key.begin;
    return a.key.size() > b.key.size();
  }

  [[nodiscard]] std::vector<Deadline> read(const DeadlineRule& rule, const Match& match) const {
    const Sighting seen{passage_, match, context_, year_nearby(passage_.key, *match.groups[1]),
                        in_cell_};
    auto out = rule.read(seen);
    for (Deadline& deadline : out) {
      if (deadline.rule.empty()) deadline.rule = rule.id;
      set_last_day(deadline);
    }
    return out;
  }

  /// The first sighting of `rule` from byte `at` on.
  [[nodiscard]] std::optional<Pick> first(const DeadlineRule& rule, std::uint32_t at) const {
    if (rule.scope == Scope::kCell) return std::nullopt;
    const std::string& key = passage_.key;
    while (at < key.size()) {
      const auto match = rule.search.find(key, at == 0 ? 0 : at - 1);
      if (!match) return std::nullopt;
      const Bytes found = *match->groups[1];
      const bool allowed = found.begin >= at && (in_cell_ || rule.scope == Scope::kAnywhere ||
                                                 opens_clause(key, found.begin));
      if (allowed) {
        if (auto deadlines = read(rule, *match); !deadlines.empty()) return Pick{found, deadlines};
      }
      at = std::max(at, found.begin) + 1;
    }
    return std::nullopt;
  }

  const Passage& passage_;
  const DeadlineContext& context_;
  bool in_cell_;
};

bool is_dated(const Deadline& deadline) {
  return deadline.rule >= "D01" && deadline.rule <= "D06" && deadline.kind == DeadlineKind::kFixed;
}

/// "6 tháng đầu năm trước ngày 10/6; cả năm trước ngày 25/10": the words before a date say what is
/// due (D39), also "định kỳ 6 tháng (trước 15/6) và năm (trước 15/12)"; a half-year or a recurrence
/// read from them is no deadline of its own (D22).
void add_labels(std::vector<Pick>& picks, const Passage& passage) {
  static const Pattern kLabel(
      R"((?:^|[^a-z0-9])((?:0?6|sau) thang(?: (?:dau|cuoi) nam)?|(?:0?9|chin) thang(?: dau nam)?|)"
      R"((?:ca )?nam|quy [iv1-4]+) ?(?:[,:(-] ?)?(?:thi |la |gui |nop )?$)");
  std::size_t labelled = 0;
  for (std::size_t i = 0; i < picks.size(); ++i) {
    Deadline& deadline = picks[i].deadlines.front();
    if (picks[i].deadlines.size() > 1 || !is_dated(deadline)) continue;
    const std::string_view ahead = sentence_before(passage.key, picks[i].key.begin);
    const auto found = kLabel.find(ahead);
    if (!found) continue;
    const std::uint32_t cut = picks[i].key.begin - length(ahead);
    const Bytes label{cut + found->groups[1]->begin, cut + found->groups[1]->end};
    deadline.label = std::string(slice(passage.text, passage.in_text(label)));
    ++labelled;
    if (i > 0 && picks[i - 1].key.end > label.begin) picks[i - 1].deadlines.clear();
  }
  std::erase_if(picks, [](const Pick& pick) { return pick.deadlines.empty(); });
  if (labelled < 2) return;
  for (Pick& pick : picks) {
    if (pick.deadlines.front().label) pick.deadlines.front().rule = "D39";
  }
}

/// Whether it says no more than a period, such as "quý IV" behind a noun: no word before it says
/// that this is when.
bool is_bare_period(const Pick& pick, std::string_view key) {
  using enum DeadlineKind;
  const Deadline& first = pick.deadlines.front();
  const bool is_period = first.kind == kMonth || first.kind == kQuarter || first.kind == kHalfYear;
  const char begin = key[pick.key.begin];
  return pick.deadlines.size() == 1 && is_period && !opens_clause(key, pick.key.begin) &&
         (begin == 'q' || key.substr(pick.key.begin).starts_with("thang") ||
          (begin >= '0' && begin <= '9'));
}

/// Whether words say that it is when something is due: a day, or a period such as "trong tháng 4".
bool is_when(const Pick& pick, std::string_view key) {
  static const Pattern kWhen("(?:trong|vao|truoc|den|het|cuoi|dau|giua|xong|cham) ");
  return is_dated(pick.deadlines.front()) ||
         (pick.deadlines.front().due_date && kWhen.at_start(key.substr(pick.key.begin)));
}

/// "Đăng ký chuyên đề quý IV với Phòng trước ngày 12/10", "báo cáo tháng 4 chậm nhất ngày 05/5": in
/// a clause that goes on to say when, the period says what is due (D39).
void take_periods_as_labels(std::vector<Pick>& picks, const Passage& passage) {
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
  std::erase_if(picks, [](const Pick& pick) { return pick.deadlines.empty(); });
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
  return std::ranges::any_of(kDays, [&](const Names& names) {
    return *often.recurrence == names.first && other.recurrence->starts_with(names.second);
  });
}

/// "Định kỳ hằng quý, báo cáo trước ngày 20 của tháng cuối quý" is one deadline.
void join_recurrences(std::vector<Pick>& picks, std::string_view key) {
  for (std::size_t i = 0; i + 1 < picks.size(); ++i) {
    const std::string_view between =
        key.substr(picks[i].key.end, picks[i + 1].key.begin - picks[i].key.end);
    if (picks[i].deadlines.size() == 1 && between.find_first_of(".;") == std::string_view::npos &&
        is_on_days_of(picks[i].deadlines.front(), picks[i + 1].deadlines.front()))
      picks[i].deadlines.clear();
  }
  std::erase_if(picks, [](const Pick& pick) { return pick.deadlines.empty(); });
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
  return iso_date(first_day(*text::whole_number(last.substr(0, 4)),
                            *text::whole_number(last.substr(5, 2)) - months + 1));
}

/// Those that "từ ngày 05/4 đến ngày 31/5", "từ tháng 6", "trong quý II" and "đến hết ngày 31/5"
/// set to a duty that recurs.
std::optional<Bounds> bounds_of(const Pick& pick, std::string_view key) {
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

bool is_recurring(const Pick& pick) {
  const Deadline& first = pick.deadlines.front();
  return first.kind == DeadlineKind::kRecurring && first.recurrence;
}

void bound(Pick& pick, const Pick& span, const Bounds& bounds) {
  pick.key = {std::min(pick.key.begin, span.key.begin), std::max(pick.key.end, span.key.end)};
  for (Deadline& deadline : pick.deadlines) {
    if (!deadline.start_date) deadline.start_date = bounds.first;
    deadline.inferred = deadline.inferred || span.deadlines.front().inferred;
    if (!bounds.last || deadline.recurrence->find("UNTIL=") != std::string::npos) continue;
    std::string last = *bounds.last;
    std::erase(last, '-');
    *deadline.recurrence += ";UNTIL=" + last;
  }
}

/// "Thứ Bảy hằng tuần từ ngày 05/4 đến ngày 31/5" is one deadline, and none outside these days.
void bound_recurrences(std::vector<Pick>& picks, std::string_view key) {
  static const Pattern kNear(R"([ ,(]*|[^.,;:]*)");
  for (std::size_t i = 0; i + 1 < picks.size();) {
    Pick &first = picks[i], &second = picks[i + 1];
    const std::string between(key.substr(first.key.end, second.key.begin - first.key.end));
    const bool is_first = is_recurring(first);
    const auto bounds = is_first == is_recurring(second) || !kNear.fits(between)
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

std::vector<Deadline> placed(const Passage& passage, const Pick& pick) {
  std::vector<Deadline> out = pick.deadlines;
  const Bytes text = passage.in_text(pick.key);
  for (Deadline& deadline : out) {
    deadline.raw = slice(passage.text, text);
    deadline.source = passage.in_document(text);
    if (deadline.proposed) deadline.proposed->in = passage.in_document(deadline.proposed->in);
  }
  return out;
}

void append(std::vector<Deadline>& to, std::vector<Deadline> from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

std::vector<Deadline> search(const Passage& passage, const DeadlineContext& context, bool in_cell) {
  const Passage readable = deadlines_only(context.lexicon, passage);
  std::vector<Pick> picks = Finder(readable, context, in_cell).all();
  add_labels(picks, readable);
  take_periods_as_labels(picks, readable);
  join_recurrences(picks, readable.key);
  bound_recurrences(picks, readable.key);
  std::vector<Deadline> out;
  for (const Pick& pick : picks) append(out, placed(passage, pick));
  return out;
}

Passage without_bullet(const Passage& passage) {
  static const Pattern kBullet(R"([-+•*] )");
  const auto bullet = kBullet.at_start(passage.key);
  return bullet ? from(passage, passage.to_text(bullet->whole().end)) : passage;
}

std::vector<Deadline> read_whole(const Passage& passage, const DeadlineContext& context) {
  Passage value = without_bullet(passage);
  mend_digits(value.key);
  return placed(value, {{0, length(value.key)}, Finder(value, context, true).whole()});
}

/// Lines and parts between semicolons, blank ones left away.
std::vector<Passage> items_of(std::string_view cell) {
  std::vector<Passage> out;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of(";\n", at), cell.size());
    const Bytes piece{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    if (Passage item = read_passage(cell, piece); !item.empty()) out.push_back(std::move(item));
    at = end + 1;
  }
  return out;
}

/// The deadlines of all items, or nothing when one of them is none.
std::vector<Deadline> read_items(std::string_view cell, const DeadlineContext& context) {
  const std::vector<Passage> items = items_of(cell);
  if (items.size() < 2) return {};
  std::vector<Deadline> out;
  for (const Passage& item : items) {
    auto found = read_whole(item, context);
    if (found.empty()) return {};
    append(out, std::move(found));
  }
  return out;
}

}  // namespace

std::vector<Deadline> read_deadline_cell(std::string_view nfc, const DeadlineContext& context) {
  static const Pattern kBlank(R"([-–—.…_/ ]*)");
  const Passage passage = read_passage(nfc, Bytes{0, length(nfc)});
  const auto one = [&](DeadlineKind kind, std::string rule) {
    Deadline out;
    out.kind = kind;
    out.rule = std::move(rule);
    return placed(passage, {{0, length(passage.key)}, {out}});
  };
  if (kBlank.fits(passage.key)) return one(DeadlineKind::kNone, "D50");
  if (auto items = read_items(nfc, context); !items.empty()) return items;
  if (auto whole = read_whole(passage, context); !whole.empty()) return whole;
  if (auto parts = search(passage, context, true); !parts.empty()) return parts;
  auto out = one(DeadlineKind::kUnparsed, "D51");
  out.front().reasons.emplace_back("DEADLINE_UNPARSED");
  return out;
}

std::vector<Deadline> find_deadlines(std::string_view nfc, const DeadlineContext& context) {
  return search(read_passage(nfc, Bytes{0, length(nfc)}), context, false);
}

std::size_t chosen_deadline(const std::vector<Deadline>& deadlines) {
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < deadlines.size(); ++i) {
    if (!deadlines[i].due_date) continue;
    const auto& best = deadlines[chosen].due_date;
    if (!best || *deadlines[i].due_date < *best) chosen = i;
  }
  return chosen;
}

}  // namespace codau::document
