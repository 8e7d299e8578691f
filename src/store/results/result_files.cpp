#include "store/results/result_files.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"

namespace codau::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAside = ":";  // no name has it
constexpr const char* kOldFolder = "/";
constexpr const char* kPresentName = "iif(was IN (':','/'),name,coalesce(was,name))";

struct ResultKind {
  const char* folder;
  const char* ending;
  const char* old_name;  // in OUT/documents/<doc_id>
};
constexpr std::array<ResultKind, 3> kKinds{{{"text", ".txt", "text.txt"},
                                            {"pdf", ".pdf", "searchable.pdf"},
                                            {"signed", ".pdf", "original.pdf"}}};

fs::path place_result(const fs::path& out, const ResultKind& kind, std::string_view name) {
  return out / kind.folder / (std::string(name) + kind.ending);
}

/// Returns the hidden place of a file until its new name is free.
fs::path place_aside(const fs::path& out, const ResultKind& kind, const std::string& doc_id) {
  return out / kind.folder / ('.' + doc_id + kind.ending + ".codau-moved");
}

bool file_exists(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

/// Removes empty folders above `file`, up to the folder of its kind.
void remove_empty_folders(const fs::path& out, const ResultKind& kind, const fs::path& file) {
  const fs::path root = out / kind.folder;
  for (fs::path folder = file.parent_path(); folder != root && folder.has_relative_path();
       folder = folder.parent_path()) {
    if (::rmdir(folder.c_str()) != 0) return;
  }
}

/// Moves a file to a free name. Does nothing if the file does not exist.
void move_file(const fs::path& from, const fs::path& to) {
  if (!file_exists(from)) return;
  io::refuse_symlinked_folders(to);
  io::make_folder(to.parent_path());
  if (file_exists(to)) {
    throw Error(ErrorCode::kOutput,
                to.string() + ": " +
                    both("tệp này không phải của codau và chiếm tên của một kết quả; hãy chuyển nó "
                         "đi chỗ khác rồi chạy lại",
                         "this file is not codau's and has the name of a result; move it away and "
                         "run again"));
  }
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw make_write_error(to.string(), error.value());
}

struct Moving {
  std::string doc_id, name, was;
};

std::vector<Moving> list_moving(const Connection& connection) {
  Statement select(connection,
                   "SELECT doc_id,name,was FROM result_files WHERE was IS NOT NULL ORDER BY was,"
                   "doc_id");
  std::vector<Moving> out;
  while (select.step()) out.push_back({select.text(0), select.text(1), select.text(2)});
  return out;
}

void note_due(const Connection& connection, std::string_view folded) {
  Statement(connection, "INSERT OR IGNORE INTO results_due VALUES(?)").bind(1, folded).step();
}

std::vector<NamedDocument> list_group(const Connection& connection, std::string_view folded) {
  Statement select(connection,
                   "SELECT doc_id,stem FROM result_files WHERE folded = ? ORDER BY doc_id");
  std::vector<NamedDocument> out;
  for (select.bind(1, folded); select.step();) out.push_back({select.text(0), select.text(1)});
  return out;
}

/// Uses the index of folded stems, which has the doc_ids of a stem in order.
HasRival rivals_of(const Connection& connection, std::string_view folded,
                   const std::string& doc_id) {
  return [&connection, folded, doc_id](std::string_view prefix) {
    Statement select(connection,
                     "SELECT doc_id FROM result_files WHERE folded = ?1 AND doc_id >= ?2 AND"
                     " doc_id < ?2 || 'g' AND doc_id <> ?3 LIMIT 1");
    const bool has = select.bind(1, folded).bind(2, prefix).bind(3, doc_id).step();
    while (has && select.step()) continue;
    return has;
  };
}

std::string result_column(const Connection& connection, const char* column,
                          std::string_view doc_id) {
  Statement select(connection,
                   std::string("SELECT ") + column + " FROM result_files WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string();
}

}  // namespace

bool is_doc_id(std::string_view text) {
  constexpr std::size_t kDigits = 16;
  return text.size() == kDigits && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

ResultPaths locate_results(const fs::path& out, std::string_view name) {
  if (name.empty()) return {};
  return {place_result(out, kKinds[0], name), place_result(out, kKinds[1], name),
          place_result(out, kKinds[2], name)};
}

std::span<const char* const> list_result_folders() {
  static constexpr std::array<const char*, 3> kFolders{kKinds[0].folder, kKinds[1].folder,
                                                       kKinds[2].folder};
  return kFolders;
}

void remove_result_files(const fs::path& out, std::string_view name) {
  if (name.empty()) return;
  for (const ResultKind& kind : kKinds) {
    const fs::path file = place_result(out, kind, name);
    if (file_exists(file)) {
      io::refuse_symlinked_folders(file);
      std::error_code error;
      fs::remove(file, error);
      if (error) throw make_write_error(file.string(), error.value());
      io::sync_folder(file.parent_path());
    }
    remove_empty_folders(out, kind, file);
  }
}

std::string ResultFiles::name(std::string_view doc_id) const {
  return result_column(connection_, kPresentName, doc_id);
}

std::string ResultFiles::stem(std::string_view doc_id) const {
  return result_column(connection_, "stem", doc_id);
}

ResultPaths ResultFiles::paths(std::string_view doc_id) const {
  return locate_results(out_, name(doc_id));
}

std::string ResultFiles::pdf_path(std::string_view doc_id) const {
  Statement select(connection_,
                   "SELECT doc_id FROM pdfs WHERE doc_id IN (SELECT ?1 UNION ALL SELECT first FROM"
                   " further WHERE doc_id = ?1) LIMIT 1");
  const std::string owner = select.bind(1, doc_id).step() ? select.text(0) : std::string();
  while (!owner.empty() && select.step()) continue;
  return owner.empty() ? owner : locate_results({}, name(owner)).pdf.string();
}

void ResultFiles::for_each_made(
    const std::function<void(const std::string& doc_id, const std::string& name)>& take) const {
  Statement select(connection_, std::string("SELECT doc_id,") + kPresentName +
                                    " FROM result_files WHERE is_made = 1 ORDER BY 2");
  while (select.step()) take(select.text(0), select.text(1));
}

/// A name that a document has, or has just left, belongs to codau.
bool ResultFiles::is_foreign(const std::string& name, std::string_view folded) const {
  const bool exists = std::ranges::any_of(
      kKinds, [&](const ResultKind& kind) { return file_exists(place_result(out_, kind, name)); });
  if (!exists) return false;
  Statement own(connection_,
                "SELECT 1 FROM result_files WHERE was IS NOT NULL AND was = ?1 UNION ALL"
                " SELECT 1 FROM result_files WHERE folded = ?2 AND name = ?1");
  return !own.bind(1, name).bind(2, folded).step();
}

void ResultFiles::claim(std::span<const NamedDocument> documents) const {
  Transaction transaction(connection_);
  for (const NamedDocument& document : documents) {
    const std::string known = stem(document.doc_id);
    if (known == document.stem) continue;
    const std::string folded = fold_stem(document.stem);
    const HasRival has_rival = rivals_of(connection_, folded, document.doc_id);
    if (!known.empty()) {
      note_due(connection_, fold_stem(known));
      Statement update(connection_,
                       "UPDATE result_files SET stem = ?2, folded = ?3, was = coalesce(was,name)"
                       " WHERE doc_id = ?1");
      update.bind(1, document.doc_id).bind(2, document.stem).bind(3, folded).step();
    } else {
      const std::string name = make_result_name(
          document, has_rival, [&](const std::string& one) { return is_foreign(one, folded); });
      Statement insert(connection_, "INSERT INTO result_files VALUES(?,?,?,?,NULL,0)");
      insert.bind(1, document.doc_id).bind(2, document.stem).bind(3, folded).bind(4, name).step();
    }
    if (!known.empty() || has_rival("")) note_due(connection_, folded);
  }
  transaction.commit();
}

void ResultFiles::keep(std::string_view doc_id) const {
  Statement(connection_, "UPDATE result_files SET is_made = 1 WHERE doc_id = ? AND is_made = 0")
      .bind(1, doc_id)
      .step();
}

void ResultFiles::release(std::string_view doc_id) const {
  const std::string known = stem(doc_id);
  if (known.empty()) return;
  note_due(connection_, fold_stem(known));
  Statement(connection_, "DELETE FROM result_files WHERE doc_id = ?").bind(1, doc_id).step();
}

void ResultFiles::rename_group(const std::string& folded) const {
  const std::vector<NamedDocument> group = list_group(connection_, folded);
  Statement update(connection_,
                   "UPDATE result_files SET was = nullif(coalesce(was,name),?2), name = ?2"
                   " WHERE doc_id = ?1");
  std::vector<std::pair<std::string, std::string>> changed;
  for (const NamedDocument& one : group) {
    const std::string now = result_column(connection_, "name", one.doc_id);
    const std::string wanted = make_result_name(
        one, rivals_of(connection_, folded, one.doc_id),
        [&](const std::string& name) { return name != now && is_foreign(name, folded); });
    if (wanted != now || !result_column(connection_, "was", one.doc_id).empty())
      changed.emplace_back(one.doc_id, wanted);
  }
  for (const auto& [doc_id, name] : changed) update.bind(1, doc_id).bind(2, name).step();
}

void ResultFiles::settle() const {
  {
    Transaction transaction(connection_);
    Statement select(connection_, "SELECT folded FROM results_due ORDER BY 1");
    const std::vector<std::string> due = read_texts(select);
    for (const std::string& folded : due) rename_group(folded);
    if (!due.empty()) connection_.run("DELETE FROM results_due");
    transaction.commit();
  }
  finish_moves();
}

void ResultFiles::settle_finished() const {
  Statement select(connection_, "SELECT doc_id FROM result_files WHERE is_made = 0");
  const std::vector<std::string> vain = read_texts(select);
  for (const std::string& doc_id : vain) remove_result_files(out_, name(doc_id));
  if (!vain.empty()) {
    Transaction transaction(connection_);
    for (const std::string& doc_id : vain) release(doc_id);
    transaction.commit();
  }
  settle();
}

void ResultFiles::finish_moves() const {
  const std::vector<Moving> moving = list_moving(connection_);
  if (moving.empty()) return;
  for (const Moving& one : moving) {
    if (one.was == kAside || one.was == one.name) continue;
    for (const ResultKind& kind : kKinds) {
      const fs::path from = one.was == kOldFolder ? out_ / "documents" / one.doc_id / kind.old_name
                                                  : place_result(out_, kind, one.was);
      move_file(from, place_aside(out_, kind, one.doc_id));
      if (one.was != kOldFolder) remove_empty_folders(out_, kind, from);
    }
  }
  io::sync_files(out_);
  connection_.run("UPDATE result_files SET was = iif(was = name,NULL,':') WHERE was IS NOT NULL");
  for (const Moving& one : moving) {
    if (one.was == one.name) continue;
    for (const ResultKind& kind : kKinds)
      move_file(place_aside(out_, kind, one.doc_id), place_result(out_, kind, one.name));
  }
  io::sync_files(out_);
  connection_.run("UPDATE result_files SET was = NULL WHERE was IS NOT NULL");
}

}  // namespace codau::store
