// document/deadlines/digit_repair.h — finds the misread digit of a date that no calendar has
// (standards 6.7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::document {

/// The bytes of day and month in a printed date. Precondition: they are digits inside the text, the
/// day first.
struct PrintedDay {
  ByteRange day, month;
};

/// Returns the change of day and month that makes a date of `year`, not before `earliest` (ISO;
/// empty: any). One digit may change, to one of similar shape (1↔7, 0↔6, 3↔8, 5↔6). The result must
/// be written as dates are (3.5). Returns nothing if there is no such change, or more than one.
/// `in` has bytes of `text`.
[[nodiscard]] std::optional<Change> propose_digit_repair(std::string_view text,
                                                         const PrintedDay& printed,
                                                         std::int32_t year,
                                                         std::string_view earliest);

}  // namespace codau::document
