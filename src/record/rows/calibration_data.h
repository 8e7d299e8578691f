// record/rows/calibration_data.h — holds data/calibration.tsv, which src/record/CMakeLists.txt
// compiles in.
#pragma once

#include <string_view>

namespace codau::record {

/// Returns the text of data/calibration.tsv, with the columns kind, text, base and slope. Returns
/// an empty text in a program that is built to make these counts.
[[nodiscard]] std::string_view calibration_tsv();

}  // namespace codau::record
