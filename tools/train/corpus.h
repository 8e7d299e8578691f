// train/corpus.h — a corpus folder: which of its files are text of which domain, and which of their
// lines are fit for training.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace codau::train {

/// Gives one line after another to `take`.
using Lines = std::function<void(const std::function<void(std::string_view)>& take)>;

struct CorpusFile {
  std::string domain;  ///< its name without .txt or .txt.xz
  std::string path;
};

/// The *.txt and *.txt.xz of `folder`, by name; dev.* and test.* are for measuring and are left
/// out. Throws Error{kInput} if there is none or one domain has two files.
[[nodiscard]] std::vector<CorpusFile> corpus_files(const std::string& folder);

/// The lines of a file, the first `at_most` of them if that is not 0; .xz is decompressed by xz in
/// a process of its own. Throws Error{kInput} if it cannot be read to its end.
[[nodiscard]] Lines lines_of(const std::string& path, std::size_t at_most);

/// Why a line is not trained on.
enum class Unfit : std::uint8_t {
  kNotText,       ///< bytes that are not UTF-8, control characters
  kLegacy,        ///< typed in an encoding before Unicode
  kLetterSpaced,  ///< "Q U Y Ế T"
  kUnmarked,      ///< Vietnamese that lost its marks
  kForeign,       ///< hardly a syllable of Vietnamese
  kDuplicate,     ///< was there before, letter for letter
  kCount,
};
inline constexpr std::size_t kUnfitKinds = static_cast<std::size_t>(Unfit::kCount);

/// Reads lines for training, one domain after another, and keeps account of them.
class Cleaner {
 public:
  struct Account {
    std::string domain;
    std::uint64_t read = 0, kept = 0, mended = 0;  ///< mended: made NFC, look-alikes replaced
    std::array<std::uint64_t, kUnfitKinds> dropped{};
  };

  void begin(const std::string& domain) { accounts_.push_back({domain, 0, 0, 0, {}}); }
  /// The line as it is trained on, NFC; nothing if it is unfit. Precondition: begin() was called.
  /// Law: what it gave it gives again, to another cleaner.
  [[nodiscard]] std::optional<std::string> clean(std::string_view line);

  [[nodiscard]] const std::vector<Account>& accounts() const { return accounts_; }
  /// A table by domain, in Markdown. Throws Error{kOutput}.
  void write_report(const std::string& path) const;

 private:
  std::vector<Account> accounts_;
  std::unordered_set<std::uint64_t> seen_;  ///< hashes of lines
};

/// The fit lines of `lines`, as one domain of `cleaner`; all of them as they are, `cleaner` only
/// keeping account, where `as_is`.
[[nodiscard]] Lines cleaned(Lines lines, Cleaner& cleaner, const std::string& domain,
                            bool as_is = false);

}  // namespace codau::train
