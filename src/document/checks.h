// document/checks.h — checks that need the whole document (standards 11), and the confidence of
// each field.
#pragma once

#include <span>

#include "core/values.h"
#include "document/document.h"
#include "document/sections/sections.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// From this probability on, a digit counts as unsure. Of 4,154 words with digits on 200 made pages
/// (seed 903, typefaces that shaped nothing), 53 have more. Among them is the one wrong date that
/// nothing else shows. From 0.02 on there are 27, from 0.003 on 123.
inline constexpr double kMinDigitErrorProbability = 0.01;

/// Adds the codes SECTION_MISSING and TASKS_MISSING, which need all sections.
void check_document(const Lexicon& lexicon, std::span<const SectionNode> nodes, Document& document);

/// Adds codes of contradictions:
/// 1. NUMBER_CONFLICT, DATE_CONFLICT: the document cites itself with another number or date than
///    its head has.
/// 2. REF_UNSURE: a citation has an impossible date ("ngày 14 tháng II"), a date after the
///    document, or a year other than that of its code ("45/2021/NĐ-CP ngày 03/02/2027"). Or one
///    code is cited with two dates.
/// The confidence of such a citation becomes 0.5, which distinguishes its row from the others. The
/// confidence of the recogniser does not show errors. On made pages it was below 0.8 for 6 of 31
/// wrong words with digits, and for 63 of 1,516 right ones.
void check_citations(Document& document);

/// Adds codes for key values whose digits are unsure (kMinDigitErrorProbability): NUMBER_UNSURE,
/// DATE_UNSURE, DUE_UNSURE, BUDGET_UNSURE, and REF_UNSURE with a confidence of 0.5. NUMBER_UNSURE
/// and DATE_UNSURE also if the confidence of a page's number or date is below 0.80. Values stay.
/// Ordinals are checked by their sequence instead.
void check_digits(const RestoredDocument& input, Document& document);

/// Lowers the confidence of each field of the header by the mean confidence of its words, weighted
/// by their length. The recogniser and the restoration gave the words their confidence.
void rate_header(const RestoredDocument& input, Header& header);
/// Does the same for all other fields.
void rate_body(const RestoredDocument& input, Document& document);

}  // namespace codau::document
