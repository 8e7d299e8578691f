// document/header/settle_handwriting.h — decides whether number, day and month that a clerk wrote
// or stamped into the printed blanks are kept.
#pragma once

#include <string>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/header/hand_witnesses.h"

namespace codau::document {

/// Keeps or removes handwritten values of number and date. A value is handwritten if:
/// 1. its ink is unlike print (OcrWord::is_handwritten);
/// 2. unread ink stands beside it (OcrWord::has_unread_ink_after);
/// 3. or it is a number with a low confidence beside a printed notation.
///
/// It is kept if the network for handwriting read all of it surely: is_handwritten without unread
/// ink, and a confidence of at least 0.985 for numbers, 0.97 for dates. Then it has Basis::kHand,
/// and the reason NUMBER_HAND or DATE_HAND. Otherwise the number is removed, with NUMBER_BLANK; day
/// and month become X, with DATE_PARTIAL (3.2, 3.5). Precondition: the header is rated (checks.h).
void settle_handwriting(const RestoredDocument& input, const HandWitnesses& witnesses,
                        Header& header, std::vector<std::string>& flags);

}  // namespace codau::document
