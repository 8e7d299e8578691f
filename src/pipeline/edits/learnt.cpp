#include "pipeline/edits/learnt.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <system_error>

#include "core/error.h"
#include "io/atomic_file.h"
#include "store/edits/name_index.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRole = "learnt_name";
constexpr std::string_view kHead =
    "# form, role. Names that people have confirmed in codau review; a line that is taken out is\n"
    "# asked for again from the next run on.\n";

fs::path folder_of(const fs::path& out) { return out / "lexicon" / "learnt"; }

/// Returns the keys that are only in the first set.
std::set<std::string> only_in(const std::set<std::string>& one,
                              const std::set<std::string>& other) {
  std::set<std::string> found;
  std::ranges::set_difference(one, other, std::inserter(found, found.end()));
  return found;
}

std::vector<std::string> documents_of(const store::Store& store,
                                      const std::set<std::string>& names) {
  std::set<std::string> found;
  for (const std::string& name : names) {
    const auto documents = store.names().documents(store::make_name_key(name));
    found.insert(documents.begin(), documents.end());
  }
  return {found.begin(), found.end()};
}

}  // namespace

record::LearntNames load_learnt(const fs::path& out) {
  record::LearntNames names;
  const fs::path folder = folder_of(out);
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(folder, error))) return names;
  const std::array folders{folder};
  const text::Lexicon lexicon{folders};
  for (const std::string_view role : lexicon.roles()) {
    if (role == kRole) continue;
    throw Error(ErrorCode::kModel,
                folder.string() + ": " +
                    both("chỉ có tên đã xác nhận (learnt_name) ở đây; hãy chuyển dòng khác sang "
                         "lexicon/user: ",
                         "only confirmed names (learnt_name) belong here; move other lines to "
                         "lexicon/user: ") +
                    role);
  }
  for (const text::LexiconEntry& entry : lexicon.entries(kRole)) names.add(entry.form);
  return names;
}

void save_learnt(const fs::path& out, const record::LearntNames& names) {
  std::string text(kHead);
  for (const std::string& form : names.forms()) text += form + '\t' + std::string(kRole) + '\n';
  io::make_folder(folder_of(out));
  io::write_atomically(folder_of(out) / "names.tsv", text);
}

std::vector<std::string> find_affected_documents(const store::Store& store,
                                                 const record::LearntNames& names) {
  const std::set<std::string> known = store.names().learnt(), wanted = names.keys();
  std::set<std::string> changed = only_in(known, wanted);
  changed.merge(only_in(wanted, known));
  return documents_of(store, changed);
}

std::vector<std::string> judge_names(store::Store& store, const text::Lexicon& lexicon,
                                     const record::LearntNames& names, bool all) {
  const std::set<std::string> known = store.names().learnt(), wanted = names.keys();
  if (known == wanted && !all) return {};
  const std::set<std::string> forgotten = only_in(known, wanted);
  std::vector<std::string> changed;
  store.begin_batch();
  for (const std::string& doc_id :
       all ? documents_of(store, wanted) : find_affected_documents(store, names)) {
    const record::Records before = store.records_of(doc_id);
    const record::Records after = record::judge_rows(lexicon, names, before, forgotten);
    if (after[record::TableId::kTasks] == before[record::TableId::kTasks]) continue;
    store.revise_records(doc_id, after);
    changed.push_back(doc_id);
  }
  store.names().save_learnt_names(wanted);
  return changed;
}

}  // namespace codau::pipeline
