// core/changes.h — applies, undoes and composes lists of changes. A Change (core/values.h) replaces
// bytes of an input, which gives an output:
// 1. `in` is the range of these bytes in the input, `before` has the bytes. Empty in an insertion.
// 2. `out` is the range of the new bytes in the output, `after` has them. Empty in a deletion.
// In every list, the changes ascend and do not overlap.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau {

/// Sets the member `out` of each change, which follows from the members `in` and `after`.
void set_output_ranges(std::vector<Change>& changes);

/// Returns the output: `input` with all changes made. Throws Error{kInput} if a change does not
/// fit. A change fits if `input` has the bytes `before` at `in`, and the output has the bytes
/// `after` at `out`. Call it as codau::apply, because an unqualified call also finds std::apply.
[[nodiscard]] std::string apply(const std::vector<Change>& changes, std::string_view input);

/// Returns the input, restored from `output`. Throws Error{kInput} if a change does not fit.
/// Law: undo(changes, apply(changes, input)) == input.
[[nodiscard]] std::string undo(const std::vector<Change>& changes, std::string_view output);

/// Returns one list with the effect of both lists: first `first`, then `second`. `input`: the input
/// of `first`. The output of `first` is the input of `second`. Throws Error{kInput} if a change of
/// either list does not fit.
/// 1. A change of `first` and a change of `second` become one change if their ranges in the output
///    of `first` overlap. An empty range overlaps an equal range and a range around it. Changes
///    that overlap in a chain all become one. The new change has the rule, source and runner-up of
///    the first of these changes in `second`, and the product of all confidences.
/// 2. A change whose `before` and `after` would be equal is left out.
/// 3. All other changes are kept, with new ranges.
/// Law: apply(compose(a, b, x), x) == apply(b, apply(a, x)).
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second,
                                          std::string_view input);
/// Returns the same list, but checks nothing and is faster. `output`: the output of `second`.
/// Precondition: all changes fit.
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second, std::string_view input,
                                          std::string_view output);

/// Returns the range of the output that the range `r` of the input became. O(log n).
/// 1. If a change shares a byte with `r`, the result contains the whole range `out` of the change.
///    The same holds if `r` is empty and strictly inside the range `in` of the change.
/// 2. An insertion strictly inside `r` belongs to the result; an insertion at its border does not.
[[nodiscard]] ByteRange to_output(const std::vector<Change>& changes, ByteRange r);

/// Returns the range of the input that became the range `r` of the output, by the same rules with
/// input and output exchanged. A deletion then counts as an insertion.
/// Law: if to_output() of one byte of the input is not empty and inside `r`, the result contains
/// this byte.
[[nodiscard]] ByteRange to_input(const std::vector<Change>& changes, ByteRange r);

}  // namespace codau
