// record/schema/reasons.h — review reasons: the closed list of codes that say why a person should
// look at a row, with their severity (standards 11).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::record {

/// Values with a confidence below this number are in doubt, and their rows get OCR_LOW_CONF
/// (standards 11).
inline constexpr double kLowConfidence = 0.80;

/// How much a review reason weighs, in ascending order:
/// 1. kInfo: nobody has to act.
/// 2. kReview: the row is exported and listed for review.
/// 3. kError: the command `export` withholds the row until a person accepts it.
enum class Severity : std::uint8_t { kInfo, kReview, kError };

/// A review reason with its meaning in Vietnamese and English.
struct ReviewReason {
  std::string_view code;
  Severity severity;
  std::string_view meaning_vi, meaning_en;  ///< for clerks; data/review-reasons.md lists them
};

/// Returns all review reasons in the order of standards section 11. A new code needs a new schema
/// version.
[[nodiscard]] std::span<const ReviewReason> reasons();
/// Returns the severity of a code; nothing if the code is not in the list.
[[nodiscard]] std::optional<Severity> find_severity(std::string_view code);
/// Returns each known code of `codes` once, in the order of standards section 11.
[[nodiscard]] std::vector<std::string> sort_reasons(const std::vector<std::string>& codes);
/// Returns "ok" if all codes have severity kInfo, else "review". Unknown codes count as kError.
[[nodiscard]] std::string_view compute_review_status(const std::vector<std::string>& codes);

}  // namespace codau::record
