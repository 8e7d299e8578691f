// record/signature.h — the acceptance of a document, and what takes it back.
#pragma once

#include <span>

#include "record/human_edit.h"
#include "record/records.h"

namespace codau::record {

/// Whether an edit accepts the document that it is of, as a whole.
[[nodiscard]] bool is_signature(const HumanEdit& edit);

/// Whether somebody has edited the document since it was last accepted. Rows that were accepted in
/// one act with it do not count, nor does a division of its file.
[[nodiscard]] bool is_edited_since_signed(std::span<const HumanEdit> edits);

/// Takes back the acceptance of the document unless what was accepted stands as it stood then:
/// nobody has edited it since, and no doubt of it is open.
void withdraw_signature(Records& records, std::span<const HumanEdit> edits);

}  // namespace codau::record
