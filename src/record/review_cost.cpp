#include "record/review_cost.h"

#include <array>

namespace codau::record {
namespace {

/// By judgement, not by count: what somebody has to do over when nobody saw the mistake. A date, a
/// number or an amount sends work or money to the wrong day, file or account; a lead sends it to
/// the wrong office, which sends it back; wording is read past.
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

/// Either of two readings, or nothing where something belongs.
constexpr double kEven = 0.5;
/// The value is printed, or has its place on the page, and the row lacks it.
constexpr double kNothing = 1;
/// The reason says no more than the confidence of the value.
constexpr double kAsRead = 0;

constexpr auto kReasonDoubts = std::to_array<ReasonTarget>({
    {"SECRET", "documents", "", 1},
    {"SECRET_SUSPECTED", "documents", "", 1},
    {"ENCODING_UNSURE", "documents", "", kEven},
    {"NO_TEXT", "documents", "", kEven},
    {"LENGTH_LIMIT", "documents", "subject", kAsRead},
    {"AGENCY_UNKNOWN", "documents", "organ_name", kAsRead},
    {"AGENCY_FUZZY", "documents", "organ_name", kAsRead},
    {"AGENCY_OUT_OF_TIME", "documents", "organ_name", kAsRead},
    {"NUMBER_BLANK", "documents", "code_number", kNothing},
    {"NUMBER_PROPOSED", "documents", "code_number", kEven},
    {"NUMBER_CONFLICT", "documents", "code_number", kEven},
    {"NUMBER_UNSURE", "documents", "code_number", kEven},
    {"XREF_CONFLICT", "documents", "code_number", kEven},
    {"NOTATION_BAD", "documents", "code_notation", kEven},
    {"DATE_PARTIAL", "documents", "issued_date", kNothing},
    {"DATE_MISSING", "documents", "issued_date", kNothing},
    {"DATE_INVALID", "documents", "issued_date", kEven},
    {"DATE_CONFLICT", "documents", "issued_date", kEven},
    {"DATE_UNSURE", "documents", "issued_date", kEven},
    {"YEAR_CONFLICT", "documents", "issued_date", kEven},
    {"PLAN_YEAR_CONFLICT", "documents", "plan_year", kEven},
    {"PLAN_YEAR_MISSING", "documents", "plan_year", kEven},
    {"ORGAN_MISSING", "documents", "organ_name", kEven},
    {"SUBJECT_MISSING", "documents", "subject", kEven},
    {"SIGNER_MISSING", "documents", "signer_name", kEven},
    {"POSITION_MISSING", "documents", "signer_position", kEven},
    {"TABLE_COUNT", "documents", "", kEven},
    {"NUM_GAP", "sections", "num_raw", kEven},
    {"NUM_DUP", "sections", "num_raw", kEven},
    {"NUM_UNREADABLE", "sections", "num_raw", kEven},
    {"TEXT_ILLEGAL_SYLLABLE", "sections", "text", kEven},
    {"TASK_EMPTY", "tasks", "task_text", 1},
    {"TEXT_ILLEGAL_SYLLABLE", "tasks", "task_text", kEven},
    {"DATE_INVALID", "tasks", "deadline_raw", kEven},
    {"DEADLINE_UNPARSED", "tasks", "deadline_raw", kEven},
    {"RECURRENCE_UNSPECIFIED", "tasks", "deadline_raw", kAsRead},
    {"DUE_BEFORE_ISSUE", "tasks", "deadline_raw", kEven},
    {"DUE_FAR", "tasks", "deadline_raw", kEven},
    {"DUE_UNSURE", "tasks", "deadline_raw", kEven},
    {"BUDGET_UNSURE", "tasks", "budget_raw", kEven},
    {"LEAD_MISSING", "tasks", "lead_raw", kEven},
    {"AGENCY_UNKNOWN", "tasks", "lead_raw", kAsRead},
    {"AGENCY_DASH_AMBIGUOUS", "tasks", "lead_raw", kAsRead},
    {"AGENCY_SPLIT_INFERRED", "tasks", "lead_raw", kAsRead},
    {"AGENCY_FUZZY", "tasks", "lead_raw", kAsRead},
    {"AGENCY_OUT_OF_TIME", "tasks", "lead_raw", kAsRead},
    {"ORDINAL_GAP", "tasks", "ordinal_raw", kEven},
    {"ORDINAL_DUP", "tasks", "ordinal_raw", kEven},
    {"NUM_UNREADABLE", "tasks", "ordinal_raw", kEven},
});

}  // namespace

std::span<const FieldCost> field_costs() { return kFieldCosts; }

std::span<const ReasonTarget> reason_targets() { return kReasonDoubts; }

}  // namespace codau::record
