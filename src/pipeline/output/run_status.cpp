#include "pipeline/output/run_status.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "core/error.h"
#include "io/atomic_file.h"
#include "pipeline/inputs/iso_time.h"
#include "pipeline/inputs/reject_list.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::chrono::seconds kWriteInterval{1};

std::string read_host() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

Json make_work_json(const WorkInProgress& work) {
  return {{"file", work.file},
          {"page", work.page ? Json(*work.page) : Json()},
          {"seconds", work.seconds}};
}

}  // namespace

std::optional<double> estimate_remaining_seconds(const RunProgress& p, double elapsed_seconds) {
  struct Kind {
    std::uint64_t worked, reused, all;
  };
  const std::array kinds{Kind{p.pages_done + p.pages_rejected, p.pages_reused, p.pages_all},
                         Kind{p.texts_done, p.texts_reused, p.texts_all}};
  for (const Kind& kind : kinds) {
    const std::uint64_t finished = std::min(kind.worked + kind.reused, kind.all);
    if (finished == kind.all) continue;
    if (kind.worked == 0) return std::nullopt;
    return elapsed_seconds / static_cast<double>(kind.worked) *
           static_cast<double>(kind.all - finished);
  }
  return std::nullopt;
}

RunStatus::RunStatus(const fs::path& out) : file_(out / kRunStatus), started_(std::time(nullptr)) {}

RunStatus::~RunStatus() {
  if (!is_written_ && read_run_status(file_.parent_path())) return;  // of another run
  std::error_code ignored;
  fs::remove(file_, ignored);
}

RunHooks RunStatus::observe(const RunHooks& hooks) {
  RunHooks out = hooks;
  out.looking = [this, &hooks](const InputScanProgress& looking) {
    looked_ = looking;
    write();
    if (hooks.looking) hooks.looking(looking);
  };
  out.progress = [this, &hooks](const RunProgress& progress) {
    if (!progress_) begun_ = Clock::now();
    progress_ = progress;
    write();
    if (hooks.progress) hooks.progress(progress);
  };
  out.in_work = [this, &hooks](const WorkInProgress& longest) {
    in_work_ = longest;
    write();
    if (hooks.in_work) hooks.in_work(longest);
  };
  return out;
}

void RunStatus::write() {
  const Clock::time_point now = Clock::now();
  if (now - written_ < kWriteInterval) return;
  written_ = now;
  const RunProgress p = progress_.value_or(RunProgress{});
  const auto left =
      progress_ ? estimate_remaining_seconds(p, std::chrono::duration<double>(now - begun_).count())
                : std::nullopt;
  const Json json{{"pid", ::getpid()},
                  {"host", read_host()},
                  {"started", format_iso_time(started_)},
                  {"updated", format_iso_time(std::time(nullptr))},
                  {"stage", progress_ ? "reading" : "looking"},
                  {"pages_done", p.pages_done + p.pages_reused + p.pages_rejected},
                  {"pages_all", p.pages_all},
                  {"files_done", progress_ ? p.files_done : looked_.files},
                  {"files_all", progress_ ? p.files_all : looked_.files_all},
                  {"seconds_left", left ? Json(*left) : Json()},
                  {"in_work", in_work_ ? make_work_json(*in_work_) : Json()}};
  static_cast<void>(catch_error([&] {
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    io::write_atomically(
        file_, [&](io::FileSink& sink) { sink.write(text); }, io::Durability::kLater);
    is_written_ = true;
  }));
}

std::optional<std::string> read_run_status(const fs::path& out) {
  constexpr std::size_t kMost = std::size_t{1} << 16U;
  std::string text(kMost, '\0');
  std::ifstream file(out / kRunStatus, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(kMost));
  text.resize(static_cast<std::size_t>(file.gcount()));
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("pid") || !json["pid"].is_number_integer() ||
      json.value("host", Json()) != Json(read_host()))
    return std::nullopt;
  const auto pid = json["pid"].get<std::int64_t>();
  if (pid <= 0 || (::kill(static_cast<pid_t>(pid), 0) != 0 && errno != EPERM)) return std::nullopt;
  return text;
}

}  // namespace codau::pipeline
