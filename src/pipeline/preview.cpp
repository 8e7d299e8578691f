#include "pipeline/preview.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>

#include "pipeline/inputs.h"
#include "pipeline/prune.h"
#include "pipeline/reject_list.h"
#include "pipeline/source_identity.h"
#include "record/ids.h"
#include "store/pages.h"
#include "store/reader.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

// Of a file that had only just been written when it was hashed, so that its times say nothing.
bool has_content(const fs::path& file, const std::string& sha256) {
  bool is_same = false;
  static_cast<void>(error_of([&] { is_same = hash_file(file).sha256 == sha256; }));
  return is_same;
}

// What earlier runs have left, as it can be seen without changing anything.
class Known {
 public:
  explicit Known(const fs::path& out) : pages_(out / "pages.db", store::Pages::Access::kLook) {
    std::error_code error;
    if (fs::exists(out / "codau.db", error))
      store_.emplace(out / "codau.db", record::schema(), store::Footprint::kNone);
  }

  [[nodiscard]] const store::Pages& pages() const noexcept { return pages_; }

  void judge(const Input& input, Preview& out) const {
    FileIdentity now;
    const auto error = error_of([&] { now = identity_of(input.file); });
    if (error || input.refused != Cause::kNone) return out.refused.push_back(input.name.path);
    const auto before = pages_.inputs(place_of(input.file));
    const auto latest =
        std::ranges::find_if(before, [](const store::SeenInput& one) { return !one.is_past; });
    if (latest == before.end()) return out.fresh.push_back(input.name.path);
    const bool is_same = latest->stamp == now || (latest->stamp == FileIdentity{} &&
                                                  has_content(input.file, latest->sha256));
    if (!is_same) return out.changed.push_back(input.name.path);
    is_done(record::doc_id(latest->sha256)) ? void(++out.known)
                                            : out.unfinished.push_back(input.name.path);
  }

 private:
  [[nodiscard]] bool is_done(const std::string& doc_id) const {
    return store_ && (store_->was_made(doc_id) || store_->given_up(doc_id) == "removed");
  }

  std::optional<store::Reader> store_;
  store::Pages pages_;
};

std::vector<std::string> gone_documents(const RunOptions& options, const Found& found,
                                        const store::Pages& pages) {
  const Gone gone = gone_inputs(options.inputs, found, pages);
  std::map<std::string, std::string> paths;
  for (const store::SeenInput& input : gone.inputs)
    paths[record::doc_id(input.sha256)] += "  " + input.path;
  std::set<std::string> moved;  // content that stands under another name now
  for (const Input& input : found.inputs) {
    if (input.refused != Cause::kNone || !pages.inputs(place_of(input.file)).empty()) continue;
    static_cast<void>(
        error_of([&] { moved.insert(record::doc_id(hash_file(input.file).sha256)); }));
  }
  std::vector<std::string> out;
  for (const std::string& doc_id : gone.documents) {
    if (!moved.contains(doc_id)) out.push_back(doc_id + paths[doc_id]);
  }
  return out;
}

}  // namespace

Preview preview(const RunOptions& options) {
  const Found found = find_inputs(options.inputs, options.out);
  const Known known(options.out);
  Preview out;
  for (const Input& input : found.inputs) known.judge(input, out);
  if (options.prune) out.gone = gone_documents(options, found, known.pages());
  return out;
}

}  // namespace codau::pipeline
