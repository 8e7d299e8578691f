// record/edits/apply_promulgator.h — copies number, notation, date and issuer from the document
// that promulgates this one (standards 13.11), if people have set them there.
#pragma once

#include "record/rows/records.h"
#include "text/lexicon.h"

namespace codau::record {

/// Value of corrections.rule for values copied from the promulgating document.
inline constexpr const char* kPromulgatorRule = "13.11";

/// Returns `records` with the values that people have set in the head of the promulgating document.
/// Each copied value gets the basis xref and a correction. Values that follow from the date of
/// issue are computed anew.
/// These stay unchanged: values that are printed in this document, values that a person set in this
/// document, and review reasons.
/// Both arguments must be without cross-references (record/citations/xref.h). The head of
/// `promulgator` is enough.
/// Laws: applying twice gives the same as once; rows stay unchanged if nobody has set a value
/// there; valid rows stay valid (record/schema/validate.h).
[[nodiscard]] Records apply_promulgator(const text::Lexicon& lexicon, Records records,
                                        const Records& promulgator);

}  // namespace codau::record
