#include "pipeline/removal.h"

#include <set>

#include "core/error.h"
#include "core/message.h"
#include "export/files.h"
#include "pipeline/cross_references.h"
#include "pipeline/files.h"
#include "pipeline/publish.h"
#include "store/identity.h"
#include "store/store.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

// What a name stands for among what can be taken out, or back. What was taken out already may be
// named again: whoever was killed at it gives the same command.
std::vector<std::string> meant_by(const store::Store& store, const std::string& name,
                                  Removal removal) {
  if (removal == Removal::kTakeBack) {
    return store.given_up(name) == "removed" ? std::vector{name} : std::vector<std::string>{};
  }
  if (store.has_document(name) || store.given_up(name) == "removed") return {name};
  return store.documents_from(name);
}

std::string line_of(const store::Store& store, const std::string& doc_id) {
  std::string line = doc_id;
  for (const record::SourceName& name : store.sources_of(doc_id)) line += "  " + name.path;
  return line;
}

}  // namespace

std::vector<std::string> remove_documents(const fs::path& out,
                                          const std::vector<std::string>& names, Removal removal,
                                          bool dry_run) {
  if (!store::is_store(out / "codau.db")) {
    throw Error(ErrorCode::kNothingRead,
                out.string() + ": " +
                    both("không có codau.db; hãy chỉ đúng thư mục kết quả của codau run",
                         "has no codau.db; name the output folder of codau run"));
  }
  store::Store store(out / "codau.db");
  std::set<std::string> ids;
  for (const std::string& name : names) {
    const std::vector<std::string> meant = meant_by(store, name, removal);
    if (meant.empty()) {
      throw Error(ErrorCode::kUsage, name + ": " +
                                         both("không có văn bản nào như vậy trong kết quả",
                                              "there is no such document in the output"));
    }
    ids.insert(meant.begin(), meant.end());
  }
  std::vector<std::string> lines;
  for (const std::string& id : ids) lines.push_back(line_of(store, id));
  if (dry_run) return lines;
  if (removal == Removal::kTakeBack) {
    for (const std::string& id : ids) store.take_back(id);
  } else {
    // The files before the rows: while the store has a document, nobody takes it for gone.
    const std::vector<std::string> all(ids.begin(), ids.end());
    for (const std::string& id : all) remove_tree(out / "documents" / id);
    remove_records(out);
    exports::sync_folder(out / "documents");
    exports::sync_folder(out);
    store.remove_documents(all, "removed");
    write_cross_references(store, out);
  }
  store.finish();
  return lines;
}

}  // namespace codau::pipeline
