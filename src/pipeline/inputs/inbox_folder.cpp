#include "pipeline/inputs/inbox_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/reject_list.h"
#include "worker/descriptor.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

enum class Writer : std::uint8_t { kNone, kSomebody, kUnknown };

/// Asks for a read lease, which the kernel refuses while somebody has the file open for writing. If
/// no lease is possible (a file of another user, a network), nothing is known.
Writer writer_of(const std::string& file) {
  const worker::Descriptor open(
      ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  if (!open) return Writer::kNone;  // the run that reads the file reports the error
  if (::fcntl(open.get(), F_SETLEASE, F_RDLCK) == 0) {
    ::fcntl(open.get(), F_SETLEASE, F_UNLCK);
    return Writer::kNone;
  }
  return errno == EAGAIN ? Writer::kSomebody : Writer::kUnknown;
}

bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error);
}

}  // namespace

InboxFolder::InboxFolder(fs::path folder, fs::path out, Rules rules)
    : folder_(std::move(folder)), out_(std::move(out)), rules_(std::move(rules)) {}

void InboxFolder::look(Time now) {
  std::map<std::string, File> files;
  for (const RunInput& input :
       find_inputs({folder_}, out_, InputGrouping::kNone, LinkPolicy::kRefuse).inputs) {
    if (!rules_.marker.empty() && input.file.filename().string().ends_with(rules_.marker)) continue;
    FileIdentity stamp;  // stays empty if the file cannot be opened: the run then reports it
    static_cast<void>(catch_error([&] { stamp = read_identity(input.file); }));
    const std::string place = normalise_path(input.file);
    const auto known = files_.find(place);
    File file = known == files_.end() ? File{input.name.path, stamp, {}, now, 0, {}, }
                                      : std::move(known->second);
    if (file.stamp != stamp) {
      file.stamp = stamp;
      file.since = now;
      file.tries = 0;
    }
    files.emplace(place, std::move(file));
  }
  files_ = std::move(files);
}

bool InboxFolder::is_whole(const std::string& place, const File& file, Time now) const {
  if (now - file.since < rules_.settle) return false;
  if (!rules_.marker.empty() && !is_there(place + rules_.marker) &&
      !is_there(fs::path(place).parent_path() / rules_.marker)) {
    return false;
  }
  const Writer writer = writer_of(place);
  return writer == Writer::kNone ||
         (writer == Writer::kUnknown && now - file.since >= rules_.blind_settle);
}

bool InboxFolder::is_new(const File& file) {
  return file.tries == 0 && (file.done != file.stamp || file.stamp == FileIdentity{});
}

std::set<std::string> InboxFolder::find_ready(Time now) const {
  std::set<std::string> out;
  for (const auto& [place, file] : files_) {
    const bool is_due = file.tries > 0 && file.next && now >= *file.next;
    if ((is_new(file) || is_due) && is_whole(place, file, now)) out.insert(place);
  }
  return out;
}

std::optional<InboxFolder::Time> InboxFolder::next_due(Time now) const {
  std::optional<Time> out;
  const auto may_be = [&](Time time) {
    if (time > now && (!out || time < *out)) out = time;
  };
  for (const auto& [place, file] : files_) {
    if (file.tries > 0 && file.next) may_be(*file.next);
    if (!is_new(file)) continue;
    may_be(file.since + rules_.settle);
    may_be(file.since + rules_.blind_settle);
  }
  return out;
}

void InboxFolder::note_processed(const std::set<std::string>& files,
                                 const std::map<std::string, bool>& failed, Time now) {
  constexpr std::uint32_t kMostDoublings = 20;
  for (const std::string& place : files) {
    const auto found = files_.find(place);
    if (found == files_.end()) continue;
    File& file = found->second;
    file.done = file.stamp;
    file.next.reset();
    const auto failure = failed.find(place);
    if (failure == failed.end()) {
      file.tries = 0;
      continue;
    }
    if (failure->second) {
      ++file.tries;
      continue;
    }
    const std::uint32_t doublings = std::min(file.tries++, kMostDoublings);
    const auto pause = rules_.first_pause * (std::int64_t{1} << doublings);
    file.next = now + std::min<std::chrono::seconds>(pause, rules_.longest_pause);
  }
}

std::size_t InboxFolder::waiting() const {
  return static_cast<std::size_t>(std::ranges::count_if(files_, [](const auto& one) {
    return one.second.tries == 0 && one.second.done != one.second.stamp;
  }));
}

std::vector<InboxFolder::Failed> InboxFolder::failed() const {
  std::vector<Failed> out;
  for (const auto& [place, file] : files_) {
    if (file.tries > 0) out.push_back({file.path, file.tries, file.next});
  }
  std::ranges::sort(out, {}, &Failed::path);
  return out;
}

}  // namespace codau::pipeline
