#include "pipeline/prune.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_set>

#include "core/error.h"
#include "core/message.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/output_files.h"
#include "record/schema/ids.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

bool is_under(const std::string& file, const std::string& root) {
  return file == root ||
         (file.starts_with(root) && (root == "/" || file.substr(root.size()).starts_with('/')));
}

/// Returns true if both paths lead to uploads of one job of `codau serve`. The id of a job is
/// random: if the output was moved, or brought back elsewhere, the folder is still the same.
bool are_of_one_job(const std::string& file, const std::string& root) {
  constexpr std::string_view kUploads = "/serve/uploads/", kHex = "0123456789abcdef";
  constexpr std::size_t kIdLength = 32;
  const std::size_t at = root.rfind(kUploads);
  if (at == std::string::npos) return false;
  const std::string folder = root.substr(at);
  const std::string_view id = std::string_view(folder).substr(kUploads.size());
  return id.size() == kIdLength && id.find_first_not_of(kHex) == std::string_view::npos &&
         file.find(folder + '/') != std::string::npos;
}

void sort(std::vector<std::string>& doc_ids) {
  std::ranges::sort(doc_ids);
  doc_ids.erase(std::unique(doc_ids.begin(), doc_ids.end()), doc_ids.end());
}

/// What a file has become whose document is to go.
enum class Now : std::uint8_t { kGone, kDocument, kSecret, kNothingYet };

Now state_of(const store::Store& store, const std::string& file) {
  Now state = Now::kGone;
  for (const store::SeenInput& now : store.pages().inputs(file)) {
    if (now.is_past) continue;
    const std::string doc_id = record::doc_id(now.sha256);
    if (store.find_tombstone(doc_id) == "secret") return Now::kSecret;
    if (store.has_document(doc_id)) return Now::kDocument;
    state = Now::kNothingYet;
  }
  return state;
}

}  // namespace

GoneInputs find_gone_inputs(const std::vector<fs::path>& given, const FoundInputs& found,
                            const store::PageStore& pages) {
  if (found.inputs.empty()) {
    throw Error(ErrorCode::kUsage,
                both("--prune: không thấy tệp nào trong đầu vào; kiểm tra lại thư mục rồi chạy lại",
                     "--prune: there is no file at all in the inputs; look whether the folder is "
                     "there"));
  }
  std::vector<std::string> roots;
  for (const fs::path& one : given) roots.push_back(normalise_path(one));
  std::unordered_set<std::string> there;
  std::vector<std::string> closed;  // folders that cannot be looked into
  for (const RunInput& input : found.inputs) {
    there.insert(normalise_path(input.file));
    if (!input.folder.path.empty()) there.insert(normalise_path(input.file.parent_path()));
    if (input.refused != Cause::kNone) closed.push_back(normalise_path(input.file));
  }
  GoneInputs gone;
  std::unordered_set<std::string> left, own;  // doc_ids that some file, one of ours, still has
  std::set<std::string> of_others;
  pages.for_each_input([&](const store::SeenInput& input) {
    const auto has_it = [&](const std::string& root) {
      return is_under(input.file, root) || are_of_one_job(input.file, root);
    };
    const bool is_given =
        std::ranges::any_of(roots, has_it) && std::ranges::none_of(closed, has_it);
    const bool is_own = input.origin.empty();
    const bool is_gone = is_own && is_given && (input.is_past || !there.contains(input.file));
    if (!is_own && is_given) of_others.insert(record::doc_id(input.sha256));
    if (is_own && !is_gone && !input.is_past) own.insert(record::doc_id(input.sha256));
    if (is_gone) {
      gone.inputs.push_back(input);
    } else if (!input.is_past) {
      left.insert(record::doc_id(input.sha256));
    }
  });
  for (const store::SeenInput& input : gone.inputs)
    gone.documents.push_back(record::doc_id(input.sha256));
  std::erase_if(gone.documents, [&](const std::string& doc_id) { return left.contains(doc_id); });
  sort(gone.documents);
  for (const std::string& doc_id : of_others) {
    if (!own.contains(doc_id)) gone.of_others.push_back(doc_id);
  }
  return gone;
}

void add_joined(GoneInputs& gone, const std::vector<InputSource>& sources,
                const store::PageStore& pages) {
  std::unordered_set<std::string> own, joined;
  for (const InputSource& source : sources) {
    own.insert(source.info.doc_id);
    if (source.files.size() == 1) continue;
    for (const InputFile& file : source.files) joined.insert(normalise_path(file.file));
  }
  for (const InputSource& source : sources) {
    if (source.files.size() == 1) continue;
    for (const InputFile& file : source.files) {
      const auto is_other = [&](const store::SeenInput& one) {
        return !one.origin.empty() || !joined.contains(one.file);
      };
      const std::string doc_id = record::doc_id(file.sha256);
      if (!own.contains(doc_id) && std::ranges::none_of(pages.inputs_with(file.sha256), is_other))
        gone.documents.push_back(doc_id);
    }
  }
  sort(gone.documents);
}

void add_past(GoneInputs& gone, const std::vector<store::SeenInput>& past,
              const store::PageStore& pages) {
  for (const store::SeenInput& input : past) {
    gone.inputs.push_back(input);
    const auto now = pages.inputs_with(input.sha256);
    if (now.empty()) gone.documents.push_back(record::doc_id(input.sha256));
  }
  sort(gone.documents);
}

void forget_names(const GoneInputs& gone, store::PageStore& pages) {
  for (const store::SeenInput& input : gone.inputs) {
    if (!std::ranges::binary_search(gone.documents, record::doc_id(input.sha256)))
      pages.forget_input(input);
  }
  pages.commit();
}

std::size_t prune(const GoneInputs& gone, store::Store& store, const fs::path& out) {
  std::unordered_set<std::string> spared, secret;
  for (const store::SeenInput& input : gone.inputs) {
    if (!input.is_past) continue;
    const Now state = state_of(store, input.file);
    if (state == Now::kNothingYet) spared.insert(record::doc_id(input.sha256));
    if (state == Now::kSecret) secret.insert(record::doc_id(input.sha256));
  }
  std::vector<std::string> documents, hidden;  // hidden: earlier versions of what is secret now
  for (const std::string& doc_id : gone.documents) {
    if (spared.contains(doc_id) || !store.has_document(doc_id)) continue;
    (secret.contains(doc_id) ? hidden : documents).push_back(doc_id);
  }
  std::size_t count = 0;
  for (const auto* const some : {&documents, &hidden}) {
    for (const std::string& doc_id : *some) {
      ++count;
      const std::vector<std::string> others = store.sub_documents(doc_id);
      count += static_cast<std::size_t>(std::ranges::count_if(
          others, [&](const std::string& one) { return store.has_document(one); }));
    }
  }
  // The files before the rows: whoever is killed between them finds the inputs gone again.
  for (const auto* const some : {&documents, &hidden}) {
    for (const std::string& doc_id : *some) remove_results(out, store, doc_id);
  }
  store.remove_documents(documents, "gone");
  store.remove_documents(hidden, "secret");
  std::set<std::string> files;  // nothing is told of them any more
  for (const store::SeenInput& input : gone.inputs) {
    if (spared.contains(record::doc_id(input.sha256))) continue;
    store.pages().forget_input(input);
    if (!input.is_past) files.insert(input.path);
  }
  remove_rejects(files, store);
  store.commit();
  return count;
}

}  // namespace codau::pipeline
