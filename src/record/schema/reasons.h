// record/schema/reasons.h — the closed list of review reasons and their severity (standards section
// 11).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::record {

/// Confidence below which a value, and what it stands in, is in doubt: OCR_LOW_CONF (standards 11).
inline constexpr double kLowConfidence = 0.80;

/// Ascending. kError: withheld by `export` until a person accepts the row; kReview: exported and
/// listed for review; kInfo: no work for anybody.
enum class Severity : std::uint8_t { kInfo, kReview, kError };

struct ReviewReason {
  std::string_view code;
  Severity severity;
  std::string_view meaning_vi, meaning_en;  ///< for a clerk; data/review-reasons.md has the list
};

/// All codes, in the order of standards section 11. A new code needs a new schema version.
[[nodiscard]] std::span<const ReviewReason> reasons();
/// Nothing for a code that is not in the list.
[[nodiscard]] std::optional<Severity> find_severity(std::string_view code);
/// Each known code once, in the order of standards section 11.
[[nodiscard]] std::vector<std::string> sort_reasons(const std::vector<std::string>& codes);
/// "ok" when no code asks for a person, else "review". Unknown codes ask for one.
[[nodiscard]] std::string_view compute_review_status(const std::vector<std::string>& codes);

}  // namespace codau::record
