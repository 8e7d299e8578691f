// document/deadlines/deadline_rules.h — the table of the rules D01 to D49 (standards 6.5). A rule
// has a pattern, and a function that makes deadlines of a match.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/deadlines/deadline.h"
#include "document/words/calendar.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {

/// Where a rule applies. In a sentence, words such as "thường xuyên" are deadlines only at the
/// start of a clause (standards 13.1). Other words are deadlines only as a whole cell.
enum class RuleScope : std::uint8_t { kAnywhere, kClauseStart, kCell };

/// What a rule reads: its match in the key of a passage, and facts about missing years.
struct RuleMatch {
  const Passage& passage;
  const Match& match;  ///< group 1 is the deadline; the groups of the rule follow
  const DeadlineContext& context;
  std::optional<std::int32_t> year_nearby;  ///< a year that the same sentence or cell states
  bool in_cell = false;

  [[nodiscard]] bool has(std::size_t group) const { return match.has(group); }
  [[nodiscard]] std::string_view key(std::size_t group) const {
    return match.of(passage.key, group);
  }
  /// Returns the printed text of a group.
  [[nodiscard]] std::string text(std::size_t group) const;
  /// Returns the number of a group: digits, or a number word up to ten. Nothing if the group is
  /// empty.
  [[nodiscard]] std::optional<std::int32_t> number(std::size_t group) const;
  /// Return the key after the match, and before it.
  [[nodiscard]] std::string_view text_after() const;
  [[nodiscard]] std::string_view text_before() const;
};

/// A rule of the table.
struct DeadlineRule {
  std::string id;
  RuleScope scope = RuleScope::kAnywhere;
  Pattern search;  ///< for sentences: matches at borders of words
  Pattern whole;  ///< for cells: matches the whole cell, perhaps after words such as "hoàn thành"
  /// Returns the deadlines of a match, without `raw` and `source`. Empty if the match is no
  /// deadline after all.
  std::function<std::vector<Deadline>(const RuleMatch&)> read;
};

/// Returns all rules, more specific ones first. Built once, immutable.
[[nodiscard]] std::span<const DeadlineRule> deadline_rules();
/// Returns the patterns DeadlineRule::search of all rules, in the same order.
[[nodiscard]] const PatternSet& deadline_searches();

/// Sets due_last_day, the last day in time, which follows from due_date and due_op (standards 6.2).
void set_last_day(Deadline& deadline);

}  // namespace codau::document
