#include "pipeline/preview.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/prune.h"
#include "record/schema/ids.h"
#include "store/pages/page_store.h"
#include "store/store_reader.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

RunInput folder_of(const RunInput& page) { return {page.file.parent_path(), page.folder}; }

// Returns the hash of a file. Returns nothing if the file cannot be read.
std::optional<HashedFile> content_of(const fs::path& file) {
  HashedFile hashed;
  if (catch_error([&] { hashed = hash_file(file); })) return std::nullopt;
  return hashed;
}

// Reads the results of earlier runs without changing any file.
class Known {
 public:
  explicit Known(const fs::path& out) : pages_(out / "pages.db", store::PageStore::Access::kLook) {
    std::error_code error;
    if (fs::exists(out / "codau.db", error))
      store_.emplace(out / "codau.db", store::Footprint::kNone);
  }

  [[nodiscard]] const store::PageStore& pages() const noexcept { return pages_; }

  void judge(const RunInput& input, RunPreview& out) const {
    FileIdentity now;
    const auto error = catch_error([&] { now = read_identity(input.file); });
    if (error || input.refused != Cause::kNone) return out.refused.push_back(input.name.path);
    const auto latest = latest_of(input);
    if (!latest) return out.fresh.push_back(input.name.path);
    // A file that was being written when it was hashed has no reliable times.
    const auto content =
        latest->stamp.changed == 0 ? content_of(input.file) : std::optional<HashedFile>{};
    const bool is_same = latest->stamp == now || (content && content->sha256 == latest->sha256);
    if (!is_same) return out.changed.push_back(input.name.path);
    const auto folder = input.folder.path.empty() ? std::nullopt : latest_of(folder_of(input));
    const bool is_finished = is_done(record::doc_id(latest->sha256)) ||
                             (folder && is_done(record::doc_id(folder->sha256)));
    is_finished ? void(++out.known) : out.unfinished.push_back(input.name.path);
  }

  // Returns the last state of the file that an earlier run has seen.
  [[nodiscard]] std::optional<store::SeenInput> latest_of(const RunInput& input) const {
    for (const store::SeenInput& one : pages_.inputs(normalise_path(input.file))) {
      if (!one.is_past) return one;
    }
    FileIdentity now;  // or a run of another output has seen this same file
    if (catch_error([&] { now = read_identity(input.file); })) return std::nullopt;
    for (store::SeenInput one : pages_.inputs_of_others(normalise_path(input.file))) {
      if (one.is_past || !is_same_identity(one.stamp, now)) continue;
      one.stamp = now;
      return one;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool was_made(const std::string& doc_id) const {
    return store_ && store_->was_made(doc_id);
  }

  // Returns all documents of a file. `doc_id`: the first one.
  [[nodiscard]] std::vector<std::string> documents_of(const std::string& doc_id) const {
    std::vector<std::string> ids{doc_id};
    if (store_) std::ranges::copy(store_->sub_documents(doc_id), std::back_inserter(ids));
    return ids;
  }

 private:
  [[nodiscard]] bool is_done(const std::string& doc_id) const {
    return was_made(doc_id) || (store_ && store_->tombstones(doc_id) == "removed");
  }

  std::optional<store::StoreReader> store_;
  store::PageStore pages_;
};

bool is_as_it_was(const Known& known, const RunInput& input) {
  const auto latest = known.latest_of(input);
  FileIdentity now;
  return latest && !catch_error([&] { now = read_identity(input.file); }) && latest->stamp == now;
}

// Returns the stored states of page folders (pipeline/inputs/join_folders.h) in which a page was
// added, changed or removed.
std::vector<store::SeenInput> changed_folders(const FoundInputs& found, const GoneInputs& gone,
                                              const Known& known) {
  std::map<std::string, store::SeenInput> seen;
  std::set<std::string> changed;
  for (const RunInput& input : found.inputs) {
    if (input.folder.path.empty()) continue;
    const RunInput folder = folder_of(input);
    const std::string place = normalise_path(folder.file);
    if (const auto latest = known.latest_of(folder)) seen.emplace(place, *latest);
    if (!is_as_it_was(known, input)) changed.insert(place);
  }
  for (const store::SeenInput& input : gone.inputs)
    changed.insert(fs::path(input.file).parent_path().string());
  std::vector<store::SeenInput> out;
  for (const auto& [place, one] : seen) {
    if (changed.contains(place)) out.push_back(one);
  }
  return out;
}

// Returns documents whose files are gone or changed, and that no other file has.
std::vector<std::string> gone_documents(const RunOptions& options, const FoundInputs& found,
                                        const Known& known) {
  const GoneInputs gone = find_gone_inputs(options.inputs, found, known.pages());
  std::vector<store::SeenInput> going = gone.inputs;
  std::ranges::copy(changed_folders(found, gone, known), std::back_inserter(going));
  std::set<std::string> here;  // SHA-256 of new and changed files
  for (const RunInput& input : found.inputs) {
    if (!options.shard.has(input.shard_path())) continue;
    if (input.refused != Cause::kNone || is_as_it_was(known, input)) continue;
    const auto latest = known.latest_of(input);
    const auto content = content_of(input.file);
    if (!content || content->identity.bytes == 0) continue;  // a failed copy removes nothing
    here.insert(content->sha256);
    if (latest && latest->sha256 != content->sha256) going.push_back(*latest);
  }
  std::set<std::pair<std::string, std::string>> names;
  for (const store::SeenInput& input : going) names.emplace(input.file, input.sha256);
  const auto stays = [&](const store::SeenInput& other) {
    return !other.origin.empty() || !names.contains({other.file, other.sha256});
  };
  std::map<std::string, std::string> out;
  for (const store::SeenInput& input : going) {
    const std::string doc_id = record::doc_id(input.sha256);
    if (here.contains(input.sha256) || !known.was_made(doc_id) ||
        std::ranges::any_of(known.pages().inputs_with(input.sha256), stays))
      continue;
    for (const std::string& one : known.documents_of(doc_id))
      out.try_emplace(one, one).first->second += "  " + input.path;
  }
  std::vector<std::string> lines;
  for (const auto& [doc_id, line] : out) lines.push_back(line);
  return lines;
}

}  // namespace

RunPreview preview_run(const RunOptions& options) {
  const FoundInputs found = find_inputs(options.inputs, options.out, options.group);
  const Known known(options.out);
  RunPreview out;
  for (const RunInput& input : found.inputs) {
    if (options.shard.has(input.shard_path())) known.judge(input, out);
  }
  if (options.prune) out.gone = gone_documents(options, found, known);
  return out;
}

}  // namespace codau::pipeline
