// office/server/archive_chooser.h — lets a person choose an archive in the browser, or make one.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace codau::office {

/// What the page of the chooser offers.
struct ArchiveChoices {
  std::vector<std::filesystem::path> known;  ///< archives, the last opened first
  std::filesystem::path home;       ///< folder of relative paths that a person types; may be empty
  std::filesystem::path suggested;  ///< folder for a new archive; may be empty
};

/// Serves the page of the chooser on 127.0.0.1, at any free port.
class ArchiveChooser {
 public:
  /// Begins to listen. Throws Error{kUsage} if no port is free.
  explicit ArchiveChooser(ArchiveChoices choices);
  ~ArchiveChooser();
  ArchiveChooser(const ArchiveChooser&) = delete;
  ArchiveChooser& operator=(const ArchiveChooser&) = delete;

  /// Returns the address of the page, with its token.
  [[nodiscard]] std::string address() const;
  /// Serves the page until an archive is open, or until `is_to_stop` returns true. Returns whether
  /// an archive is open. `open` opens the archive in the thread of the caller, and returns the
  /// address to which the browser goes. The page shows an Error of `open`, and asks again. A folder
  /// that has files but no archive is refused.
  [[nodiscard]] bool choose(const std::function<bool()>& is_to_stop,
                            const std::function<std::string(const std::filesystem::path&)>& open);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace codau::office
