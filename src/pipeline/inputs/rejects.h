// pipeline/inputs/rejects.h — lists files, pages and exports that failed: rejects.jsonl and
// rejects.csv (standards section 10).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace codau::pipeline {

/// What failed: reading an input file, reading a page, or writing an export.
enum class RejectStage : std::uint8_t { kInput, kPage, kExport };

/// A file, page or export that failed, and the cause.
struct Reject {
  RejectStage stage = RejectStage::kInput;
  std::string file;    ///< path of the file (source_path), relative to the given input
  std::string doc_id;  ///< empty if the file could not be read at all
  std::optional<std::uint32_t> page;
  std::string target;  ///< kind of the failed export: "pdf"; otherwise empty
  Cause cause = Cause::kNone;
  std::string detail = {};  ///< error message for developers; safe to print on a terminal
  /// Identity and folder of the output that reported this reject. Empty unless it came by a merge.
  std::string origin = {}, output = {};
  /// True if a run of this output has read another file of the same path.
  bool is_namesake = false;
  bool operator==(const Reject&) const = default;
};

/// Returns the JSON form that the store keeps.
[[nodiscard]] std::string to_json(const Reject& reject);
/// Parses the form of to_json(). Returns nothing for any other text.
[[nodiscard]] std::optional<Reject> reject_from_json(std::string_view json);

/// Sorts rejects by file, page and cause, and removes duplicates.
[[nodiscard]] std::vector<Reject> sort_rejects(std::vector<Reject> rejects);
/// Merges the rejects of several outputs, sorted and without duplicates.
/// 1. All rejects of one document get the same origin.
/// 2. All rejects of one origin get the same output folder.
/// 3. Rejects of files without a document stay separate for each origin.
[[nodiscard]] std::vector<Reject> merge_rejects(std::vector<Reject> rejects);
/// Returns the paths that name more than one file. Only these paths are printed with their output.
/// A path is shared in two cases:
/// 1. Rejects of different origins use the path.
/// 2. A reject is a namesake.
[[nodiscard]] std::set<std::string> find_shared_paths(const std::vector<Reject>& rejects);
/// Returns rejects.jsonl: one JSON object a line, each with all keys. `output` is null except for
/// find_shared_paths().
[[nodiscard]] std::string to_jsonl(const std::vector<Reject>& rejects);
/// Returns rejects.csv: a table in Vietnamese for users, in the CSV dialect of Excel
/// (export/tabular/row_text.h).
[[nodiscard]] std::string to_csv(const std::vector<Reject>& rejects);
/// Returns true if the file itself is the cause, so that another attempt fails likewise. Otherwise
/// the cause may be the machine, the folder or the moment.
[[nodiscard]] bool is_lasting(Cause cause) noexcept;
/// Returns the part of `detail` that helps a user: the kind of a file, or the names in it. Returns
/// an empty text for causes without such a detail.
[[nodiscard]] std::string describe_detail(const Reject& reject);

}  // namespace codau::pipeline
