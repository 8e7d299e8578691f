// pipeline/inputs/inputs.h — finds the files of a run, and selects their pages and shards.
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

/// One input file of a run.
struct RunInput {
  std::filesystem::path file;
  /// Path relative to the given folder; the base name if a file was given.
  record::SourceName name;
  Cause refused = Cause::kNone;  ///< reason why the file cannot be opened; kNone if it can
  /// Folder of a page image. Set only if the whole folder is one document
  /// (pipeline/inputs/join_folders.h).
  record::SourceName folder = {};

  /// Returns the path that decides on the shard. All pages of one document have the same path.
  [[nodiscard]] const std::string& shard_path() const {
    return folder.path.empty() ? name.path : folder.path;
  }
};

/// The file in OUT in which `codau watch` keeps its state.
inline constexpr const char* kWatchStatus = "watch.json";

/// Selects whether page images of a folder become one document (kFolder). Files that were given by
/// name always stay separate documents.
enum class InputGrouping : std::uint8_t { kNone, kFolder };

/// The result of find_inputs().
struct FoundInputs {
  std::vector<RunInput> inputs;  ///< sorted by name.path, then file
  /// Number of ignored names. These are hidden files, and files that systems and office programs
  /// leave behind (Thumbs.db, "~$…").
  std::uint64_t left_out = 0;
  /// Folders that contain results of codau, sorted. The results are not read; other files in these
  /// folders are.
  std::vector<std::filesystem::path> results;
};

/// Selects how links in a folder are treated. kRefuse: every link is refused (kNotAFile), whatever
/// its target.
enum class LinkPolicy : std::uint8_t { kFollow, kRefuse };

/// Returns all files of `given`. A file is returned as given. A folder is searched recursively,
/// except for the folder `out`. Links to folders are followed after all other entries, each target
/// once. A link to a folder that contains the given one is refused (kLinkLoop). Law: the result
/// does not depend on the order in which a file system lists names. Throws Error{kUsage} if an
/// entry of `given` does not exist.
[[nodiscard]] FoundInputs find_inputs(const std::vector<std::filesystem::path>& given,
                                      const std::filesystem::path& out,
                                      InputGrouping group = InputGrouping::kNone,
                                      LinkPolicy links = LinkPolicy::kFollow);

/// A selection of pages, such as "1-3,7". An empty selection has every page.
class PageSelection {
 public:
  PageSelection() = default;
  /// Parses a list of page numbers and ranges, counted from 1. Throws Error{kUsage} for any other
  /// text.
  explicit PageSelection(std::string_view list);
  [[nodiscard]] bool has(std::uint32_t page) const noexcept;

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;  // first and last
};

/// Part `index` of `count` of all files, written "2/8". A hash of the path decides on the shard, so
/// that no file has to be opened.
struct Shard {
  std::uint32_t index = 1, count = 1;
  /// Returns true if the path belongs to this shard. `path`: relative to the given input. Law: of
  /// all shards of one count, exactly one has a given path.
  [[nodiscard]] bool has(std::string_view path) const;
  [[nodiscard]] std::string text() const;
};
/// Parses "I/N". Throws Error{kUsage} unless 1 ≤ I ≤ N.
[[nodiscard]] Shard parse_shard(std::string_view text);

}  // namespace codau::pipeline
