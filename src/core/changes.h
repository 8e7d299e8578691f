// core/changes.h — applies, undoes and composes lists of changes. A Change (core/values.h) replaces
// the bytes `in` of an input, the text `before`, by the bytes `out` of the output, the text
// `after`. In every list, the changes ascend and do not overlap.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau {

/// Computes Change::out of each change from the members `in` and `after`.
void set_output_ranges(std::vector<Change>& changes);

/// Returns the output: `input` with all changes made. Throws Error{kInput} if a change does not
/// fit: `input` has other bytes than `before` at `in`, or `after` would not be at `out`. Call it as
/// codau::apply, because an unqualified call also finds std::apply.
[[nodiscard]] std::string apply(const std::vector<Change>& changes, std::string_view input);

/// Returns the input, restored from `output`. Throws Error{kInput} if `output` has other bytes than
/// `after` at `out`, or `before` would not be at `in`.
/// Law: undo(changes, apply(changes, input)) == input.
[[nodiscard]] std::string undo(const std::vector<Change>& changes, std::string_view output);

/// Returns one list with the effect of `first` and then `second`. `input`: the input of `first`;
/// the output of `first` is the input of `second`. Throws Error{kInput} if a change of either list
/// does not fit, as in apply().
/// 1. Changes that overlap become one change, and so do two insertions at the same place. This
///    change has the rule, source and runner-up of `second`, and the product of the confidences.
/// 2. A change whose `before` and `after` would be equal is left out.
/// 3. All other changes are kept, with new ranges.
/// Law: apply(compose(a, b, x), x) == apply(b, apply(a, x)).
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second,
                                          std::string_view input);
/// Does the same if the output of `second` is known. Faster, because `before` and `after` are cut
/// out of `input` and `output`. Checks nothing. Precondition: all changes fit.
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second, std::string_view input,
                                          std::string_view output);

/// Returns the range of the output that the range `r` of the input became. O(log n).
/// 1. If a change shares a byte with `r`, the result contains its whole range `out`.
/// 2. An insertion strictly inside `r` belongs to the result; an insertion at its border does not.
[[nodiscard]] ByteRange to_output(const std::vector<Change>& changes, ByteRange r);

/// Returns the range of the input that became the range `r` of the output, by the same rules with
/// input and output exchanged.
/// Law: the result contains every byte that to_output() maps into `r`.
[[nodiscard]] ByteRange to_input(const std::vector<Change>& changes, ByteRange r);

}  // namespace codau
