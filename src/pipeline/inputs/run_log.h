// pipeline/inputs/run_log.h — writes a log of the events and errors of a run.
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

/// One event of the log. Empty fields are not written.
struct LogEntry {
  std::string event;  ///< run_started | page_read | page_failed | document_made | pdf_written | …
  std::string file;   ///< source_path, relative to the given input
  std::optional<std::uint32_t> page = {};
  std::string code = {}, detail = {};  ///< error code (core/error.h) and message
  double seconds = 0;                  ///< processor time of the worker
  std::vector<ocr::StageTiming> steps = {};
};

/// Returns true if the line has the form of a log line.
[[nodiscard]] bool is_log_line(std::string_view line);

/// Appends JSON Lines to a file, one object an event. The keys are `time` (UTC), `event`, `file`,
/// `page`, `code`, `detail`, `cpu_ms` and `steps` (name → milliseconds and engine calls). The log
/// holds no text of a page.
class RunLog {
 public:
  /// Opens the log for appending; an empty `file` means no log. Throws Error{kOutput}.
  explicit RunLog(const std::filesystem::path& file);
  /// Appends a line. A line that cannot be written is lost, so that a faulty log does not end the
  /// run.
  void write(const LogEntry& entry) const;

 private:
  worker::Descriptor file_;
};

}  // namespace codau::pipeline
