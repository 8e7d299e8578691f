// restore/text/options.h — the settings of one restoration, and the evidence of the engine for its
// input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/range.h"

namespace codau::restore {

/// The damage of the text. kAuto infers the mixture per window.
enum class RestoreMode : std::uint8_t { kAuto, kStripped, kDamaged, kClean };

struct RestoreOptions {
  RestoreMode mode = RestoreMode::kAuto;
  double min_confidence = 0;  ///< a less certain change is not made but listed as a doubt
  std::size_t beam = 16;      ///< hypotheses kept at each word; fewer are faster
  bool list_tokens = false;   ///< fill Restoration::tokens
};

/// The OCR engine's own confidence for bytes of the input. Ranges ascend and never overlap. The
/// confidence counts only if the damage is that of an engine that knows Vietnamese; another engine
/// is sure of wrong letters. A gap counts under the same condition. Letters at a gap may be other
/// letters, or missing, and two words at a gap may be one.
struct WordEvidence {
  ByteRange text;
  double confidence = 1;  ///< [0, 1]
  /// Byte of the input, inside `text` or at its end. A streak of the scanner hides print of the
  /// letter there, or after the last letter.
  std::optional<std::uint32_t> gap{};
};

}  // namespace codau::restore
