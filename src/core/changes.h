// core/changes.h — the algebra of change lists (Change in core/values.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau {

/// Sets the output range of each change. Precondition: `changes` are ascending changes of one text.
void set_output_ranges(std::vector<Change>& changes);

/// Returns the output text: `changes` applied to `input`.
/// Throws Error{kInput} if a change does not fit `input`. Write codau::apply: an unqualified call
/// finds std::apply too.
[[nodiscard]] std::string apply(const std::vector<Change>& changes, std::string_view input);

/// Returns the input text, restored from `output`. Throws Error{kInput} if a change does not fit
/// `output`.
/// Law: undo(changes, apply(changes, input)) == input.
[[nodiscard]] std::string undo(const std::vector<Change>& changes, std::string_view output);

/// Returns one list that has the effect of `first` and then `second`. The input of `second` is the
/// output of `first`. Overlapping edits become one change with the rule, source and runner-up of
/// `second`. Its confidence is the product of both. An edit that cancels out is left out.
/// Law: apply(compose(a, b, x), x) == apply(b, apply(a, x)).
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second,
                                          std::string_view input);
/// The same if the final output is known: reads everything of the changes except their texts.
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second, std::string_view input,
                                          std::string_view output);

/// Returns where the bytes `r` of the input are in the output, widened to whole changes that share
/// a byte with `r`. An insertion strictly inside `r` belongs to `r`; an insertion at its border
/// does not. O(log n).
[[nodiscard]] ByteRange to_output(const std::vector<Change>& changes, ByteRange r);

/// Returns where the bytes `r` of the output were in the input, by the rules of to_output().
/// Law: to_input covers every byte that to_output maps into `r`.
[[nodiscard]] ByteRange to_input(const std::vector<Change>& changes, ByteRange r);

}  // namespace codau
