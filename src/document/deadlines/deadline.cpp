#include "document/deadlines/deadline.h"

#include <algorithm>
#include <utility>

#include "document/deadlines/deadline_matches.h"
#include "document/deadlines/deadline_rules.h"
#include "document/references/reference.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

void blot(std::string& key, ByteRange range) {
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
      const ByteRange range = *found->groups[group];
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
std::optional<std::int32_t> year_nearby(std::string_view key, ByteRange at) {
  static const Pattern kYear(R"((?:[/.-]|nam |^)((?:19|20)\d\d)(?:$|[^0-9a-z/]))");
  std::string_view behind = key.substr(at.end, kMaxSentenceBytes);
  behind = behind.substr(0, behind.find(". "));
  if (const auto found = kYear.find(behind)) return text::parse_whole_number(found->of(behind, 1));
  std::string_view ahead = find_sentence_before(key, at.begin);
  if (const std::size_t begin = ahead.rfind(". "); begin != std::string_view::npos) {
    ahead.remove_prefix(begin + 2);
  }
  std::optional<std::int32_t> last;
  for (std::size_t from = 0; const auto found = kYear.find(ahead, from);) {
    last = text::parse_whole_number(found->of(ahead, 1));
    from = found->groups[1]->end;
  }
  return last;
}

class Finder {
 public:
  Finder(const Passage& passage, const DeadlineContext& context, bool in_cell)
      : passage_(passage), context_(context), in_cell_(in_cell) {}

  /// Leftmost, then longest, then the rule that stands first.
  [[nodiscard]] std::vector<DeadlineMatch> all() const {
    std::vector<DeadlineMatch> out;
    std::vector<std::optional<DeadlineMatch>> next(deadline_rules().size());
    std::vector<bool> exhausted = deadline_searches().may_be_in(passage_.key);
    exhausted.flip();
    for (std::uint32_t at = 0;;) {
      const DeadlineMatch* best = nullptr;
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
  static bool is_better(const DeadlineMatch& a, const DeadlineMatch& b) {
    if (a.key.begin != b.key.begin) return a.key.begin < b.key.begin;
    return a.key.size() > b.key.size();
  }

  [[nodiscard]] std::vector<Deadline> read(const DeadlineRule& rule, const Match& match) const {
    const RuleMatch seen{passage_, match, context_, year_nearby(passage_.key, *match.groups[1]),
                         in_cell_};
    auto out = rule.read(seen);
    for (Deadline& deadline : out) {
      if (deadline.rule.empty()) deadline.rule = rule.id;
      set_last_day(deadline);
    }
    return out;
  }

  /// The first sighting of `rule` from byte `at` on.
  [[nodiscard]] std::optional<DeadlineMatch> first(const DeadlineRule& rule,
                                                   std::uint32_t at) const {
    if (rule.scope == RuleScope::kCell) return std::nullopt;
    const std::string& key = passage_.key;
    while (at < key.size()) {
      const auto match = rule.search.find(key, at == 0 ? 0 : at - 1);
      if (!match) return std::nullopt;
      const ByteRange found = *match->groups[1];
      const bool allowed = found.begin >= at && (in_cell_ || rule.scope == RuleScope::kAnywhere ||
                                                 is_clause_start(key, found.begin));
      if (allowed) {
        if (auto deadlines = read(rule, *match); !deadlines.empty())
          return DeadlineMatch{found, deadlines};
      }
      at = std::max(at, found.begin) + 1;
    }
    return std::nullopt;
  }

  const Passage& passage_;
  const DeadlineContext& context_;
  bool in_cell_;
};

std::vector<Deadline> placed(const Passage& passage, const DeadlineMatch& pick) {
  std::vector<Deadline> out = pick.deadlines;
  const ByteRange text = passage.in_text(pick.key);
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
  std::vector<Deadline> out;
  for (const DeadlineMatch& pick :
       join_deadlines(Finder(readable, context, in_cell).all(), readable))
    append(out, placed(passage, pick));
  return out;
}

Passage without_bullet(const Passage& passage) {
  static const Pattern kBullet(R"([-+•*] )");
  const auto bullet = kBullet.at_start(passage.key);
  return bullet ? take_from(passage, passage.to_text(bullet->whole().end)) : passage;
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
    const ByteRange piece{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
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
  const Passage passage = read_passage(nfc, ByteRange{0, length(nfc)});
  const auto one = [&](DeadlineKind kind, std::string rule) {
    Deadline out;
    out.kind = kind;
    out.rule = std::move(rule);
    return placed(passage, {{0, length(passage.key)}, {out}});
  };
  if (kBlank.is_full_match(passage.key)) return one(DeadlineKind::kNone, "D50");
  if (auto items = read_items(nfc, context); !items.empty()) return items;
  if (auto whole = read_whole(passage, context); !whole.empty()) return whole;
  if (auto parts = search(passage, context, true); !parts.empty()) return parts;
  auto out = one(DeadlineKind::kUnparsed, "D51");
  out.front().reasons.emplace_back("DEADLINE_UNPARSED");
  return out;
}

std::vector<Deadline> find_deadlines(std::string_view nfc, const DeadlineContext& context) {
  return search(read_passage(nfc, ByteRange{0, length(nfc)}), context, false);
}

std::size_t choose_deadline(const std::vector<Deadline>& deadlines) {
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < deadlines.size(); ++i) {
    if (!deadlines[i].due_date) continue;
    const auto& best = deadlines[chosen].due_date;
    if (!best || *deadlines[i].due_date < *best) chosen = i;
  }
  return chosen;
}

}  // namespace codau::document
