// record/rows/calibration_data.h — data/calibration.tsv as compiled in by
// src/record/CMakeLists.txt.
#pragma once

#include <string_view>

namespace codau::record {

/// kind, text, base, slope. Empty in a program that is built to be counted.
[[nodiscard]] std::string_view calibration_tsv();

}  // namespace codau::record
