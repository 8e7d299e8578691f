// worker/late_changes.h — changes of the restored text that come after restoration: "[…]" for ink
// that was not read, and what people have set. A log keeps what they cover, so that it comes back.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::worker {

/// Rule of "[…]" in place of ink.
inline constexpr const char* kInkRule = "handwriting";
/// Source of what a person has set.
inline constexpr const char* kPersonSource = "human";

/// A change of the found text, and the earlier changes that it covers. `in` of all of them counts
/// bytes of the found text.
struct LateChange {
  Change change;
  std::vector<LateChange> covered = {};
  [[nodiscard]] bool is_by_person() const { return change.source == kPersonSource; }
  [[nodiscard]] bool is_late() const { return is_by_person() || change.rule == kInkRule; }
};
using LateLog = std::vector<LateChange>;

[[nodiscard]] LateLog make_late_log(std::span<const Change> changes);

/// One list for `log` and then `later`, which are changes of what `log` makes of `found`. Changes
/// that touch become one, with rule and source of the later one, and what stood there as runner_up.
/// Law: apply(flatten_log(join_changes(log, later, found)), found) is apply(later, apply(log,
/// found)).
[[nodiscard]] LateLog join_changes(const LateLog& log, std::span<const Change> later,
                                   std::string_view found);

/// The log without what people have set; without any late change.
[[nodiscard]] LateLog remove_human_changes(const LateLog& log);
[[nodiscard]] LateLog remove_late_changes(const LateLog& log);

/// The changes alone, with their places in the output.
[[nodiscard]] std::vector<Change> flatten_log(const LateLog& log);

/// As changes.jsonl has them: what a change covers stands in its "covered". Law:
/// parse_late_log(to_text( log)) is log, but for decimals of confidences. Throws Error{kInput} for
/// what is no log.
[[nodiscard]] std::string to_text(const LateLog& log);
[[nodiscard]] LateLog parse_late_log(std::string_view text);

}  // namespace codau::worker
