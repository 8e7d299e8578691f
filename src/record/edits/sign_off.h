// record/edits/sign_off.h — detects the acceptance of a document, and withdraws it.
#pragma once

#include <span>

#include "record/edits/human_edit.h"
#include "record/rows/records.h"

namespace codau::record {

/// Returns whether an edit accepts its document as a whole.
[[nodiscard]] bool is_sign_off(const HumanEdit& edit);

/// Returns whether somebody edited the document after its last acceptance. Two edits do not count:
/// a row accepted by the same person at the same time as the document, and a division of the file.
[[nodiscard]] bool is_edited_since_sign_off(std::span<const HumanEdit> edits);

/// Withdraws the acceptance of the document if somebody edited the document later, or if one of its
/// doubts is open.
void withdraw_sign_off(Records& records, std::span<const HumanEdit> edits);

}  // namespace codau::record
