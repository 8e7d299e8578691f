#include "pipeline/prune.h"

#include <algorithm>
#include <unordered_set>

#include "core/error.h"
#include "core/message.h"
#include "export/files.h"
#include "pipeline/files.h"
#include "record/ids.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

std::string place_of(const fs::path& path) {
  std::string out = fs::absolute(path).lexically_normal().string();
  while (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

bool is_under(const std::string& file, const std::string& root) {
  return file == root ||
         (file.starts_with(root) && (root == "/" || file.substr(root.size()).starts_with('/')));
}

}  // namespace

Gone gone_inputs(const std::vector<fs::path>& given, const Found& found,
                 const store::Pages& pages) {
  if (found.inputs.empty()) {
    throw Error(ErrorCode::kUsage,
                both("--prune: không thấy tệp nào trong đầu vào; kiểm tra lại thư mục rồi chạy lại",
                     "--prune: there is no file at all in the inputs; look whether the folder is "
                     "there"));
  }
  std::vector<std::string> roots;
  for (const fs::path& one : given) roots.push_back(place_of(one));
  std::unordered_set<std::string> there;
  for (const Input& input : found.inputs) there.insert(place_of(input.file));
  Gone gone;
  std::unordered_set<std::string> left;  // doc_ids that some file still has
  pages.each_input([&](const store::SeenInput& input) {
    const bool is_given = std::ranges::any_of(
        roots, [&](const std::string& root) { return is_under(input.file, root); });
    const bool is_gone = is_given && (input.is_past || !there.contains(input.file));
    if (is_gone) {
      gone.inputs.push_back(input);
    } else if (!input.is_past) {
      left.insert(record::doc_id(input.sha256));
    }
  });
  for (const store::SeenInput& input : gone.inputs) {
    const std::string doc_id = record::doc_id(input.sha256);
    if (!left.contains(doc_id)) gone.documents.push_back(doc_id);
  }
  std::ranges::sort(gone.documents);
  const auto [from, to] = std::ranges::unique(gone.documents);
  gone.documents.erase(from, to);
  return gone;
}

void prune(const Gone& gone, store::Store& store, const fs::path& out) {
  // The files before the rows: whoever is killed between them finds the inputs gone again.
  for (const std::string& doc_id : gone.documents) remove_tree(out / "documents" / doc_id);
  if (!gone.documents.empty()) exports::sync_folder(out / "documents");
  for (const store::SeenInput& input : gone.inputs) {
    store.pages().forget_input(input.file, input.sha256);
    store.put_rejects(input.path, {});
  }
  store.remove_documents(gone.documents, "gone");
}

}  // namespace codau::pipeline
