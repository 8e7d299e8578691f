// pipeline/inputs/iso_time.h — formats times according to ISO 8601.
#pragma once

#include <cstdint>
#include <string>

namespace codau::pipeline {

/// Returns a time in UTC as text, such as "2026-01-31T08:05:00Z". `seconds`: since 1970.
[[nodiscard]] std::string format_iso_time(std::int64_t seconds);

}  // namespace codau::pipeline
