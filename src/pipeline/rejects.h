// pipeline/rejects.h — what could not be done: rejects.jsonl (standards section 10).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"

namespace codau::pipeline {

enum class Stage : std::uint8_t { kInput, kPage, kExport };

struct Reject {
  Stage stage = Stage::kInput;
  std::string file;    ///< source_path: relative to the given input
  std::string doc_id;  ///< empty where the file could not be read at all
  std::optional<std::uint32_t> page;
  std::string target;  ///< of an export: "pdf"
  Cause cause = Cause::kNone;
  std::string detail = {};  ///< what threw and where, for whoever looks into it; fit for a terminal
  bool operator==(const Reject&) const = default;
};

/// One line each, sorted by file, page and cause; equal ones once. Every key is always there.
[[nodiscard]] std::string to_jsonl(std::vector<Reject> rejects);

}  // namespace codau::pipeline
