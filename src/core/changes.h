// core/changes.h — applies, undoes and composes lists of changes (Change in core/values.h). In
// every list, the changes ascend and do not overlap.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau {

/// Computes Change::out of each change from the members `in` and `after`.
void set_output_ranges(std::vector<Change>& changes);

/// Returns the output text: `changes` applied to `input`. Throws Error{kInput} if a change does not
/// fit: `input` has other bytes than `before` at `in`, or `after` would not be at `out`. Call it as
/// codau::apply, because an unqualified call also finds std::apply.
[[nodiscard]] std::string apply(const std::vector<Change>& changes, std::string_view input);

/// Returns the input text, restored from `output`. Throws Error{kInput} if a change does not fit
/// `output`, by the rules of apply() with input and output exchanged.
/// Law: undo(changes, apply(changes, input)) == input.
[[nodiscard]] std::string undo(const std::vector<Change>& changes, std::string_view output);

/// Returns one list with the effect of `first` and then `second`. `input`: the input of `first`;
/// the output of `first` is the input of `second`. Throws Error{kInput} if a change does not fit.
/// 1. Changes that overlap become one change, as do two insertions at the same place. This change
///    has the rule, source and runner-up of `second`, and the product of the confidences.
/// 2. If the result leaves the input as it was, there is no change.
/// 3. All other changes are kept, with new ranges.
/// Law: apply(compose(a, b, x), x) == apply(b, apply(a, x)).
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second,
                                          std::string_view input);
/// Does the same, faster, if the output of `second` is known. Reads only the ranges of the changes,
/// not their texts. Precondition: all changes fit.
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second, std::string_view input,
                                          std::string_view output);

/// Returns the range of the output that the range `r` of the input became. O(log n).
/// 1. A change that shares a byte with `r` belongs to the result as a whole.
/// 2. An insertion strictly inside `r` belongs to the result; an insertion at its border does not.
[[nodiscard]] ByteRange to_output(const std::vector<Change>& changes, ByteRange r);

/// Returns the range of the input that became the range `r` of the output, by the same rules.
/// Law: to_input covers every byte that to_output maps into `r`.
[[nodiscard]] ByteRange to_input(const std::vector<Change>& changes, ByteRange r);

}  // namespace codau
