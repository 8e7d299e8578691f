#include "office/jobs/page_inspection.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/page_inspector.h"

namespace codau::office {
namespace {

constexpr std::size_t kMostFiles = 2000;
/// Longer side of a picture: handwriting can be seen.
constexpr std::int32_t kPictureSide = 720;

}  // namespace

PageInspection::PageInspection(JobPlaces places, const JobStore& jobs,
                               ArrangementStore& arrangements)
    : places_(std::move(places)),
      jobs_(jobs),
      arrangements_(arrangements),
      thread_([this] { work(); }) {}

PageInspection::~PageInspection() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    news_.notify_all();
  }
  thread_.join();
}

void PageInspection::request(std::string_view job) {
  const std::lock_guard lock(mutex_);
  if (std::ranges::find(wanted_, job) != wanted_.end()) return;
  wanted_.emplace_back(job);
  news_.notify_all();
}

std::filesystem::path PageInspection::picture(std::string_view sha256, std::uint32_t page) const {
  return pictures(sha256) / (std::to_string(page) + ".jpg");
}

std::filesystem::path PageInspection::pictures(std::string_view sha256) const {
  return places_.serve() / "pictures" / sha256;
}

void PageInspection::forget_lost(const std::vector<JobFile>& files) {
  std::error_code error;
  for (const JobFile& file : files)
    if (arrangements_.find_file(file.sha256) &&
        !std::filesystem::is_directory(pictures(file.sha256), error))
      arrangements_.forget_file(file.sha256);
}

void PageInspection::remove(const std::vector<JobFile>& files) {
  std::error_code ignored;
  for (const JobFile& file : files) {
    arrangements_.forget_file(file.sha256);
    std::filesystem::remove_all(pictures(file.sha256), ignored);
  }
}

bool PageInspection::is_over() const {
  const std::lock_guard lock(mutex_);
  return is_over_;
}

void PageInspection::work() {
  while (true) {
    std::string job;
    {
      std::unique_lock lock(mutex_);
      news_.wait(lock, [this] { return is_over_ || !wanted_.empty(); });
      if (is_over_) return;
      job = wanted_.front();
    }
    // A full disk or a dead worker leaves pages unseen; the next request tries them again.
    static_cast<void>(pipeline::catch_error([&] { inspect_job(job); }));
    const std::lock_guard lock(mutex_);
    wanted_.pop_front();
  }
}

void PageInspection::inspect_job(const std::string& id) {
  for (const JobFile& file : jobs_.files(id, kMostFiles)) {
    if (is_over()) return;
    if (!file.is_known) inspect_file(places_.original(id, file.path), file.sha256);
  }
}

void PageInspection::inspect_file(const std::filesystem::path& file, const std::string& sha256) {
  std::optional<InspectedFile> known = arrangements_.find_file(sha256);
  if (known && known->is_complete()) return;
  pipeline::PageInspector inspector(places_.worker);
  if (!known) {
    std::uint32_t pages = 0;
    const auto error = pipeline::catch_error([&] { pages = inspector.count_pages(file); });
    if (error && error->code() == ErrorCode::kOutput) throw Error(*error);  // no process starts
    // Otherwise a text or a damaged file has no pages to arrange. Reading it tells the cause.
    io::make_folder(pictures(sha256));
    arrangements_.add_file(sha256, pages);
    known = InspectedFile{pages};
  }
  for (auto page = static_cast<std::uint32_t>(known->kinds.size()) + 1; page <= known->pages;
       ++page) {
    if (is_over()) return;
    pipeline::InspectedPage seen;  // a damaged page counts as content
    const auto error =
        pipeline::catch_error([&] { seen = inspector.inspect(file, page, kPictureSide); });
    if (!error) io::write_atomically(picture(sha256, page), seen.picture);
    arrangements_.add_page(sha256, page, seen.kind);
  }
}

}  // namespace codau::office
