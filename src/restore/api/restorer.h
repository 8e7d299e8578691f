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

/// Where the models lie.
/// - kMapped: in their files, mapped. Only the pages that are read come into memory.
/// - kCopied: copied into memory. Many children by fork() then read them without a page fault.
enum class ModelPlacement : std::uint8_t { kMapped, kCopied };

class WordCache;

/// A cache of the words looked up in one window, for the next windows of the text. It belongs to
/// one thread and one Restorer. It changes only the time that a window takes.
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

/// The engine over the model files. It is immutable: share it by const reference between threads.
class Restorer {
 public:
  /// Loads every model and dictionary that it needs from `models_dir` and `data_dir`. Names and
  /// abbreviations of `lexicons` are known as well (text/lexicon.h).
  /// Throws Error{kModel} naming the file if a file is missing, truncated, damaged or of another
  /// version.
  Restorer(const char* models_dir, const char* data_dir,
           ModelPlacement placement = ModelPlacement::kMapped,
           std::span<const std::filesystem::path> lexicons = {});
  ~Restorer();
  Restorer(Restorer&&) noexcept;
  Restorer& operator=(Restorer&&) noexcept;

  /// Returns one window of text restored: a document, or a window that restore/api/stream.h cuts.
  /// 1. Legacy encodings are decoded and the text gets NFC and hygiene (text/normalise.h).
  /// 2. The decoder then runs across line breaks.
  /// White space, line breaks, tabs, form feeds, numbers, dates, codes, e-mail, URLs and known
  /// abbreviations pass untouched. Damage inside them is repaired only if the repair is certain.
  /// List marks are repaired by their order (restore/text/enumerators.h). Any bytes are accepted.
  /// Mode kClean composes to NFC and does nothing else.
  /// Laws: undo(changes, text) == input; lines, tabs and form feeds stay in place; whether lines
  /// end in LF, CR LF or CR, and whether letters are composed, changes no word; restoring stripped
  /// text changes marks only (strip_diacritics(out) == strip_diacritics(in)); deterministic.
  [[nodiscard]] Restoration restore(std::string_view input, const RestoreOptions& options = {},
                                    std::span<const WordEvidence> evidence = {}) const;
  /// Returns the same, faster if `cache` was used for other windows of the text.
  [[nodiscard]] Restoration restore(std::string_view input, const RestoreOptions& options,
                                    std::span<const WordEvidence> evidence,
                                    RestorerCache& cache) const;

 private:
  struct Engine;
  std::unique_ptr<const Engine> engine_;
};

}  // namespace codau::restore
