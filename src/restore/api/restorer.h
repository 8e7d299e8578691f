// restore/api/restorer.h — restores text with the noisy-channel decoder (design, "Restoration").
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

/// Keeps the words that were looked up in one window for the next windows of the text. Use a cache
/// with one thread and one Restorer only. It changes the time of a restoration, never the result.
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
  /// with further names and abbreviations (text/lexicon.h). Throws Error{kModel} naming the file if
  /// a file is missing, truncated, damaged or of another version.
  Restorer(const char* models_dir, const char* data_dir,
           ModelPlacement placement = ModelPlacement::kMapped,
           std::span<const std::filesystem::path> lexicons = {});
  ~Restorer();
  Restorer(Restorer&&) noexcept;
  Restorer& operator=(Restorer&&) noexcept;

  /// Returns one window of text restored. A window is a document, or a part that
  /// restore/api/stream.h cuts. Accepts any bytes. The OCR engine may give `evidence`: its
  /// confidence for parts of `input` (restore/text/options.h). The steps are:
  /// 1. Legacy encodings are decoded and the text gets NFC and hygiene (text/normalise.h).
  /// 2. The decoder finds the likeliest words, across line breaks.
  /// 3. List marks are repaired by their order (restore/text/enumerators.h).
  /// White space, line breaks, tabs, form feeds, numbers, dates, codes, e-mail, URLs and known
  /// abbreviations pass untouched. Damage inside them is repaired only if the repair is certain.
  /// Mode kClean composes to NFC and changes nothing else.
  /// Laws: undo(changes, text) == input; lines, tabs and form feeds stay in place; whether lines
  /// end in LF, CR LF or CR, and whether letters are composed, changes no word; restoring stripped
  /// text changes marks only (strip_diacritics(out) == strip_diacritics(in)); deterministic.
  [[nodiscard]] Restoration restore(std::string_view input, const RestoreOptions& options = {},
                                    std::span<const WordEvidence> evidence = {}) const;
  /// Returns the same result, faster if `cache` was used for earlier windows of the text.
  [[nodiscard]] Restoration restore(std::string_view input, const RestoreOptions& options,
                                    std::span<const WordEvidence> evidence,
                                    RestorerCache& cache) const;

 private:
  struct Engine;
  std::unique_ptr<const Engine> engine_;
};

}  // namespace codau::restore
