// restore/api/restorer.h — text → restored text: the noisy-channel decoder (design, "Restoration").
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "core/values.h"
#include "restore/text/options.h"

namespace codau::restore {

/// Where the models lie: in their files, mapped, of which what is read comes into memory; or
/// copied, for a process whose many children by fork() read them without a page fault.
enum class Models : std::uint8_t { kMapped, kCopied };

class WordMemory;

/// What was looked up for one window of a text and may be asked for in the next: of one thread, and
/// of one Restorer. It changes how long a window takes, and nothing else.
class Memory {
 public:
  Memory();
  ~Memory();
  Memory(Memory&&) noexcept;
  Memory& operator=(Memory&&) noexcept;

 private:
  friend class Restorer;
  std::unique_ptr<WordMemory> words_;
};

/// Immutable engine over model files; share one by const reference between threads.
class Restorer {
 public:
  /// Loads every model and dictionary of `models_dir` and `data_dir` it needs; the names and
  /// abbreviations that it knows are those of `lexicons`, too (text/lexicon.h).
  /// Throws Error{kModel} naming the file that is missing, truncated, damaged or of another
  /// version.
  Restorer(const char* models_dir, const char* data_dir, Models models = Models::kMapped,
           std::span<const std::filesystem::path> lexicons = {});
  ~Restorer();
  Restorer(Restorer&&) noexcept;
  Restorer& operator=(Restorer&&) noexcept;

  /// Restores one window of text (a document, or what restore/api/stream.h cuts): legacy encodings,
  /// NFC and hygiene (text/normalise.h), then decoding over line breaks. White space, line breaks,
  /// tabs, form feeds, numbers, dates, codes, e-mail, URLs and known abbreviations pass untouched
  /// unless the damage is in them and the repair is certain; list marks go by their order
  /// (restore/text/enumerators.h). Any bytes are accepted. Mode kClean composes to NFC and does
  /// nothing else. Laws: undo(changes, text) == input; lines, tabs and form feeds stay in place;
  /// whether lines end in LF, CR LF or CR, and whether letters are composed, changes no word;
  /// restoring stripped text changes marks only (strip_marks(out) == strip_marks(in));
  /// deterministic.
  [[nodiscard]] Restored restore(std::string_view input, const RestoreOptions& options = {},
                                 std::span<const WordEvidence> evidence = {}) const;
  /// The same, faster where `memory` has been used for other windows of the text.
  [[nodiscard]] Restored restore(std::string_view input, const RestoreOptions& options,
                                 std::span<const WordEvidence> evidence, Memory& memory) const;

 private:
  struct Engine;
  std::unique_ptr<const Engine> engine_;
};

}  // namespace codau::restore
