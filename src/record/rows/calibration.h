// record/rows/calibration.h — turns the confidence that a reader states into a probability. The
// probability comes from counts: how often values of this kind were right in documents whose
// content is known.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::record {

/// How a text came about: typed and left unchanged, diacritics restored, letters corrected, or read
/// from an image.
enum class TextKind : std::uint8_t { kPlain, kUnmarked, kMangled, kRecognised };

/// The confidence of a value before calibration, from 0 to 1.
struct StatedConfidence {
  double stated = 1;  ///< as its reader stated
  double joint = 1;   ///< `stated` times the confidences of all words of the value
  TextKind text = TextKind::kPlain;
};

/// Returns the kind of values under which a column was counted, such as "number" or "lead". Returns
/// an empty text if the column was not counted.
[[nodiscard]] std::string_view find_value_kind(std::string_view table, std::string_view column);

/// Returns the calibrated confidence of a value, by data/calibration.tsv (made by
/// tools/make_calibration). The exceptions:
/// 1. A kind that was not counted keeps `stated`.
/// 2. A program built without counts returns `joint` for the kinds that are to be counted.
/// 3. Dates of issue and citations stay on the side of kLowConfidence on which `stated` is.
///    REF_UNSURE, and the dates that other documents may correct, depend on that side.
/// Law: within [0, 1]; for one kind and text it never falls when `stated` and `joint` rise.
[[nodiscard]] double calibrate(std::string_view kind, const StatedConfidence& claim);

}  // namespace codau::record
