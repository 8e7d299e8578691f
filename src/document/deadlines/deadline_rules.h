// document/deadlines/deadline_rules.h — the rules D01 to D49 of standards 6.5 as a table: pattern
// and reading.
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

/// Where a rule may speak: words such as "thường xuyên" are deadlines in a sentence only when they
/// open a clause (standards 13.1), others only as a whole cell.
enum class RuleScope : std::uint8_t { kAnywhere, kClauseStart, kCell };

/// What a rule reads from: the match in the key of a passage, and where missing years come from.
struct RuleMatch {
  const Passage& passage;
  const Match& match;  ///< group 1 is the deadline; a rule's own groups follow
  const DeadlineContext& context;
  std::optional<std::int32_t> year_nearby;  ///< explicit year of the same sentence or cell
  bool in_cell = false;

  [[nodiscard]] bool has(std::size_t group) const { return match.has(group); }
  [[nodiscard]] std::string_view key(std::size_t group) const {
    return match.of(passage.key, group);
  }
  /// The printed text of a group.
  [[nodiscard]] std::string text(std::size_t group) const;
  /// Digits, or a number word up to ten; nothing when the group took no part.
  [[nodiscard]] std::optional<std::int32_t> number(std::size_t group) const;
  /// The key behind the match, and before it.
  [[nodiscard]] std::string_view text_after() const;
  [[nodiscard]] std::string_view text_before() const;
};

struct DeadlineRule {
  std::string id;
  RuleScope scope = RuleScope::kAnywhere;
  Pattern search;  ///< inside a text, on borders of words
  Pattern whole;   ///< a whole cell, words such as "hoàn thành" before it allowed
  /// The deadlines seen, without raw and source; none when the sighting is no deadline after all.
  std::function<std::vector<Deadline>(const RuleMatch&)> read;
};

/// All rules, the more specific first. Built once, immutable.
[[nodiscard]] std::span<const DeadlineRule> deadline_rules();
/// What they search for.
[[nodiscard]] const PatternSet& deadline_searches();

/// The last day in time that follows from due_date and due_op (standards 6.2).
void set_last_day(Deadline& deadline);

}  // namespace codau::document
