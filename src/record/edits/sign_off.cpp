#include "record/edits/sign_off.h"

#include <algorithm>

#include "record/edits/edit_rules.h"
#include "record/edits/review_doubts.h"
#include "record/schema/typed_row.h"

namespace codau::record {

bool is_sign_off(const HumanEdit& edit) {
  return edit.table == "documents" && edit.action == EditAction::kAccept && !edit.from;
}

bool is_edited_since_sign_off(std::span<const HumanEdit> edits) {
  const auto last = std::find_if(edits.rbegin(), edits.rend(), is_sign_off);
  return last != edits.rend() && std::any_of(edits.rbegin(), last, [&](const HumanEdit& later) {
           const bool is_of_same_act = later.action == EditAction::kAccept &&
                                       later.at == last->at && later.actor == last->actor;
           return later.action != EditAction::kDivide && !is_of_same_act;
         });
}

void withdraw_sign_off(Records& records, std::span<const HumanEdit> edits) {
  if (records[TableId::kDocuments].empty()) return;
  Row& row = records[TableId::kDocuments].front();
  Cells<Documents> document(row);
  if (document.text(Documents::review_status) != "accepted") return;
  if (find_unsettled_doubts(records, edits).empty() && !is_edited_since_sign_off(edits)) return;
  document.set(Documents::review_status,
               compute_status_after(EditAction::kReopen, table(TableId::kDocuments), row));
}

}  // namespace codau::record
