#include "pipeline/edits/removal.h"

#include <algorithm>
#include <set>

#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "pipeline/edits/cross_references.h"
#include "pipeline/output/manifest.h"
#include "pipeline/output/notes.h"
#include "pipeline/output/output_files.h"
#include "pipeline/output/publish.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/schema/database_identity.h"
#include "store/store.h"
#include "store/store_reader.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using record::Sources;

// Finds documents that can be removed or restored, without changing any file.
class Removable {
 public:
  Removable(const fs::path& out, store::Footprint footprint)
      : store_(out / "codau.db", footprint),
        pages_(out / "pages.db", store::PageStore::Access::kLook) {}

  // Returns the documents that the names stand for, sorted. Throws Error{kUsage} if a name belongs
  // to no document.
  [[nodiscard]] std::set<std::string> meant_by(const std::vector<std::string>& names,
                                               Removal removal) const {
    std::set<std::string> ids;
    for (const std::string& name : names) {
      const std::set<std::string> meant = meant_by(name, removal);
      if (meant.empty()) {
        throw Error(ErrorCode::kUsage, name + ": " +
                                           both("không có văn bản nào như vậy trong kết quả",
                                                "there is no such document in the output"));
      }
      ids.insert(meant.begin(), meant.end());
    }
    return ids;
  }

  // Returns one line for each document that is removed or restored with this first document of a
  // file.
  [[nodiscard]] std::set<std::string> lines_of(const std::string& doc_id) const {
    const std::string paths = paths_of(doc_id);
    std::set<std::string> lines{doc_id + paths};
    for (const std::string& one : store_.sub_documents(doc_id)) lines.insert(one + paths);
    return lines;
  }

 private:
  [[nodiscard]] std::string paths_of(const std::string& doc_id) const {
    std::set<std::string> paths;
    store_.for_each_row_of(
        record::table(Sources::kTable), doc_id, [&](const record::Row& row, std::string_view) {
          paths.insert(record::ConstCells<Sources>(row).text(Sources::source_path));
        });
    if (paths.empty()) {  // removed documents: the files are still known
      for (const store::SeenInput& input : pages_.inputs_of(doc_id)) paths.insert(input.path);
    }
    std::string out;
    for (const std::string& path : paths) out += "  " + path;
    return out;
  }

  // Removed documents may be named again, so that a killed command can be repeated.
  [[nodiscard]] std::set<std::string> meant_by(const std::string& name, Removal removal) const {
    const auto is_meant = [&](const std::string& doc_id) {
      return is_removed(doc_id) || (removal == Removal::kRemove && has_document(doc_id));
    };
    if (is_meant(name)) return {name};
    std::set<std::string> ids, own, of_others;
    // Compares the path as the user wrote it: the table has repaired names that are not UTF-8.
    pages_.for_each_input([&](const store::SeenInput& input) {
      const std::string doc_id = record::doc_id(input.sha256);
      if (input.path != name || !is_meant(doc_id)) return;
      ids.insert(doc_id);
      (input.origin.empty() ? own : of_others).insert(doc_id);
    });
    if (removal == Removal::kRemove) {
      store_.for_each_row_with(
          record::table(Sources::kTable), Sources::source_path.name, name,
          [&](const record::Row&, std::string_view doc_id) { ids.emplace(doc_id); });
    }
    if (!std::ranges::includes(own, of_others)) require_one(name, ids);
    return ids;
  }

  // Two offices may each have a file of that name. Throws Error{kUsage} then.
  void require_one(const std::string& name, const std::set<std::string>& ids) const {
    std::set<std::string> firsts = ids;
    for (const std::string& id : ids) {
      for (const std::string& behind : store_.sub_documents(id)) firsts.erase(behind);
    }
    if (firsts.size() < 2) return;
    constexpr std::size_t kShown = 5;
    std::string list;
    for (std::size_t shown = 0; const std::string& id : firsts)
      if (shown++ < kShown) list += (list.empty() ? "" : ", ") + id;
    if (firsts.size() > kShown) list += ", …";
    throw Error(ErrorCode::kUsage,
                name + ": " +
                    both("nhiều văn bản từ các kết quả được gộp cùng mang tên này; hãy nêu mã của "
                         "văn bản cần bỏ: ",
                         "several documents of the outputs that were joined have this name; name "
                         "the one that is meant: ") +
                    list);
  }

  [[nodiscard]] bool is_removed(const std::string& doc_id) const {
    return store_.tombstones(doc_id) == "removed";
  }
  [[nodiscard]] bool has_document(const std::string& doc_id) const {
    bool found = false;
    store_.for_each_row_of(record::table(record::TableId::kDocuments), doc_id,
                           [&](const record::Row&, std::string_view) { found = true; });
    return found;
  }

  store::StoreReader store_;
  store::PageStore pages_;
};

struct Chosen {
  std::set<std::string> ids;
  std::vector<std::string> lines;
};

Chosen choose(const fs::path& out, const std::vector<std::string>& names, Removal removal,
              store::Footprint footprint) {
  const Removable there(out, footprint);
  Chosen chosen{there.meant_by(names, removal), {}};
  std::set<std::string> lines;  // a document may be named and also belong to the file of another
  for (const std::string& id : chosen.ids) lines.merge(there.lines_of(id));
  chosen.lines.assign(lines.begin(), lines.end());
  return chosen;
}

}  // namespace

RemovalReport remove_documents(const fs::path& out, const InstallationHome& home,
                               const std::vector<std::string>& names, Removal removal,
                               bool dry_run) {
  if (dry_run) return {choose(out, names, removal, store::Footprint::kNone).lines, {}};
  store::Store store(store::require_store(out / "codau.db"));
  store.expect_edits();
  const Chosen chosen = choose(out, names, removal, store::Footprint::kLog);
  std::vector<Message> notes;
  if (removal == Removal::kRestore) {
    for (const std::string& id : chosen.ids) store.restore_document(id);
  } else {
    // Remove the files before the rows: while the store has the document, it does not count as
    // gone.
    for (const std::string& id : chosen.ids) remove_results(out, store, id);
    remove_records(out);
    io::sync_folder(out);
    const std::vector<std::string> ids(chosen.ids.begin(), chosen.ids.end());
    store.remove_documents(ids, "removed");
    const text::Lexicon lexicon(list_lexicon_folders(home, out, {}));
    write_cross_references(store, out, lexicon);
    notes = describe_other_lexicon(out, store.xref().lexicon(), lexicon);
    rewrite_manifest(out / "manifest.json", count_records(store));
  }
  store.finish();
  return {chosen.lines, notes};
}

}  // namespace codau::pipeline
