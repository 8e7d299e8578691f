#include "office/jobs/job.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "office/jobs/name_table.h"
#include "text/unicode.h"

namespace codau::office {
namespace {

constexpr std::array kKinds{std::pair(JobKind::kFiles, std::string_view("files")),
                            std::pair(JobKind::kExport, std::string_view("export")),
                            std::pair(JobKind::kBackup, std::string_view("backup"))};
constexpr std::array kStates{std::pair(JobState::kReceiving, std::string_view("receiving")),
                             std::pair(JobState::kWaiting, std::string_view("waiting")),
                             std::pair(JobState::kRunning, std::string_view("running")),
                             std::pair(JobState::kDone, std::string_view("done")),
                             std::pair(JobState::kFailed, std::string_view("failed")),
                             std::pair(JobState::kCancelled, std::string_view("cancelled"))};

bool is_upload_part(std::string_view part) {
  constexpr std::size_t kMaxPart = 240;
  return !part.empty() && part.size() <= kMaxPart && part.front() != '.';
}

}  // namespace

bool is_ended(JobState state) noexcept {
  return state == JobState::kDone || state == JobState::kFailed || state == JobState::kCancelled;
}

std::string_view name_of(JobKind kind) noexcept { return find_name(kKinds, kind); }
std::string_view name_of(JobState state) noexcept { return find_name(kStates, state); }
std::optional<JobKind> find_job_kind(std::string_view name) noexcept {
  return find_value(kKinds, name);
}
std::optional<JobState> find_job_state(std::string_view name) noexcept {
  return find_value(kStates, name);
}

bool is_upload_path(std::string_view path) {
  constexpr std::size_t kMaxPath = 1000;
  if (path.size() > kMaxPath || !text::is_utf8(path)) return false;
  const auto is_bad = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\';
  };
  if (std::ranges::any_of(path, is_bad)) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    if (!is_upload_part(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace codau::office
