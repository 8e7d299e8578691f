// record/edits/relative_deadlines.h — what in the rows of a document follows from its date of
// issue.
#pragma once

#include <string>

#include "record/rows/records.h"
#include "text/lexicon.h"

namespace codau::record {

/// Counts the deadlines again that run from the issue of the plan (standards D44, 13.6), with their
/// reasons, and DUE_BEFORE_ISSUE. `issued` is issued_date_best, or empty. What a person has set
/// stays, and where that is a deadline, its task has the chosen one of them again (standards 6.6).
/// Holidays are those of the lexicon. Law: rows made with a date and rows counted again for it are
/// the same.
void recompute_relative_deadlines(const text::Lexicon& lexicon, Records& records,
                                  const std::string& issued);

}  // namespace codau::record
