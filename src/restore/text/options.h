// restore/text/options.h — the settings of one restoration, and the evidence of the engine for its
// input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/range.h"

namespace codau::restore {

/// The damage that restoration assumes.
enum class RestoreMode : std::uint8_t {
  kAuto,      ///< infers the damage of each line
  kStripped,  ///< all marks are lost
  kDamaged,   ///< every line has OCR errors
  kClean      ///< no damage: text is only normalised to NFC
};

struct RestoreOptions {
  RestoreMode mode = RestoreMode::kAuto;
  double min_confidence = 0;  ///< a less certain change is not made but listed as a doubt
  std::size_t beam = 16;      ///< hypotheses kept at each word; fewer are faster
  bool list_tokens = false;   ///< fill Restoration::tokens
};

/// The OCR engine's own confidence for bytes of the input. Ranges ascend and never overlap. It
/// counts only in lines with the damage of an engine for Vietnamese; other engines are sure of
/// wrong letters.
struct WordEvidence {
  ByteRange text;
  double confidence = 1;  ///< [0, 1]
  /// Byte of the input, inside `text` or at its end, where a streak of the scanner hides print. A
  /// letter at a gap may be another letter or be missing. Two words at a gap may be one word.
  std::optional<std::uint32_t> gap{};
};

}  // namespace codau::restore
