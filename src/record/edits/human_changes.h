// record/edits/human_changes.h — what people have set of a document, as changes of its printed
// text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "record/edits/human_edit.h"
#include "record/rows/records.h"

namespace codau::record {

/// Returns the changes that put what people have set into `text`, the restored text of the document
/// (text.txt): a number and a date at their places in the head, any other value in place of the
/// words that were read for it, word by word. `records`: with `edits` applied. What has no place in
/// the text, as a day that was reckoned, or words that do not stand there, changes nothing.
/// All have rule and source "human", the text that they replace as runner_up, and in and out by
/// `text`. Laws: they ascend and never overlap; the number of lines stays.
[[nodiscard]] std::vector<Change> compute_human_changes(std::string_view text,
                                                        const Records& records,
                                                        std::span<const HumanEdit> edits);

}  // namespace codau::record
