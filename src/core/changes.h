// core/changes.h — the algebra of change lists (Change in core/values.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau {

/// Gives ascending changes of one text their places in the output.
void place_out(std::vector<Change>& changes);

/// The output text of `changes` on `input`.
/// Throws Error{kInput} when a change does not fit `input`. Call it codau::apply: std::apply is
/// found too.
[[nodiscard]] std::string apply(const std::vector<Change>& changes, std::string_view input);

/// The input text back from `output`. Throws Error{kInput} when a change does not fit `output`.
/// Law: undo(changes, apply(changes, input)) == input.
[[nodiscard]] std::string undo(const std::vector<Change>& changes, std::string_view output);

/// One list for `first` and then `second` (whose input is the output of `first`). Overlapping edits
/// become one change that carries rule, source and runner-up of `second` and the product of both
/// confidences; an edit that cancels out is left away.
/// Law: apply(compose(a, b, x), x) == apply(b, apply(a, x)).
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second,
                                          std::string_view input);
/// The same where the last output is known: of the changes all but the texts is looked at.
[[nodiscard]] std::vector<Change> compose(const std::vector<Change>& first,
                                          const std::vector<Change>& second, std::string_view input,
                                          std::string_view output);

/// Where the bytes `r` of the input are in the output: grown to cover whole changes they share a
/// byte with. An insertion strictly inside `r` belongs to it, one at its border does not. O(log n).
[[nodiscard]] Bytes to_output(const std::vector<Change>& changes, Bytes r);

/// Where the bytes `r` of the output were in the input: the same the other way round.
/// Law: to_input covers every byte that to_output maps into `r`.
[[nodiscard]] Bytes to_input(const std::vector<Change>& changes, Bytes r);

}  // namespace codau
