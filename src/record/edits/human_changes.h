// record/edits/human_changes.h — turns the edits of people into changes of the document's restored
// text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "record/edits/human_edit.h"
#include "record/rows/records.h"

namespace codau::record {

/// Returns the changes that write values set by people into `text`, the restored text of the
/// document (text.txt). Edits must be applied to `records` already. A number or date goes to its
/// place in the head of the document. Any other value replaces the words that were read for it,
/// word by word. A value without place in the text changes nothing, such as a computed day, or
/// words that do not occur.
/// Each change has rule and source "human", the replaced text as runner_up, and ranges in bytes of
/// `text` and of the result.
/// Laws: changes ascend and never overlap; the number of lines stays.
[[nodiscard]] std::vector<Change> compute_human_changes(std::string_view text,
                                                        const Records& records,
                                                        std::span<const HumanEdit> edits);

}  // namespace codau::record
