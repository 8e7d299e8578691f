// pipeline/inputs/iso_time.h — prints times as ISO 8601 has them.
#pragma once

#include <cstdint>
#include <string>

namespace codau::pipeline {

/// Returns a time in UTC, e.g. "2026-01-31T08:05:00Z". `seconds`: since 1970.
[[nodiscard]] std::string format_iso_time(std::int64_t seconds);

}  // namespace codau::pipeline
