// core/changes.h — applies, undoes and composes lists of changes (Change in core/values.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau {

/// Sets the output range of each change. Precondition: `changes` are changes of one text, ascending
/// and without overlaps.
void set_output_ranges(std::vector<Change>& changes);

/// Returns the output text: `changes` applied to `input`. Throws Error{kInput} if a change does not
/// fit `input`. Call it as codau::apply, because an unqualified call also finds std::apply.
[[nodiscard]] std::string apply(const std::vector<Change>& changes, std::string_view input);

/// Returns the input text, restored from `output`. Throws Error{kInput} if a change does not fit
/// `output`.
/// Law: undo(changes, apply(changes, input)) == input.
[[nodiscard]] std::string undo(const std::vector<Change>& changes, std::string_view output);

/// Returns one list with the effect of `first` and then `second`. The input of `second` is the
/// output of `first`; `input` is the input of `first`. Throws Error{kInput} if a change does not
/// fit.
/// Overlapping changes become one change with the rule, source and runner-up of `second`. Its
/// confidence is the product of their confidences. Changes that cancel out are left out.
/// Law: apply(compose(a, b, x), x) == apply(b, apply(a, x)).
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second,
                                          std::string_view input);
/// Does the same if the final output text is known. Ignores the texts of the changes.
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second, std::string_view input,
                                          std::string_view output);

/// Returns the range in the output of the range `r` of the input. Includes every change that shares
/// a byte with `r` as a whole. An insertion strictly inside `r` belongs to `r`; an insertion at its
/// border does not. O(log n).
[[nodiscard]] ByteRange to_output(const std::vector<Change>& changes, ByteRange r);

/// Returns the range in the input of the range `r` of the output, by the rules of to_output().
/// Law: to_input covers every byte that to_output maps into `r`.
[[nodiscard]] ByteRange to_input(const std::vector<Change>& changes, ByteRange r);

}  // namespace codau
