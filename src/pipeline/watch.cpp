#include "pipeline/watch.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "io/atomic_file.h"
#include "pipeline/inputs/folder_events.h"
#include "pipeline/inputs/inbox_folder.h"
#include "pipeline/inputs/interrupt.h"
#include "pipeline/inputs/iso_time.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/manifest.h"
#include "pipeline/output/output_guard.h"
#include "pipeline/run.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;

/// Refuses to overwrite a status file that `codau watch` did not write.
void refuse_foreign_status(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file, error))) return;
  constexpr std::size_t kMost = std::size_t{1} << 16U;
  std::string text(kMost, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(text.data(), kMost);
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (fs::is_regular_file(fs::symlink_status(file, error)) &&
      text.find("\"told_of_changes\"") != std::string::npos)
    return;
  throw Error(ErrorCode::kUsage, file.string() + ": " +
                                     both("không phải do codau watch ghi; hãy chuyển đi chỗ khác",
                                          "was not written by codau watch; move it away"));
}

InboxFolder::Rules rules_of(const WatchOptions& options) {
  InboxFolder::Rules rules;
  rules.marker = options.marker;
  if (options.settle) rules.settle = rules.blind_settle = *options.settle;
  return rules;
}

fs::path status_of(const WatchOptions& options) {
  return options.status.empty() ? options.run.out / kWatchStatus : options.status;
}

class Watch {
 public:
  Watch(const WatchOptions& options, const RunHooks& hooks)
      : options_(options),
        hooks_(hooks),
        folder_(options.run.inputs.front()),
        inbox_(folder_, options.run.out, rules_of(options)),
        events_(folder_) {}

  [[noreturn]] void go() {
    inbox_.look(Clock::now());  // a missing folder is an error of the user
    const std::string status = status_of(options_).string();
    note(both("đang theo dõi ", "watching ") + folder_.string() +
         both("; tình trạng: ", "; how it stands: ") + status +
         both("; dừng bằng Ctrl-C", "; Ctrl-C stops it"));
    while (true) {
      throw_if_stopped(hooks_);
      const Clock::time_point now = Clock::now();
      events_.update_watches();  // first, so that new files in a new folder are noticed
      const bool is_there = look(now);
      cost_ = Clock::now() - now;
      if (is_there && now >= not_before_) {
        if (const std::set<std::string> ready = inbox_.find_ready(now); !ready.empty()) read(ready);
      }
      tell(inbox_.waiting() > 0 || !trouble_.empty() ? "waiting" : "idle");
      wait();
    }
  }

 private:
  /// Scans the folder. Returns false while it is missing, as when a network is down.
  bool look(Clock::time_point now) {
    const auto gone = catch_error([&] { inbox_.look(now); });
    if (gone) {
      say(*gone);
    } else if (is_gone_) {
      trouble_.clear();
    }
    is_gone_ = gone.has_value();
    return !is_gone_;
  }

  void read(const std::set<std::string>& ready) {
    tell("reading");
    RunOptions run_options = options_.run;
    run_options.confined_to = folder_;
    run_options.takes = [&](const RunInput& input) {
      return ready.contains(normalise_path(input.file));
    };
    RunSummary summary;
    const auto error = catch_error([&] { summary = run(run_options, hooks_); });
    const Clock::time_point now = Clock::now();
    // The folder may have come back by now.
    const bool was_gone = error && error->cause() == Cause::kMissing;
    if (error && error->code() != ErrorCode::kOutput && !was_gone) throw Error(*error);
    if (error) return trouble(*error, now);
    trouble_.clear();
    pause_ = milliseconds{0};
    documents_ += summary.documents;
    ++runs_;
    inbox_.note_processed(ready, summary.failed, now);
    Message what = both("đã xem ", "looked at ") + std::to_string(ready.size()) +
                   both(" tệp; văn bản trong đó: ", " files; documents in them: ") +
                   std::to_string(summary.documents) +
                   both(", thư mục kết quả có: ", ", the output has: ") +
                   std::to_string(summary.in_store);
    const auto lasting = static_cast<std::size_t>(
        std::ranges::count_if(summary.failed, [](const auto& one) { return one.second; }));
    const auto tell_of = [&](std::size_t files, const Message& how) {
      if (files > 0) what = what + how + std::to_string(files);
    };
    tell_of(summary.failed.size() - lasting,
            both("; chưa đọc được, sẽ thử lại: ", "; not read, to be tried again: "));
    tell_of(lasting, both("; không đọc được, phải thay tệp khác: ",
                          "; cannot be read until it is replaced: "));
    if (!summary.failed.empty())
      what = what + (" (" + (options_.run.out / "rejects.csv").string() + ")");
    note(what);
  }

  void note(const Message& what) {
    if (hooks_.note) hooks_.note(what);
  }

  /// Handles errors that may go away: another command holds the output, the disk is full, the
  /// network is down.
  void trouble(const Error& error, Clock::time_point now) {
    constexpr milliseconds kFirst{5000}, kLongest{300'000};
    pause_ = pause_.count() == 0 ? kFirst : std::min(2 * pause_, kLongest);
    not_before_ = now + pause_;
    say(error);
  }

  void say(const Error& error) {
    const std::string what = error.what();
    if (what != trouble_ && hooks_.warning) hooks_.warning(error.message());
    trouble_ = what;
  }

  /// Waits until a file may be ready. While files arrive, scans take at most a hundredth of the
  /// time, if a scan takes less than 50 ms. Otherwise there is one scan a minute. For 2,000 files
  /// and 50 folders, one took 0.02 s of processor time.
  void wait() {
    constexpr milliseconds kSlice{500}, kSlow{60'000}, kGather{200}, kMostGather{5000}, kLeast{500};
    constexpr int kShare = 100;
    const Clock::time_point begun = Clock::now();
    const milliseconds poll = events_.has_all_events() ? kSlow : milliseconds(options_.poll);
    Clock::time_point until = begun + poll;
    if (begun < not_before_) {
      until = std::min(until, not_before_);
    } else {
      pause_to_look_ = std::min(pause_to_look_ * 2, kSlow);
      if (inbox_.waiting() > 0) until = std::min(until, begun + pause_to_look_);
      if (const auto due = inbox_.next_due(begun)) until = std::min(until, *due);
    }
    until = std::max(until, begun + kLeast);
    while (Clock::now() < until) {
      throw_if_stopped(hooks_);
      if (!events_.wait(kSlice)) continue;
      pause_to_look_ = kLeast;
      const auto share = std::chrono::duration_cast<milliseconds>(cost_ * kShare);
      const Clock::time_point later = Clock::now() + std::clamp(share, kGather, kMostGather);
      while (Clock::now() < later) {  // often several files arrive, or one in many pieces
        throw_if_stopped(hooks_);
        std::this_thread::sleep_for(kGather);
      }
      static_cast<void>(events_.wait(milliseconds{0}));
      return;
    }
  }

  void tell(const char* state) {
    const std::int64_t time = std::time(nullptr);
    Json failed = Json::array();
    const Clock::time_point now = Clock::now();
    for (const InboxFolder::Failed& one : inbox_.failed()) {
      Json next;  // null: only after a change of the file
      if (one.next) {
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(*one.next - now).count();
        next = format_iso_time(time + std::max<std::int64_t>(left, 0));
      }
      failed.push_back({{"file", one.path}, {"tries", one.tries}, {"next_try", std::move(next)}});
    }
    Json json{{"state", state},
              {"inbox", folder_.string()},
              {"pid", ::getpid()},
              {"started", format_iso_time(started_)},
              {"files", inbox_.size()},
              {"waiting", inbox_.waiting()},
              {"runs", runs_},
              {"documents", documents_},
              {"trouble", trouble_.empty() ? Json() : Json(trouble_)},
              {"told_of_changes",
               events_.has_all_events()},  // before the long list, as readers look for this key
              {"failed", std::move(failed)}};
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    constexpr std::int64_t kStale = 60;
    if (text == told_ && time - told_at_ < kStale) return;
    told_ = std::move(text);
    told_at_ = time;
    json["updated"] = format_iso_time(time);
    // Ignores a full disk; the next call writes again.
    static_cast<void>(catch_error([&] {
      io::write_atomically(status_of(options_),
                           json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    }));
  }

  const WatchOptions& options_;
  const RunHooks& hooks_;
  fs::path folder_;
  InboxFolder inbox_;
  FolderEvents events_;
  std::int64_t started_ = std::time(nullptr), told_at_ = 0;
  std::string told_, trouble_;
  milliseconds pause_{0}, pause_to_look_{500};
  Clock::duration cost_{0};  // duration of the last scan
  Clock::time_point not_before_;
  bool is_gone_ = false;
  std::uint64_t documents_ = 0, runs_ = 0;
};

}  // namespace

void watch(const WatchOptions& options, const RunHooks& hooks) {
  check_output_places(options.run);
  refuse_foreign_status(status_of(options));
  ::signal(SIGIO,
           SIG_IGN);  // sent when another process opens a file with a lease (inbox_folder.cpp)
  Watch(options, hooks).go();
}

}  // namespace codau::pipeline
