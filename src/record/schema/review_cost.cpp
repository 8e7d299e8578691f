#include "record/schema/review_cost.h"

#include <array>

namespace codau::record {
namespace {

/// Costs by judgement, not by measurement: the work to be done again if nobody saw the mistake.
/// 1. A date, number or amount sends work or money to the wrong day, file or account.
/// 2. A lead agency sends the task to the wrong office, which sends it back.
/// 3. Readers notice misread wording and read on.
constexpr auto kFieldCosts = std::to_array<FieldCost>({
    {"documents", "code_number", kMaxCost},
    {"documents", "issued_date", kMaxCost},
    {"documents", "", 80},
    {"documents", "code_notation", 70},
    {"documents", "organ_name", 60},
    {"documents", "plan_year", 60},
    {"documents", "type_code", 50},
    {"documents", "signer_name", 40},
    {"documents", "subject", 40},
    {"documents", "signer_position", 20},
    {"documents", "governing_organ", 20},
    {"documents", "issued_place", 20},
    {"documents", "signer_authority", 10},
    {"sections", "", 20},
    {"sections", "num_raw", 20},
    {"sections", "heading", 10},
    {"sections", "text", 5},
    {"tasks", "deadline_raw", kMaxCost},
    {"tasks", "budget_raw", kMaxCost},
    {"tasks", "", 80},
    {"tasks", "lead_raw", 60},
    {"tasks", "ordinal_raw", 40},
    {"tasks", "coop_raw", 30},
    {"tasks", "task_text", 30},
    {"tasks", "output", 20},
    {"tasks", "note", 5},
});

/// Two readings are equally likely, or an expected value is missing.
constexpr double kEvenOddsDoubt = 0.5;
/// The value is printed, or the page has a place for it, but the row lacks the value.
constexpr double kNothing = 1;
/// The reason adds nothing to the confidence of the value.
constexpr double kAsRead = 0;

constexpr auto kReasonDoubts = std::to_array<ReasonTarget>({
    {"SECRET", "documents", "", 1},
    {"SECRET_SUSPECTED", "documents", "", 1},
    {"ENCODING_UNSURE", "documents", "", kEvenOddsDoubt},
    {"NO_TEXT", "documents", "", kEvenOddsDoubt},
    {"LENGTH_LIMIT", "documents", "subject", kAsRead},
    {"AGENCY_UNKNOWN", "documents", "organ_name", kAsRead},
    {"AGENCY_FUZZY", "documents", "organ_name", kAsRead},
    {"AGENCY_OUT_OF_TIME", "documents", "organ_name", kAsRead},
    {"NUMBER_BLANK", "documents", "code_number", kNothing},
    {"NUMBER_HAND", "documents", "code_number", kAsRead},
    {"NUMBER_HAND_NAMED", "documents", "code_number", kAsRead},
    {"NUMBER_PROPOSED", "documents", "code_number", kEvenOddsDoubt},
    {"NUMBER_CONFLICT", "documents", "code_number", kEvenOddsDoubt},
    {"NUMBER_UNSURE", "documents", "code_number", kEvenOddsDoubt},
    {"XREF_CONFLICT", "documents", "code_number", kEvenOddsDoubt},
    {"NOTATION_BAD", "documents", "code_notation", kEvenOddsDoubt},
    {"DATE_HAND", "documents", "issued_date", kAsRead},
    {"DATE_HAND_NAMED", "documents", "issued_date", kAsRead},
    {"DATE_PARTIAL", "documents", "issued_date", kNothing},
    {"DATE_MISSING", "documents", "issued_date", kNothing},
    {"DATE_INVALID", "documents", "issued_date", kEvenOddsDoubt},
    {"DATE_CONFLICT", "documents", "issued_date", kEvenOddsDoubt},
    {"DATE_UNSURE", "documents", "issued_date", kEvenOddsDoubt},
    {"YEAR_CONFLICT", "documents", "issued_date", kEvenOddsDoubt},
    {"PLAN_YEAR_CONFLICT", "documents", "plan_year", kEvenOddsDoubt},
    {"PLAN_YEAR_MISSING", "documents", "plan_year", kEvenOddsDoubt},
    {"ORGAN_MISSING", "documents", "organ_name", kEvenOddsDoubt},
    {"SUBJECT_MISSING", "documents", "subject", kEvenOddsDoubt},
    {"SIGNER_MISSING", "documents", "signer_name", kEvenOddsDoubt},
    {"POSITION_MISSING", "documents", "signer_position", kEvenOddsDoubt},
    {"TABLE_COUNT", "documents", "", kEvenOddsDoubt},
    {"NUM_GAP", "sections", "num_raw", kEvenOddsDoubt},
    {"NUM_DUP", "sections", "num_raw", kEvenOddsDoubt},
    {"NUM_UNREADABLE", "sections", "num_raw", kEvenOddsDoubt},
    {"TEXT_ILLEGAL_SYLLABLE", "sections", "text", kEvenOddsDoubt},
    {"TASK_EMPTY", "tasks", "task_text", 1},
    {"TEXT_ILLEGAL_SYLLABLE", "tasks", "task_text", kEvenOddsDoubt},
    {"DATE_INVALID", "tasks", "deadline_raw", kEvenOddsDoubt},
    {"DEADLINE_UNPARSED", "tasks", "deadline_raw", kEvenOddsDoubt},
    {"RECURRENCE_UNSPECIFIED", "tasks", "deadline_raw", kAsRead},
    {"DUE_BEFORE_ISSUE", "tasks", "deadline_raw", kEvenOddsDoubt},
    {"DUE_FAR", "tasks", "deadline_raw", kEvenOddsDoubt},
    {"DUE_UNSURE", "tasks", "deadline_raw", kEvenOddsDoubt},
    {"BUDGET_UNSURE", "tasks", "budget_raw", kEvenOddsDoubt},
    {"LEAD_MISSING", "tasks", "lead_raw", kEvenOddsDoubt},
    {"AGENCY_UNKNOWN", "tasks", "lead_raw", kAsRead},
    {"AGENCY_DASH_AMBIGUOUS", "tasks", "lead_raw", kAsRead},
    {"AGENCY_SPLIT_INFERRED", "tasks", "lead_raw", kAsRead},
    {"AGENCY_FUZZY", "tasks", "lead_raw", kAsRead},
    {"AGENCY_OUT_OF_TIME", "tasks", "lead_raw", kAsRead},
    {"ORDINAL_GAP", "tasks", "ordinal_raw", kEvenOddsDoubt},
    {"ORDINAL_DUP", "tasks", "ordinal_raw", kEvenOddsDoubt},
    {"NUM_UNREADABLE", "tasks", "ordinal_raw", kEvenOddsDoubt},
});

}  // namespace

std::span<const FieldCost> field_costs() { return kFieldCosts; }

std::span<const ReasonTarget> reason_targets() { return kReasonDoubts; }

}  // namespace codau::record
