// document/checks.h — what only the whole document shows: standards 11, and how sure each field is.
#pragma once

#include <span>

#include "core/values.h"
#include "document/document.h"
#include "document/sections/sections.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Of 4,154 words with digits on 200 made pages (seed 903, typefaces that shaped nothing) 53 have
/// more, among them the one wrong date that nothing else shows; from 0.02 on 27, from 0.003 on 123.
inline constexpr double kMinDigitErrorProbability = 0.01;

/// Adds the document-level codes that need all sections: SECTION_MISSING, TASKS_MISSING.
void check_document(const Lexicon& lexicon, std::span<const SectionNode> nodes, Document& document);

/// Adds the codes of what the document says twice and not alike, or cannot be as it was read:
/// NUMBER_CONFLICT and DATE_CONFLICT where it cites itself with another number or date than its
/// head has, REF_UNSURE where a citation is dated after the document or in another year than its
/// code has ("45/2021/NĐ-CP ngày 03/02/2027"), where one code is cited with two dates, or where a
/// date is printed that is none ("ngày 14 tháng II"). The confidence of such a citation is 0.5,
/// which tells its row from the others. The recogniser's own does not: of 31 wrong words with
/// digits on made pages it was below 0.8 for 6, of 1,516 right ones for 63.
void check_citations(Document& document);

/// Adds the codes of key values of which the recogniser saw other digits with a probability of at
/// least kMinDigitErrorProbability: NUMBER_UNSURE, DATE_UNSURE, DUE_UNSURE, BUDGET_UNSURE, and
/// REF_UNSURE with a confidence of 0.5 as above. NUMBER_UNSURE and DATE_UNSURE also if the
/// confidence of a page's number or date is below 0.80. The value stays. Ordinals have their
/// sequence instead.
void check_digits(const RestoredDocument& input, Document& document);

/// Lowers the confidence of every field of the header by that of its words: the length-weighted
/// mean of what the recogniser and the restoration said of them.
void rate_header(const RestoredDocument& input, Header& header);
/// The same of every other field.
void rate_body(const RestoredDocument& input, Document& document);

}  // namespace codau::document
