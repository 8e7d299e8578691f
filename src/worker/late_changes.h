// worker/late_changes.h — logs changes of the restored text after restoration: lines that people
// corrected, "[…]" for unread ink, and values that people set. The log keeps the changes that they
// cover, so that these can be undone.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "record/rows/correction.h"

namespace codau::worker {

/// Rule of a change that inserts "[…]" for unread ink.
inline constexpr const char* kInkRule = "handwriting";
/// Source of a change by a person. The rule tells a corrected line (record::kLineRule) from a
/// value.
inline constexpr const char* kPersonSource = "human";

/// A change of the OCR text, and the earlier changes that it covers. The field `in` of all of them
/// counts bytes of the OCR text.
struct LateChange {
  Change change;
  std::vector<LateChange> covered = {};
  [[nodiscard]] bool is_line() const {
    return change.source == kPersonSource && change.rule.starts_with(record::kLineRule);
  }
  [[nodiscard]] bool is_value() const { return change.source == kPersonSource && !is_line(); }
  [[nodiscard]] bool is_late() const { return is_line() || is_value() || change.rule == kInkRule; }
};
using LateLog = std::vector<LateChange>;

/// Makes a log of changes that cover no others.
[[nodiscard]] LateLog make_late_log(std::span<const Change> changes);

/// Merges `later` into `log` and returns the new log. The changes in `later` refer to the text that
/// `log` makes from `found`. Overlapping and adjacent changes become one change. This change has
/// the rule and source of the later one, and the covered text as runner_up.
/// Law: apply(flatten_log(join_changes(log, later, found)), found) is apply(later, apply(log,
/// found)).
[[nodiscard]] LateLog join_changes(const LateLog& log, std::span<const Change> later,
                                   std::string_view found);

/// Returns the log without values that people set. Corrected lines and ink marks stay.
[[nodiscard]] LateLog remove_values(const LateLog& log);
/// Returns the log without values and ink marks. Corrected lines stay.
[[nodiscard]] LateLog keep_line_changes(const LateLog& log);
/// Returns the log as restoration made it.
[[nodiscard]] LateLog remove_late_changes(const LateLog& log);

/// Returns the changes of a log with their places in the output.
[[nodiscard]] std::vector<Change> flatten_log(const LateLog& log);

/// Returns the log as the text of changes.jsonl, or parses it. The key "covered" holds the covered
/// changes. Throws Error{kInput} if the text is no log.
/// Law: parse_late_log(to_text(log)) is log, except for rounded decimals of confidences.
[[nodiscard]] std::string to_text(const LateLog& log);
[[nodiscard]] LateLog parse_late_log(std::string_view text);

}  // namespace codau::worker
