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

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

// Of a file that had only just been written when it was hashed, so that its times say nothing.
bool has_content(const fs::path& file, const std::string& sha256) {
  bool is_same = false;
  static_cast<void>(error_of([&] { is_same = hash_file(file).sha256 == sha256; }));
  return is_same;
}

void judge(const Input& input, const std::optional<store::Pages>& pages, Preview& out) {
  FileIdentity now;
  const auto error = error_of([&] { now = identity_of(input.file); });
  if (error || input.refused != Cause::kNone) return out.refused.push_back(input.name.path);
  const std::string file = fs::absolute(input.file).lexically_normal().string();
  const auto before = pages ? pages->inputs(file) : std::vector<store::SeenInput>{};
  const auto latest =
      std::ranges::find_if(before, [](const store::SeenInput& one) { return !one.is_past; });
  if (latest == before.end()) return out.fresh.push_back(input.name.path);
  const bool is_same = latest->stamp == now ||
                       (latest->stamp == FileIdentity{} && has_content(input.file, latest->sha256));
  is_same ? void(++out.known) : out.changed.push_back(input.name.path);
}

std::vector<std::string> gone_documents(const RunOptions& options, const Found& found,
                                        const store::Pages& pages) {
  const Gone gone = gone_inputs(options.inputs, found, pages);
  std::map<std::string, std::string> paths;
  for (const store::SeenInput& input : gone.inputs)
    paths[record::doc_id(input.sha256)] += "  " + input.path;
  std::set<std::string> moved;  // content that stands under another name now
  for (const Input& input : found.inputs) {
    const std::string file = fs::absolute(input.file).lexically_normal().string();
    if (input.refused != Cause::kNone || !pages.inputs(file).empty()) continue;
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
  const fs::path file = options.out / "pages.db";
  std::optional<store::Pages> pages;
  std::error_code error;
  if (fs::exists(file, error)) pages.emplace(file);
  Preview out;
  for (const Input& input : found.inputs) judge(input, pages, out);
  if (options.prune && pages) out.gone = gone_documents(options, found, *pages);
  return out;
}

}  // namespace codau::pipeline
