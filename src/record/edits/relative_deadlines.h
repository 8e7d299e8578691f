// record/edits/relative_deadlines.h — computes the values of a document's rows that follow from its
// date of issue.
#pragma once

#include <string>

#include "record/rows/records.h"
#include "text/lexicon.h"

namespace codau::record {

/// Computes the deadlines anew that run from the issue of the plan (standards D44, 13.6), with
/// their review reasons and DUE_BEFORE_ISSUE. `issued`: issued_date_best, or empty. Holidays come
/// from the lexicon. Values that a person has set stay. If a person has set a deadline, its task
/// copies the chosen deadline anew (standards 6.6).
/// Law: rows made with a date equal rows computed anew for that date.
void recompute_relative_deadlines(const text::Lexicon& lexicon, Records& records,
                                  const std::string& issued);

}  // namespace codau::record
