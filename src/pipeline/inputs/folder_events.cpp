#include "pipeline/inputs/folder_events.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "store/schema/database_identity.h"

namespace codau::pipeline {

namespace fs = std::filesystem;

FolderEvents::FolderEvents(fs::path folder)
    : folder_(std::move(folder)), events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  update_watches();
}

/// Ignores a folder that has been deleted meanwhile.
void FolderEvents::add(const fs::path& folder) {
  constexpr std::uint32_t kWhat = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                  IN_DELETE | IN_ATTRIB | IN_MODIFY | IN_DELETE_SELF |
                                  IN_MOVE_SELF | IN_ONLYDIR;
  if (::inotify_add_watch(events_.get(), folder.c_str(), kWhat) >= 0) return;
  if (errno != ENOENT || folder == folder_) has_all_events_ = false;
}

void FolderEvents::update_watches() {
  has_all_events_ = static_cast<bool>(events_) && !store::is_remote(folder_);
  if (!has_all_events_) return;
  add(folder_);
  std::error_code error;
  fs::recursive_directory_iterator walk(folder_, fs::directory_options::skip_permission_denied,
                                        error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (walk->is_directory(error) && !walk->is_symlink(error)) add(walk->path());
  }
}

bool FolderEvents::wait(std::chrono::milliseconds patience) {
  if (!events_) {
    std::this_thread::sleep_for(patience);
    return false;
  }
  pollfd ready{events_.get(), POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
  alignas(inotify_event) std::array<char, 65536> events{};
  while (::read(events_.get(), events.data(), events.size()) > 0) {
  }
  return true;
}

}  // namespace codau::pipeline
