// pipeline/inputs/inputs.h — which files a run is given, and which of their pages it is to read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "record/rows/records.h"

namespace codau::pipeline {

struct RunInput {
  std::filesystem::path file;
  record::SourceName name;       ///< path relative to the given input; the base name for a file
  Cause refused = Cause::kNone;  ///< what keeps it from being opened at all
  /// Of a page image whose folder is one document (pipeline/inputs/join_folders.h): that folder.
  /// Empty for all others.
  record::SourceName folder = {};

  /// By which shards are told apart: a document is in one.
  [[nodiscard]] const std::string& shard_path() const {
    return folder.path.empty() ? name.path : folder.path;
  }
};

/// What `codau watch` keeps in OUT of how it goes on.
inline constexpr const char* kWatchStatus = "watch.json";

/// kFolder: page images that stand in a folder are one document, files that were given by their
/// own names apart.
enum class InputGrouping : std::uint8_t { kNone, kFolder };

struct FoundInputs {
  std::vector<RunInput> inputs;  ///< sorted by name.path, then file
  /// Names that begin with a dot, and what systems and offices leave behind (Thumbs.db, "~$…").
  std::uint64_t left_out = 0;
  /// Folders with results of codau, which are no inputs; other files beside them are. Sorted.
  std::vector<std::filesystem::path> results;
};

/// kRefuse: each link in a folder is refused (kNotAFile), whatever it leads to.
enum class LinkPolicy : std::uint8_t { kFollow, kRefuse };

/// All files of `given`: files as they are, folders recursively without the folder `out`. Links to
/// folders are followed once each, by what they lead to, after all that is no link; one that leads
/// to a folder around the given one is refused (kLinkLoop). Law: the order in which a file system
/// lists names does not matter. Throws Error{kUsage} when something of `given` does not exist.
[[nodiscard]] FoundInputs find_inputs(const std::vector<std::filesystem::path>& given,
                                      const std::filesystem::path& out,
                                      InputGrouping group = InputGrouping::kNone,
                                      LinkPolicy links = LinkPolicy::kFollow);

/// A choice of pages, "1-3,7"; everything when empty.
class PageSelection {
 public:
  PageSelection() = default;
  /// Throws Error{kUsage} for anything but numbers and ranges from 1.
  explicit PageSelection(std::string_view list);
  [[nodiscard]] bool has(std::uint32_t page) const noexcept;

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;  // first and last
};

/// Part `index` of `count` of all files, by a hash of their paths: no file is opened to know whose
/// it is. Written "2/8".
struct Shard {
  std::uint32_t index = 1, count = 1;
  /// `path`: relative to the input that was given. Law: of all shards of a count exactly one has a
  /// path.
  [[nodiscard]] bool has(std::string_view path) const;
  [[nodiscard]] std::string text() const;
};
/// Throws Error{kUsage} unless `text` is I/N with 1 ≤ I ≤ N.
[[nodiscard]] Shard parse_shard(std::string_view text);

}  // namespace codau::pipeline
