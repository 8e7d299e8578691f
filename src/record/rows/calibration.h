// record/rows/calibration.h — how often values like this one were right where they were counted.
#pragma once

#include <cstdint>
#include <string_view>

namespace codau::record {

/// What a text went through: typed and left as it was, marks put back, letters put right, or read
/// from an image.
enum class TextKind : std::uint8_t { kPlain, kUnmarked, kMangled, kRecognised };

/// What is known of a value before anything was counted.
struct StatedConfidence {
  double stated = 1;  ///< what its reader said of it
  double joint = 1;   ///< the same times the chance that each of its words was read well
  TextKind text = TextKind::kPlain;
};

/// The kind under which values of a column were counted: "number", "lead"; empty for none.
[[nodiscard]] std::string_view find_value_kind(std::string_view table, std::string_view column);

/// The confidence of a value, by data/calibration.tsv (tools/make_calibration). Of a kind that was
/// not counted it is what was stated; a program built without counts gives `joint` to those that
/// are to be counted. Dates of issue and citations keep the side of kLowConfidence that was stated:
/// REF_UNSURE and what other documents may correct hang on it.
/// Law: within [0, 1]; for one kind and text it never falls when stated and joint rise.
[[nodiscard]] double calibrate(std::string_view kind, const StatedConfidence& claim);

}  // namespace codau::record
