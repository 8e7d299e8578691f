#include "store/upgrade/old_folders.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "record/schema/ids.h"
#include "store/documents/build_state.h"
#include "store/documents/document_texts.h"
#include "store/results/result_files.h"

namespace codau::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOldDocuments = "documents";

std::optional<std::string> read_old_file(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(file, error))) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string out(std::istreambuf_iterator<char>(in), {});
  return in.bad() ? std::nullopt : std::optional(std::move(out));
}

void remove_old_file(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  if (error) throw make_write_error(file.string(), error.value());
}

/// Digests that an older version noted of its files; empty if none were noted.
struct OldMarks {
  std::string document_json, changes;
};
OldMarks marks_of(const Connection& connection, const std::string& doc_id) {
  if (connection.value("SELECT 1 FROM sqlite_schema WHERE name = 'old_marks'").empty()) return {};
  Statement select(connection, "SELECT file,changes FROM old_marks WHERE doc_id = ?");
  if (!select.bind(1, doc_id).step()) return {};
  return {select.text(0), select.text(1)};
}

bool is_as_written(const fs::path& file, const std::string& mark) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(file, error)) &&
         (mark.empty() || has_digest_mark(file, mark));
}

/// A path of a source, and the pages of the document in it.
struct OldSource {
  std::string path;
  std::int64_t from = 0, to = 0;
};
std::vector<OldSource> sources_of(const Connection& connection, const std::string& doc_id) {
  Statement select(connection,
                   "SELECT source_path,page_from,page_to FROM sources WHERE doc_id = ?"
                   " ORDER BY source_path");
  std::vector<OldSource> out;
  for (select.bind(1, doc_id); select.step();)
    out.push_back({select.text(0), select.integer(1), select.integer(2)});
  return out;
}

/// Returns the stem of a document. Several files are one document if their pages follow each other.
std::string stem_of(const std::vector<OldSource>& sources) {
  std::set<std::int64_t> begins;
  std::string first;
  for (const OldSource& one : sources) {
    begins.insert(one.from);
    const std::string stem = make_scan_stem(one.path);
    if (first.empty() || stem < first) first = stem;
  }
  const std::string folder = fs::path(sources.front().path).parent_path().string();
  return begins.size() > 1 && !folder.empty() ? make_folder_stem(folder) : first;
}

/// Returns the number of a further document in its file, from 2.
std::size_t number_of(const Connection& connection, const std::string& doc_id, std::size_t among) {
  constexpr std::size_t kMostDocuments = 1000;  // of a file
  Statement select(connection, "SELECT source_sha256 FROM documents WHERE doc_id = ?");
  const std::string sha256 = select.bind(1, doc_id).step() ? select.text(0) : std::string();
  const std::vector<OldSource> sources = sources_of(connection, doc_id);
  for (std::size_t k = 1; !sources.empty() && k <= kMostDocuments; ++k) {
    const auto page = [](std::int64_t number) { return static_cast<std::uint32_t>(number); };
    if (record::make_sub_document_id(sha256, page(sources.front().from), page(sources.front().to),
                                     k) == doc_id)
      return k + 1;
  }
  return among + 2;
}

/// Returns the documents without a name, the first of each file before the others.
std::vector<NamedDocument> name_old_documents(
    const Connection& connection,
    const std::function<std::string(const std::string& doc_id)>& find_path) {
  Statement select(connection,
                   "SELECT doc_id FROM (SELECT doc_id FROM made UNION SELECT doc_id FROM documents)"
                   " WHERE doc_id NOT IN (SELECT doc_id FROM result_files) ORDER BY 1");
  std::map<std::string, std::string> stems;
  std::vector<NamedDocument> out;
  const ResultFiles results(connection, {});
  const std::vector<std::string> all = read_texts(select);
  Statement is_further(connection, "SELECT first FROM further WHERE doc_id = ? ORDER BY first");
  std::vector<std::pair<std::string, std::string>> further;
  for (const std::string& doc_id : all) {
    if (!is_doc_id(doc_id)) continue;
    if (is_further.bind(1, doc_id).step()) {
      further.emplace_back(is_further.text(0), doc_id);
      while (is_further.step()) continue;
      continue;
    }
    const std::vector<OldSource> sources = sources_of(connection, doc_id);
    std::string stem = sources.empty() ? find_path(doc_id) : std::string();
    stem = !sources.empty() ? stem_of(sources) : make_scan_stem(stem.empty() ? doc_id : stem);
    stems[doc_id] = stem;
    out.push_back({doc_id, stem});
  }
  std::ranges::sort(further);
  std::size_t among = 0;
  std::string last;
  for (const auto& [first, doc_id] : further) {
    among = first == last ? among + 1 : 0;
    last = first;
    const auto found = stems.find(first);
    const std::string stem = found != stems.end() ? found->second : results.stem(first);
    if (stem.empty()) continue;
    out.push_back({doc_id, make_further_stem(stem, number_of(connection, doc_id, among))});
  }
  return out;
}

/// Moves the texts of a document into the store. If the file of changes is damaged, only the text
/// as read is moved: the document is then made again.
void take_texts(const Connection& connection, const fs::path& out, const std::string& doc_id) {
  const fs::path folder = out / kOldDocuments / doc_id;
  auto as_read = read_old_file(folder / "ocr.txt");
  if (!as_read || load_texts(connection, doc_id)) return;
  const bool is_sound =
      is_as_written(folder / "changes.jsonl", marks_of(connection, doc_id).changes);
  const auto changes = is_sound ? read_old_file(folder / "changes.jsonl") : std::nullopt;
  save_texts(connection, doc_id, whole_text(*as_read),
             changes ? whole_text(*changes) : TextPieces());
}

/// Removes files that the store contains or can make again. A folder that is not empty then stays.
void clear_folder(const Connection& connection, const fs::path& out, const std::string& doc_id) {
  const fs::path folder = out / kOldDocuments / doc_id;
  io::refuse_symlinked_folders(folder / "text.txt");
  io::remove_stale_temp_files(folder);
  const auto texts = load_texts(connection, doc_id);
  if (texts && read_old_file(folder / "ocr.txt") == texts->as_read)
    remove_old_file(folder / "ocr.txt");
  if (texts && texts->changes && read_old_file(folder / "changes.jsonl") == texts->changes)
    remove_old_file(folder / "changes.jsonl");
  Statement rows(connection, "SELECT 1 FROM documents WHERE doc_id = ?");
  const bool has_rows = rows.bind(1, doc_id).step();
  const fs::path json = folder / "document.json";
  if (has_rows && is_as_written(json, marks_of(connection, doc_id).document_json))
    remove_old_file(json);
  const fs::path pictures = folder / "debug";
  const fs::path to = out / "debug" / ResultFiles(connection, out).name(doc_id);
  std::error_code error;
  if (fs::is_directory(fs::symlink_status(pictures, error)) && !fs::exists(to, error)) {
    io::make_folder(to.parent_path());
    fs::rename(pictures, to, error);
  }
  ::rmdir(folder.c_str());
}

}  // namespace

void create_old_marks(const Connection& connection) {
  connection.run(
      "CREATE TABLE old_marks(doc_id TEXT NOT NULL,file TEXT,changes TEXT,PRIMARY KEY(doc_id))"
      " STRICT, WITHOUT ROWID");
}

bool has_old_folders(const fs::path& out) {
  std::error_code error;
  return fs::is_directory(fs::symlink_status(out / kOldDocuments, error));
}

void adopt_old_folders(const Connection& connection, const fs::path& out,
                       const std::function<std::string(const std::string&)>& find_path) {
  const ResultFiles results(connection, out);
  {
    Transaction transaction(connection);
    const std::vector<NamedDocument> news = name_old_documents(connection, find_path);
    results.claim(news);
    Statement mark(connection, "UPDATE result_files SET was = '/', is_made = 1 WHERE doc_id = ?");
    for (const NamedDocument& one : news) {
      mark.bind(1, one.doc_id).step();
      take_texts(connection, out, one.doc_id);
    }
    transaction.commit();
  }
  results.settle();
  std::error_code error;
  for (fs::directory_iterator walk(out / kOldDocuments, error), end; walk != end && !error;
       walk.increment(error)) {
    const std::string doc_id = walk->path().filename().string();
    if (is_doc_id(doc_id) && !results.name(doc_id).empty()) clear_folder(connection, out, doc_id);
  }
  io::remove_stale_temp_files(out / kOldDocuments);
  if (::rmdir((out / kOldDocuments).c_str()) == 0) connection.run("DROP TABLE IF EXISTS old_marks");
}

void restore_old_folders(const Connection& connection, const fs::path& out,
                         const std::function<bool(const std::string&)>& is_known) {
  Statement select(connection, "SELECT doc_id FROM result_files ORDER BY 1");
  std::vector<std::string> all = read_texts(select);
  std::erase_if(all, [&](const std::string& doc_id) { return !is_known(doc_id); });
  {  // after a kill, the next opening of the newer store moves them back to their names
    Transaction transaction(connection);
    Statement mark(connection, "UPDATE result_files SET was = '/' WHERE doc_id = ?");
    for (const std::string& doc_id : all) mark.bind(1, doc_id).step();
    transaction.commit();
  }
  for (const std::string& doc_id : all) {
    const fs::path folder = out / kOldDocuments / doc_id;
    const ResultPaths from = ResultFiles(connection, out).paths(doc_id);
    for (const auto& [file, name] :
         {std::pair(from.text, "text.txt"), std::pair(from.pdf, "searchable.pdf"),
          std::pair(from.original, "original.pdf")}) {
      std::error_code error;
      if (!fs::exists(file, error)) continue;
      io::make_folder(folder);
      fs::rename(file, folder / name, error);
      if (error) throw make_write_error((folder / name).string(), error.value());
    }
    remove_result_files(out, ResultFiles(connection, out).name(doc_id));
    const auto texts = load_texts(connection, doc_id);
    if (!texts) continue;
    io::write_atomically(folder / "ocr.txt", texts->as_read);
    if (texts->changes) io::write_atomically(folder / "changes.jsonl", *texts->changes);
  }
  io::sync_files(out);
}

}  // namespace codau::store
