// restore/text/options.h — defines the settings of a restoration, and evidence. Evidence is the
// knowledge of an OCR engine about words of the input: how sure it was, and where print was hidden.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/range.h"

namespace codau::restore {

/// The damage that restoration assumes.
enum class RestoreMode : std::uint8_t {
  kAuto,      ///< unknown: restoration infers the damage of each line
  kStripped,  ///< the text has lost its diacritics, nothing else
  kDamaged,   ///< an OCR engine misread or lost letters in every line
  kClean      ///< no damage: the text is only normalised to NFC
};

/// The encoding of the text.
enum class SourceEncoding : std::uint8_t {
  kDetect,  ///< unknown: found word by word
  // Encodings from before Unicode, as text::LegacyEncoding has them (text/legacy_encoding.h).
  kTcvn3,   ///< TCVN 5712-1, for fonts such as .VnTime
  kVni,     ///< VNI, for fonts such as VNI-Times
  kViscii,  ///< RFC 1456
  kCp1258,  ///< Windows-1258
  kViqr     ///< RFC 1456, in ASCII: signs after the letters, "Vie^.t" (repair/sign_marks.h)
};

/// The settings of one restoration.
struct RestoreOptions {
  RestoreMode mode = RestoreMode::kAuto;
  /// Least confidence of a change to a word, [0, 1]. A less certain change is not made; if its
  /// confidence is above 0.2, the word is listed in Restoration::doubts. Normalisation and repairs
  /// of list marks are always made.
  double min_confidence = 0;
  std::size_t beam = 16;     ///< hypotheses kept at each word, at least 1; fewer are faster
  bool list_tokens = false;  ///< fill Restoration::tokens
  /// The encoding of words that are not in UTF-8. Words in UTF-8 are recognised and kept.
  SourceEncoding encoding = SourceEncoding::kDetect;
};

/// The evidence for one word of the input. The confidence counts only in lines with the damage of
/// an engine for Vietnamese, since other engines are sure of wrong letters. In a list of evidence,
/// the ranges `text` ascend and never overlap.
struct WordEvidence {
  ByteRange text;         ///< bytes of the input
  double confidence = 1;  ///< [0, 1]
  /// The byte of the input at which a streak of the scanner hides print, inside `text` or at its
  /// end. A streak is a stripe on the page image. Restoration then expects two kinds of damage:
  /// letters are wrong or missing there, or this word and the next are one. Empty: no streak.
  std::optional<std::uint32_t> gap{};
};

}  // namespace codau::restore
