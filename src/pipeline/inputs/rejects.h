// pipeline/inputs/rejects.h — what could not be done: rejects.jsonl and rejects.csv
// (standards section 10).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace codau::pipeline {

enum class RejectStage : std::uint8_t { kInput, kPage, kExport };

struct Reject {
  RejectStage stage = RejectStage::kInput;
  std::string file;    ///< source_path: relative to the given input
  std::string doc_id;  ///< empty where the file could not be read at all
  std::optional<std::uint32_t> page;
  std::string target;  ///< of an export: "pdf"
  Cause cause = Cause::kNone;
  std::string detail = {};  ///< what threw and where, for whoever looks into it; fit for a terminal
  /// Of one that another output has met, which was joined to this one: what it is known by, and
  /// where it lay. Empty: met here.
  std::string origin = {}, output = {};
  bool is_namesake = false;  ///< and a run of this output has read another file of that path
  bool operator==(const Reject&) const = default;
};

/// As the store keeps it, and the reject of what was so printed.
[[nodiscard]] std::string to_json(const Reject& reject);
/// Nothing for any other text.
[[nodiscard]] std::optional<Reject> reject_from_json(std::string_view json);

/// Sorted by file, page and cause; equal ones once.
[[nodiscard]] std::vector<Reject> sort_rejects(std::vector<Reject> rejects);
/// The same of several outputs: what is told of a document is told by one of them, which is its
/// origin, and an origin lies in one place; of a file that nobody could read each tells of its own.
[[nodiscard]] std::vector<Reject> merge_rejects(std::vector<Reject> rejects);
/// Files of one path that are several: rejects of different origins name them, or one is a
/// namesake. These alone need to be told apart.
[[nodiscard]] std::set<std::string> find_shared_paths(const std::vector<Reject>& rejects);
/// One line each. Every key is always there; `output` is null but for find_shared_paths().
[[nodiscard]] std::string to_jsonl(const std::vector<Reject>& rejects);
/// The same as a table for people, in Vietnamese, in the CSV that Excel opens
/// (export/tabular/row_text.h).
[[nodiscard]] std::string to_csv(const std::vector<Reject>& rejects);
/// Whether the file itself is the cause, so that reading it another time finds the same; else the
/// machine, the folder or the moment may be.
[[nodiscard]] bool is_lasting(Cause cause) noexcept;
/// What `detail` tells a user beside the cause: the kind of a file, the names in it; else empty.
[[nodiscard]] std::string describe_detail(const Reject& reject);

}  // namespace codau::pipeline
