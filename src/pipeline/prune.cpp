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

/// Whether what the file holds now is a document, or secret, or it is not there any more.
bool has_successor(const store::Store& store, const std::string& file) {
  bool is_there = false;
  for (const store::SeenInput& now : store.pages().inputs(file)) {
    if (now.is_past) continue;
    is_there = true;
    const std::string doc_id = record::doc_id(now.sha256);
    if (store.has_document(doc_id) || store.given_up(doc_id) == "secret") return true;
  }
  return !is_there;
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
  std::vector<std::string> closed;  // folders that cannot be looked into
  for (const Input& input : found.inputs) {
    there.insert(place_of(input.file));
    if (input.refused != Cause::kNone) closed.push_back(place_of(input.file));
  }
  Gone gone;
  std::unordered_set<std::string> left;  // doc_ids that some file still has
  pages.each_input([&](const store::SeenInput& input) {
    const auto has_it = [&](const std::string& root) { return is_under(input.file, root); };
    const bool is_given =
        std::ranges::any_of(roots, has_it) && std::ranges::none_of(closed, has_it);
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

void forget_names(const Gone& gone, store::Pages& pages) {
  for (const store::SeenInput& input : gone.inputs) {
    if (!std::ranges::binary_search(gone.documents, record::doc_id(input.sha256)))
      pages.forget_input(input.file, input.sha256);
  }
  pages.commit();
}

std::size_t prune(const Gone& gone, store::Store& store, const fs::path& out) {
  std::unordered_set<std::string> spared;
  for (const store::SeenInput& input : gone.inputs) {
    if (input.is_past && !has_successor(store, input.file))
      spared.insert(record::doc_id(input.sha256));
  }
  std::vector<std::string> documents;
  for (const std::string& doc_id : gone.documents) {
    if (!spared.contains(doc_id) && store.has_document(doc_id)) documents.push_back(doc_id);
  }
  // The files before the rows: whoever is killed between them finds the inputs gone again.
  for (const std::string& doc_id : documents) remove_tree(out / "documents" / doc_id);
  if (!documents.empty()) exports::sync_folder(out / "documents");
  store.remove_documents(documents, "gone");
  for (const store::SeenInput& input : gone.inputs) {
    if (spared.contains(record::doc_id(input.sha256))) continue;
    store.pages().forget_input(input.file, input.sha256);
    if (!input.is_past) store.put_rejects(input.path, {});
  }
  store.commit();
  return documents.size();
}

}  // namespace codau::pipeline
