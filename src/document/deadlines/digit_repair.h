// document/deadlines/digit_repair.h — the digit that was misread in a date that no calendar has
// (6.7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::document {

/// Where day and month are printed. Precondition: digits inside `text`, the day first.
struct PrintedDay {
  ByteRange day, month;
};

/// The change of day and month, `in` being bytes of `text`, to the only date of `year` from
/// `earliest` (ISO; empty: any) on that one glyph (1↔7, 0↔6, 3↔8, 5↔6) parts from what is printed
/// and that is printed as dates are (3.5); nothing where there is none, or more than one.
[[nodiscard]] std::optional<Change> propose_digit_repair(std::string_view text,
                                                         const PrintedDay& printed,
                                                         std::int32_t year,
                                                         std::string_view earliest);

}  // namespace codau::document
