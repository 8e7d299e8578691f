// record/edits/apply_promulgator.h — number, notation, date and issuer of what another document
// promulgates (standards 13.11), once people have set them there.
#pragma once

#include "record/rows/records.h"
#include "text/lexicon.h"

namespace codau::record {

/// The rule by which corrections say that a value was set in the promulgating document.
inline constexpr const char* kPromulgatorRule = "13.11";

/// The rows with what people have set in the head of the document that promulgates this one: its
/// values with basis xref, a correction of each, and what follows from another date of issue. What
/// was printed here, or set by a person here, stays, and so do review reasons. Both without
/// cross-references (record/citations/xref.h); of `promulgator` the head will do. Laws: twice is
/// once; where nobody has set anything there, the rows are as they were; those that keep the
/// promises of the schema still do.
[[nodiscard]] Records apply_promulgator(const text::Lexicon& lexicon, Records records,
                                        const Records& promulgator);

}  // namespace codau::record
