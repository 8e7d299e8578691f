// pipeline/inputs/run_log.h — what a run did and why something failed, for whoever has to find out.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "worker/descriptor.h"
#include "worker/protocol.h"

namespace codau::pipeline {

/// A line of the log. What is empty is left out of it.
struct LogEntry {
  std::string event;  ///< run_started | page_read | page_failed | document_made | pdf_written | …
  std::string file;   ///< source_path: relative to the given input
  std::optional<std::uint32_t> page = {};
  std::string code = {}, detail = {};  ///< of what failed (core/error.h), and what threw
  double seconds = 0;                  ///< of processor time of the worker
  std::vector<ocr::StageTiming> steps = {};
};

/// Whether a log of a run may have such a line.
[[nodiscard]] bool is_log_line(std::string_view line);

/// JSON Lines, one object an event, appended to the file as they happen: `time` (UTC), `event`,
/// `file`, `page`, `code`, `detail`, `cpu_ms`, `steps` (name → milliseconds and engine calls).
/// Holds no text of a page.
class RunLog {
 public:
  /// Nothing is written where `file` is empty. Throws Error{kOutput}.
  explicit RunLog(const std::filesystem::path& file);
  /// A line that cannot be written is lost: the run is worth more than its log.
  void write(const LogEntry& entry) const;

 private:
  worker::Descriptor file_;
};

}  // namespace codau::pipeline
