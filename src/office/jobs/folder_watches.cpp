#include "office/jobs/folder_watches.h"

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"

namespace codau::office {

FolderWatches::FolderWatches(JobPlaces places, const JobStore& jobs)
    : places_(std::move(places)), jobs_(jobs), thread_([this] { work(); }) {}

FolderWatches::~FolderWatches() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    news_.notify_all();
  }
  thread_.join();
}

void FolderWatches::wake() {
  const std::lock_guard lock(mutex_);
  has_news_ = true;
  news_.notify_all();
}

std::filesystem::path FolderWatches::status_file(std::string_view id) const {
  return places_.serve() / ("watch-" + std::string(id) + ".json");
}

std::string FolderWatches::trouble(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto found = troubles_.find(id);
  return found == troubles_.end() ? std::string() : found->second;
}

std::vector<std::string> FolderWatches::make_arguments(const WatchedFolder& folder) const {
  std::vector<std::string> out{
      "watch", "-o", places_.out.string(), "--status", status_file(folder.id).string(), "--quiet"};
  if (!folder.marker.empty()) out.push_back("--marker=" + folder.marker);
  if (folder.settle > 0) out.push_back("--settle=" + std::to_string(folder.settle));
  out.insert(out.end(), {"--", folder.path});
  return out;
}

void FolderWatches::adjust() {
  std::map<std::vector<std::string>, std::string> wanted;  // arguments, and id of the folder
  for (const WatchedFolder& folder : jobs_.folders())
    wanted.emplace(make_arguments(folder), folder.id);
  std::erase_if(children_, [&](const auto& one) { return !wanted.contains(one.first); });
  for (const auto& [arguments, id] : wanted) {
    std::unique_ptr<ChildProcess>& child = children_[arguments];
    if (child) {
      const auto end = child->poll();
      if (!end) continue;
      const std::lock_guard lock(mutex_);
      troubles_[id] = find_last_message(end->errors);
    }
    child = std::make_unique<ChildProcess>(places_.program, arguments);
  }
}

void FolderWatches::work() {
  constexpr std::chrono::seconds kLook{5};
  while (true) {
    try {
      adjust();
    } catch (const Error&) {
      // The database is locked, or no process can be started: looks again after the pause.
    }
    std::unique_lock lock(mutex_);
    news_.wait_for(lock, kLook, [this] { return is_over_ || has_news_; });
    has_news_ = false;
    if (is_over_) break;
  }
  children_.clear();
}

}  // namespace codau::office
