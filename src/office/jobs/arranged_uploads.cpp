#include "office/jobs/arranged_uploads.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "io/atomic_file.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/page_inspector.h"

namespace codau::office {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

void move_file(const fs::path& from, const fs::path& to) {
  io::make_folder(to.parent_path());
  std::error_code error;
  fs::rename(from, to, error);
  if (error)
    throw Error(ErrorCode::kOutput,
                from.filename().string() + both(": không chuyển được", ": cannot be moved"));
  io::sync_folder(to.parent_path());
}

/// Gives names to the files that are made of uploads.
class Names {
 public:
  explicit Names(const std::vector<PlannedFile>& files) {
    for (const PlannedFile& one : files)
      if (!one.is_changed()) taken_.insert(one.file.path);
  }
  /// Returns the path of part `number` of `count` parts of an upload.
  std::string make(const std::string& upload, std::size_t number, std::size_t count) {
    const fs::path path(upload);
    std::string stem = path.stem().string();
    if (count > 1) stem += '-' + std::to_string(number);
    std::string name = (path.parent_path() / (stem + ".pdf")).generic_string();
    while (!taken_.insert(name).second) {
      stem += '_';
      name = (path.parent_path() / (stem + ".pdf")).generic_string();
    }
    return name;
  }

 private:
  std::set<std::string> taken_;
};

/// A file that is to be made of an upload.
struct Part {
  const PlannedFile* of = nullptr;
  std::string name;  ///< empty: no page is kept
  std::vector<PagePlace> pages = {};
};

std::vector<Part> list_parts(const std::vector<PlannedFile>& files) {
  std::vector<Part> out;
  Names names(files);
  for (const PlannedFile& one : files) {
    if (!one.is_changed() || !one.taken_by.empty()) continue;
    std::vector<std::vector<PagePlace>> parts = list_parts(one.plan);
    if (parts.empty()) out.push_back({&one, ""});
    for (std::size_t i = 0; i < parts.size(); ++i)
      out.push_back({&one, names.make(one.file.path, i + 1, parts.size()), std::move(parts[i])});
  }
  return out;
}

/// Returns the paths of the uploads whose pages a plan has, in the order of PagePlace::file.
std::vector<std::string> list_uploads(const PlannedFile& one) {
  std::vector<std::string> out = list_further_files(one.choices);
  out.insert(out.begin(), one.file.path);
  return out;
}

/// Adds the entries of a part: one for each upload that has a page in it.
void add_entries(const Part& part, const std::string& sha256, std::vector<ArrangedFile>& to) {
  const std::vector<std::string> uploads = list_uploads(*part.of);
  for (std::uint32_t file = 0; file < uploads.size(); ++file) {
    const auto is_of_file = [file](const PagePlace& page) { return page.file == file; };
    if (part.pages.empty() || std::ranges::any_of(part.pages, is_of_file))
      to.push_back({uploads[file], part.name, sha256});
  }
}

/// Adds an entry for each upload that is not read as it came, and of which no page is kept.
void add_left_out(const std::vector<PlannedFile>& files, std::vector<ArrangedFile>& to) {
  for (const PlannedFile& one : files)
    if (one.is_changed() && std::ranges::find(to, one.file.path, &ArrangedFile::source) == to.end())
      to.push_back({one.file.path, "", ""});
}

/// Makes the file of a part, and returns its SHA-256.
std::string make_part(const Part& part, const Job& job, const JobPlaces& places,
                      pipeline::PageInspector& inspector) {
  if (part.pages.empty()) return {};
  std::vector<fs::path> sources;
  for (const std::string& upload : list_uploads(*part.of))
    sources.push_back(places.original(job.id, upload));
  const fs::path target = places.uploads(job.id) / part.name;
  inspector.assemble(sources, part.pages, target);
  return pipeline::hash_file(target).sha256;
}

/// Moves uploads that are not read as they came to the originals, and all others back.
void move_uploads(const std::vector<PlannedFile>& files, const Job& job, const JobPlaces& places) {
  for (const PlannedFile& one : files) {
    const fs::path read = places.uploads(job.id) / one.file.path,
                   kept = places.kept_original(job.id, one.file.path);
    if (one.is_changed() && !is_file(kept)) move_file(read, kept);
    if (!one.is_changed() && is_file(kept)) move_file(kept, read);
  }
}

}  // namespace

std::vector<PlannedFile> plan_files(const std::vector<JobFile>& files,
                                    const std::map<std::string, PageChoices>& choices,
                                    const ArrangementStore& arrangements) {
  std::vector<PlannedFile> out;
  std::map<std::string, std::size_t> places;
  for (const JobFile& file : files) {
    if (file.is_known) continue;
    places.emplace(file.path, out.size());
    out.push_back({file, arrangements.find_file(file.sha256), {}, {}, {}});
    if (const auto found = choices.find(file.path); found != choices.end())
      out.back().choices = found->second;
  }
  for (PlannedFile& one : out) {
    const auto is_lost = [&](const std::string& path) { return !places.contains(path); };
    if (one.choices.sides == SideOrder::kAsScanned || is_lost(one.choices.backs))
      one.choices.backs.clear();
    std::erase_if(one.choices.joined, is_lost);
    std::vector<std::vector<PageKind>> kinds;
    const auto add = [&kinds](const PlannedFile& file) {
      const bool is_complete = file.inspected && file.inspected->is_complete();
      if (is_complete) kinds.push_back(file.inspected->kinds);
      return is_complete;
    };
    bool is_complete = add(one);
    for (const std::string& path : list_further_files(one.choices)) {
      PlannedFile& other = out[places.at(path)];
      other.taken_by = one.file.path;
      is_complete = add(other) && is_complete;
    }
    if (is_complete && one.inspected->pages > 0) one.plan = plan_pages(kinds, one.choices);
  }
  return out;
}

bool arrange_uploads(const Job& job, const std::vector<JobFile>& files, const JobPlaces& places,
                     ArrangementStore& arrangements) {
  const std::vector<ArrangedFile> before = arrangements.arranged(job.id);
  const std::map<std::string, PageChoices> choices = arrangements.choices(job.id);
  if (before.empty() && choices.empty()) return false;
  const std::vector<PlannedFile> plans = plan_files(files, choices, arrangements);
  const std::vector<Part> parts = list_parts(plans);
  std::vector<ArrangedFile> made = before;  // a crash leaves no file that is not known here
  for (const Part& one : parts) add_entries(one, "", made);
  arrangements.set_arranged(job.id, made);
  move_uploads(plans, job, places);
  made.clear();
  pipeline::PageInspector inspector(places.worker);
  for (const Part& one : parts) add_entries(one, make_part(one, job, places, inspector), made);
  add_left_out(plans, made);
  std::set<std::string> present;
  for (const ArrangedFile& one : made) present.insert(one.path);
  for (const PlannedFile& one : plans)
    if (!one.is_changed()) present.insert(one.file.path);
  std::error_code ignored;
  for (const ArrangedFile& one : before)
    if (!one.path.empty() && !present.contains(one.path))
      fs::remove(places.uploads(job.id) / one.path, ignored);
  arrangements.set_arranged(job.id, made);
  return true;
}

}  // namespace codau::office
