// restore/api/restorer.h — restores Vietnamese text: lost diacritics, OCR errors, legacy encodings.
// The decoder is a noisy-channel model: it weighs the words of a language model by the damage that
// each line shows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "core/values.h"
#include "restore/text/options.h"

namespace codau::restore {

/// The way in which models are loaded.
enum class ModelPlacement : std::uint8_t {
  kMapped,  ///< maps the files: memory holds only the pages that are read
  kCopied   ///< copies the files into memory: children of a fork() read them without page faults
};

class WordCache;

/// Keeps looked-up words while a long text is restored part by part (stream.h). Use a cache with
/// one thread and one Restorer only. A cache changes the time of a restoration, never the result.
class RestorerCache {
 public:
  RestorerCache();
  ~RestorerCache();
  RestorerCache(RestorerCache&&) noexcept;
  RestorerCache& operator=(RestorerCache&&) noexcept;

 private:
  friend class Restorer;
  std::unique_ptr<WordCache> words_;
};

/// Restores text with the models and dictionaries. Immutable. Share it by const reference between
/// threads.
class Restorer {
 public:
  /// Loads all models from `models_dir` and all dictionaries from `data_dir`. `lexicons`: folders
  /// with further names and abbreviations (text/lexicon.h); a later folder overrides earlier ones.
  /// Throws Error{kModel} with the file name if a file is missing, truncated, malformed, damaged or
  /// of another version.
  Restorer(const char* models_dir, const char* data_dir,
           ModelPlacement placement = ModelPlacement::kMapped,
           std::span<const std::filesystem::path> lexicons = {});
  ~Restorer();
  Restorer(Restorer&&) noexcept;
  Restorer& operator=(Restorer&&) noexcept;

  /// Returns `input` restored: a document, or a part of one that restore_stream() (stream.h) cuts.
  /// Accepts any bytes, less than 4 GiB. From 2³¹ − 1 bytes on it may throw Error{kInput}. The
  /// argument `evidence` has the confidences that the OCR engine gave for words of `input`
  /// (options.h); empty if unknown. The steps are:
  /// 1. Decode and normalise. Diacritics that stand as separate signs are composed: "Vie^.t"
  ///    becomes "Việt" (sign_marks.h). Legacy encodings are decoded, letters composed to NFC,
  ///    look-alike letters and digits of dates corrected (decode_text() of text/normalise.h). Bytes
  ///    that are no text become U+FFFD. Then two kinds of damage by file converters are repaired:
  ///    lost letters as in "k? ho?ch" (fill_letters.h), and wrong blanks as in "KHO ẢN"
  ///    (uncertain_blanks.h).
  /// 2. Infer the damage of each line, join or split words that gained or lost a space, and choose
  ///    the likeliest words, across line breaks. With evidence, words of which the engine was sure
  ///    change less easily. Likely errors of the author are only reported (Restoration::doubts).
  /// 3. Repair misread list marks by their order: "a) b) ¢)" becomes "a) b) c)".
  /// 4. In text with many OCR errors but without evidence: remove stray signs between words, and
  ///    split titles in capitals that ran together.
  ///
  /// RestoreOptions::mode decides which steps are made:
  /// 1. kAuto and kDamaged: all steps.
  /// 2. kStripped: not step 4. Step 1 repairs no damage by file converters. Step 3 only changes d
  ///    to đ: "d)" becomes "đ)".
  /// 3. kClean: only step 1, without the repair of damage by file converters.
  /// RestoreOptions::encoding, together with the mode, decides how step 1 decodes:
  /// 1. kDetect in kAuto and kDamaged: composes signs, then calls decode_text().
  /// 2. kDetect in kStripped: only calls decode_text().
  /// 3. kDetect in kClean: only composes letters to NFC, and replaces bytes that are no text by
  ///    U+FFFD (normalise_to_nfc() of text/normalise.h).
  /// 4. kViqr in all modes: composes signs, then calls decode_text().
  /// 5. Any other encoding in all modes: only calls decode_text(), with this encoding.
  ///
  /// Steps 2 to 4 never change e-mail addresses, URLs and file names. Numbers change only in list
  /// marks. Document codes and abbreviations get their diacritics back if only one original is
  /// possible. White space changes only if words are split or joined, or signs are removed.
  /// Laws:
  /// 1. undo(changes, text) == input (core/changes.h).
  /// 2. The sequence of line ends, tabs and form feeds stays.
  /// 3. Words do not depend on the kind of line ends, nor on whether letters are composed.
  /// 4. In mode kStripped, steps 2 and 3 change diacritics only: strip_diacritics() of their input
  ///    and output are equal.
  /// 5. The same arguments give the same result.
  [[nodiscard]] Restoration restore(std::string_view input, const RestoreOptions& options = {},
                                    std::span<const WordEvidence> evidence = {}) const;
  /// Returns the same result, faster if `cache` was used for earlier parts of the text.
  [[nodiscard]] Restoration restore(std::string_view input, const RestoreOptions& options,
                                    std::span<const WordEvidence> evidence,
                                    RestorerCache& cache) const;

 private:
  struct Engine;
  std::unique_ptr<const Engine> engine_;
};

}  // namespace codau::restore
