#include "document/deadlines/deadline_rules.h"

#include "document/deadlines/deadline_builders.h"

namespace codau::document {
namespace {

std::vector<DeadlineRule> build() {
  DeadlineRuleTable table;
  add_recurring_dates(table);
  add_dates(table);
  add_months(table);
  add_quarters_and_years(table);
  add_recurrences(table);
  add_events(table);
  return table.take();
}

}  // namespace

std::span<const DeadlineRule> deadline_rules() {
  static const std::vector<DeadlineRule> kRules = build();
  return kRules;
}

const PatternSet& deadline_searches() {
  static const PatternSet kSearches = [] {
    std::vector<const Pattern*> all;
    for (const DeadlineRule& rule : deadline_rules()) all.push_back(&rule.search);
    return PatternSet(all);
  }();
  return kSearches;
}

void set_last_day(Deadline& deadline) {
  if (!deadline.due_date || !deadline.due_op || deadline.due_op == DueOp::kAfter) return;
  const Day due = parse_iso_date(*deadline.due_date);
  deadline.due_last_day = to_iso_date(deadline.due_op == DueOp::kBefore ? due - 1 : due);
}

}  // namespace codau::document
