#include "record/reasons.h"

#include <algorithm>
#include <array>

namespace codau::record {
namespace {

using enum Severity;

constexpr auto kReasons = std::to_array<Reason>({
    {"NOT_A_PLAN", kReview},
    {"SECRET", kError},
    {"ENCODING_UNSURE", kError},
    {"READ_SIMPLY", kReview},
    {"CTRL_CHAR", kReview},
    {"OCR_LOW_CONF", kReview},
    {"TEXT_ILLEGAL_SYLLABLE", kReview},
    {"RESTORE_AMBIGUOUS", kReview},
    {"REALWORD_SUSPECT", kReview},
    {"NUMBER_BLANK", kInfo},
    {"NUMBER_PROPOSED", kReview},
    {"NOTATION_BAD", kReview},
    {"DATE_PARTIAL", kInfo},
    {"DATE_MISSING", kReview},
    {"DATE_INVALID", kReview},
    {"YEAR_CONFLICT", kReview},
    {"PLAN_YEAR_CONFLICT", kReview},
    {"PLAN_YEAR_MISSING", kReview},
    {"DATE_PADDING", kInfo},
    {"ORGAN_MISSING", kReview},
    {"ORGAN_INFERRED", kInfo},
    {"SUBJECT_MISSING", kReview},
    {"SIGNER_MISSING", kReview},
    {"POSITION_MISSING", kReview},
    {"SIGNER_NO_AUTHORITY", kInfo},
    {"NUM_GAP", kReview},
    {"NUM_DUP", kReview},
    {"NUM_UNREADABLE", kReview},
    {"NUM_REPAIRED", kInfo},
    {"SECTION_MISSING", kReview},
    {"HEADER_UNKNOWN", kReview},
    {"TABLE_RAGGED", kReview},
    {"ROW_ORPHAN", kReview},
    {"ORDINAL_GAP", kReview},
    {"ORDINAL_DUP", kReview},
    {"TASK_BARE", kReview},
    {"DITTO", kInfo},
    {"TASK_EMPTY", kError},
    {"TABLE_COUNT", kError},
    {"LEAD_MISSING", kReview},
    {"COOP_EQ_LEAD", kInfo},
    {"AGENCY_UNKNOWN", kReview},
    {"AGENCY_DASH_AMBIGUOUS", kReview},
    {"AGENCY_SPLIT_INFERRED", kReview},
    {"AGENCY_FUZZY", kReview},
    {"AGENCY_OUT_OF_TIME", kReview},
    {"REQUESTED", kInfo},
    {"DEADLINE_UNPARSED", kReview},
    {"MULTI_DEADLINE", kInfo},
    {"RECURRENCE_UNSPECIFIED", kReview},
    {"DUE_INFERRED", kInfo},
    {"DUE_BEFORE_ISSUE", kReview},
    {"DUE_FAR", kReview},
    {"HOLIDAYS_IGNORED", kInfo},
    {"LENGTH_LIMIT", kReview},
    {"CELL_TOO_LONG", kError},
    {"REF_UNRESOLVED", kInfo},
    {"XREF_CONFLICT", kReview},
    {"INLINE_BULLET", kReview},
    {"PAGE_JOIN", kInfo},
    {"EDXML_INCOMPLETE", kError},
    {"AIP_INPUT_MISSING", kError},
    {"EXPORT_MISMATCH", kError},
});

}  // namespace

std::span<const Reason> reasons() { return kReasons; }

std::optional<Severity> severity_of(std::string_view code) {
  const auto* const found = std::ranges::find(kReasons, code, &Reason::code);
  if (found == kReasons.end()) return std::nullopt;
  return found->severity;
}

std::vector<std::string> in_order(const std::vector<std::string>& codes) {
  std::vector<std::string> out;
  for (const Reason& reason : kReasons) {
    if (std::ranges::find(codes, reason.code) != codes.end()) out.emplace_back(reason.code);
  }
  return out;
}

std::string_view review_status(const std::vector<std::string>& codes) {
  const bool asks = std::ranges::any_of(codes, [](const std::string& code) {
    return severity_of(code).value_or(Severity::kError) != Severity::kInfo;
  });
  return asks ? "review" : "ok";
}

}  // namespace codau::record
