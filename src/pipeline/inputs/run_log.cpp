#include "pipeline/inputs/run_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/message.h"
#include "pipeline/inputs/iso_time.h"
#include "text/printable.h"

namespace codau::pipeline {
namespace {

using Json = nlohmann::ordered_json;

std::string now() {
  const auto time = std::chrono::system_clock::now();
  const std::time_t whole = std::chrono::system_clock::to_time_t(time);
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
  std::string text = format_iso_time(whole);
  const std::string fraction = std::to_string(1000 + since.count() % 1000);
  return text.insert(text.size() - 1, "." + fraction.substr(1));
}

double rounded(double milliseconds) { return std::round(milliseconds * 10) / 10; }

}  // namespace

bool is_log_line(std::string_view line) {
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  return object.is_object() && object.contains("time") && object.contains("event");
}

RunLog::RunLog(const std::filesystem::path& file) {
  if (file.empty()) return;
  file_ = worker::Descriptor(::open(
      file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666));
  if (!file_) throw make_write_error(file.string(), errno);
}

void RunLog::write(const LogEntry& entry) const {
  if (!file_) return;
  Json line{{"time", now()}, {"event", entry.event}};
  if (!entry.file.empty()) line["file"] = entry.file;
  if (entry.page) line["page"] = *entry.page;
  if (!entry.code.empty()) line["code"] = entry.code;
  if (!entry.detail.empty()) line["detail"] = text::make_printable(entry.detail);
  if (entry.seconds > 0) line["cpu_ms"] = rounded(entry.seconds * 1000);
  for (const ocr::StageTiming& timing : entry.steps) {
    line["steps"][timing.stage] = {{"ms", rounded(timing.milliseconds)}, {"calls", timing.calls}};
  }
  const std::string text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  static_cast<void>(::write(file_.get(), text.data(), text.size()) < 0);
}

}  // namespace codau::pipeline
