#include "review/views/picture_cache.h"

#include <algorithm>
#include <list>
#include <mutex>
#include <utility>

namespace codau::review {

struct PictureCache::Parts {
  Parts(std::filesystem::path out, const std::filesystem::path& worker, std::size_t bound)
      : most(bound), scans(std::move(out), worker) {}

  Picture kept(const pipeline::ScanPart& what) {
    const std::lock_guard lock(mutex);
    const auto found = std::ranges::find(list, what, &Kept::what);
    if (found == list.end()) return nullptr;
    list.splice(list.begin(), list, found);
    return found->picture;
  }

  void keep(const pipeline::ScanPart& what, const Picture& picture) {
    const std::lock_guard lock(mutex);
    list.push_front({what, picture});
    bytes += picture->size();
    while (bytes > most && list.size() > 1) {
      bytes -= list.back().picture->size();
      list.pop_back();
    }
  }

  struct Kept {
    pipeline::ScanPart what;
    Picture picture;
  };
  std::size_t most, bytes = 0;
  std::list<Kept> list;  // the most recent first
  std::mutex mutex;      // protects list and bytes
  std::mutex making;
  pipeline::ScanRenderer scans;
};

PictureCache::PictureCache(std::filesystem::path out, const std::filesystem::path& worker,
                           std::size_t most)
    : parts_(std::make_unique<Parts>(std::move(out), worker, most)) {}
PictureCache::~PictureCache() = default;

PictureCache::Picture PictureCache::get(const pipeline::ScanPart& what) {
  if (Picture known = parts_->kept(what)) return known;
  const std::lock_guard lock(parts_->making);
  if (Picture known = parts_->kept(what)) return known;  // another thread has just rendered it
  auto made = std::make_shared<const std::string>(parts_->scans.render(what));
  parts_->keep(what, made);
  return made;
}

}  // namespace codau::review
