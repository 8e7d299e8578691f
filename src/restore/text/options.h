// restore/text/options.h — the settings of one restoration, and the evidence that comes with its
// input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/range.h"

namespace codau::restore {

/// What the text has been through. kAuto infers the mixture per passage.
enum class Mode : std::uint8_t { kAuto, kStripped, kDamaged, kClean };

struct RestoreOptions {
  Mode mode = Mode::kAuto;
  double min_confidence = 0;  ///< a change with less is not made but listed as a doubt
  std::size_t beam = 16;      ///< readings of the passage kept at each word; fewer are faster
  bool list_tokens = false;   ///< fill Restored::tokens
};

/// OCR's own word confidence for bytes of the input: ranges ascend, never overlap. It counts where
/// the damage is that of an engine which knows Vietnamese; another is sure of the wrong letters.
/// So does a gap: letters at it may be others, or missing, and two words at one be one.
struct WordEvidence {
  Bytes text;
  double confidence = 1;  ///< [0, 1]
  /// Byte of the input, inside `text` or at its end: print of the letter there, or behind the last
  /// one, is lost under a streak of the scanner.
  std::optional<std::uint32_t> gap{};
};

}  // namespace codau::restore
