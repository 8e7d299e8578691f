#include "store/store_reader.h"

#include <set>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/flat_tables.h"
#include "store/citations/xref_index.h"
#include "store/database/sqlite.h"
#include "store/documents/document_rows.h"
#include "store/documents/document_stats.h"
#include "store/schema/database_identity.h"
#include "store/schema/ddl.h"
#include "store/schema/flat_views.h"
#include "store/schema/physical_schema.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;

std::filesystem::path history_of(const std::filesystem::path& file) {
  return file.parent_path() / "history.db";
}

}  // namespace

struct StoreReader::Database {
  Database(const std::filesystem::path& path, Footprint footprint)
      : file(require_store(path)),
        history(history_of(path),
                footprint == Footprint::kNone ? History::Access::kLook : History::Access::kRead),
        seq(history.last()),
        connection(path, choose_read_access(path, footprint)) {
    connection.run("PRAGMA cache_size = -32768; BEGIN");
    const int version = read_version(connection);
    if (version == 0)
      refuse_reading(file, both("chưa có dữ liệu nào", "there is nothing in it yet"));
    if (version < kUserVersion) {
      refuse_reading(
          file, both("do phiên bản codau cũ ghi ra; gõ codau compact cho thư mục này để nâng cấp",
                     "was written by an older codau; codau compact brings it up to date"));
    }
    require_readable(connection);
  }

  /// Returns the identity of the files.
  [[nodiscard]] std::string files() const {
    return identify_database_files(file) + identify_database_files(history_of(file));
  }

  std::filesystem::path file;
  std::string left;  // files() at suspend()
  History history;
  std::int64_t seq;       // read before the rows: a run tells history.db only of committed changes
  Connection connection;  // its transaction stays open, so that all reads see one state
};

StoreReader::StoreReader(const std::filesystem::path& file, Footprint footprint)
    : db_(std::make_unique<Database>(file, footprint)) {}
StoreReader::~StoreReader() = default;
StoreReader::StoreReader(StoreReader&&) noexcept = default;
StoreReader& StoreReader::operator=(StoreReader&&) noexcept = default;

void StoreReader::limit_cache() { db_->connection.run("PRAGMA cache_size = -8192"); }

/// Reports no error: after a failure refresh() returns false, and the caller opens the store anew.
void StoreReader::suspend() {
  const bool could = db_->connection.try_run("COMMIT");
  db_->left = could ? db_->files() : std::string();
}

bool StoreReader::refresh() {
  if (db_->files() != db_->left) return false;
  db_->seq = db_->history.last();
  db_->connection.run("BEGIN");
  return true;
}

void StoreReader::for_each_row(const Table& table, const RowSink& take) const {
  if (record::is_flat(table)) return for_each_flat_row(db_->connection, table, {}, take);
  if (find_row_owner(table) == RowOwner::kAbout) {
    Statement documents(db_->connection, "SELECT doc_id FROM documents ORDER BY doc_id");
    while (documents.step()) for_each_row_of(table, documents.text(0), take);
    return;
  }
  RowReader rows(db_->connection, table);
  while (rows.step()) take(rows.row(), rows.doc_id());
}

std::vector<DocumentCopy> StoreReader::copies() const { return find_copies(db_->connection); }

void StoreReader::for_each_row_of(const Table& table, std::string_view doc_id,
                                  const RowSink& take) const {
  if (record::is_flat(table)) return for_each_flat_row(db_->connection, table, doc_id, take);
  RowReader rows(db_->connection, table, "doc_id", doc_id);
  while (rows.step()) take(rows.row(), doc_id);
}

void StoreReader::for_each_row_with(const Table& table, std::string_view column,
                                    std::string_view value, const RowSink& take) const {
  RowReader rows(db_->connection, table, column, value);
  while (rows.step()) take(rows.row(), rows.doc_id());
}

void StoreReader::for_each_key(const Table& table,
                               const std::function<void(std::string_view key)>& take) const {
  const std::string key = quote_name(table.primary_key.front());
  Statement select(db_->connection,
                   "SELECT " + key + " FROM " + quote_name(make_physical_name(table)));
  while (select.step()) take(select.text(0));
}

std::uint64_t StoreReader::count(const Table& table) const {
  return count_rows(db_->connection, table);
}

std::map<std::string, std::string> StoreReader::digests() const {
  Statement select(db_->connection,
                   "SELECT doc_id,digest FROM made WHERE digest IS NOT NULL ORDER BY doc_id");
  std::map<std::string, std::string> out;
  while (select.step()) out.emplace(select.text(0), select.text(1));
  return out;
}

bool StoreReader::is_finished() const {
  return db_->connection.value("SELECT 1 FROM state WHERE name = 'open'").empty();
}

bool StoreReader::has_unsettled_edits() const {
  return db_->connection.value("SELECT value FROM state WHERE name = 'open'") == kOpenEdits;
}

std::string StoreReader::lexicon() const { return XrefIndex(db_->connection).lexicon(); }

std::string StoreReader::fingerprint(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT basis FROM made WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

std::uint64_t StoreReader::count_without_rows() const {
  return std::stoull(db_->connection.value(
      "SELECT count(*) FROM made WHERE doc_id NOT IN (SELECT doc_id FROM documents UNION "
      "SELECT doc_id FROM given_up)"));
}

void StoreReader::for_each_claim(
    const Table& table,
    const std::function<void(std::string_view row_id, std::string_view doc_id)>& take) const {
  Statement select(db_->connection, make_claims_select(table));
  while (select.step()) take(select.text(0), select.text(1));
}

std::vector<std::string> StoreReader::tombstones() const {
  Statement select(db_->connection, "SELECT doc_id FROM given_up ORDER BY doc_id");
  std::vector<std::string> out;
  while (select.step()) out.push_back(select.text(0));
  return out;
}

std::string StoreReader::tombstones(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT why FROM given_up WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

std::vector<std::string> StoreReader::sub_documents(std::string_view doc_id) const {
  Statement select(db_->connection,
                   "SELECT f.doc_id FROM further AS f WHERE f.first = ? AND NOT EXISTS(SELECT 1"
                   " FROM given_up AS g WHERE g.doc_id = f.doc_id) ORDER BY 1");
  select.bind(1, doc_id);
  std::vector<std::string> out;
  while (select.step()) out.push_back(select.text(0));
  return out;
}

std::optional<SharedFile> StoreReader::shared_file(std::string_view doc_id) const {
  Statement select(db_->connection,
                   "SELECT first,doc_id,EXISTS(SELECT 1 FROM given_up AS g WHERE g.doc_id ="
                   " f.doc_id) FROM further AS f WHERE first = (SELECT first FROM further WHERE"
                   " first = ?1 OR doc_id = ?1 ORDER BY 1 LIMIT 1) ORDER BY 2");
  select.bind(1, doc_id);
  std::optional<SharedFile> out;
  while (select.step()) {
    if (!out) out.emplace().doc_ids.push_back(select.text(0));
    out->doc_ids.push_back(select.text(1));
    out->is_whole = out->is_whole && select.integer(2) == 0;
  }
  return out;
}

bool StoreReader::was_made(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT 1 FROM made WHERE doc_id = ? AND basis <> ''");
  return select.bind(1, doc_id).step();
}

std::int64_t StoreReader::seq() const noexcept { return db_->seq; }

std::int64_t StoreReader::feed_start() const { return db_->history.feed_start(); }

std::vector<DocumentChange> StoreReader::changes_since(std::int64_t seq, std::int64_t most) const {
  std::vector<DocumentChange> out;
  const auto take = [&](const DocumentChange& change) {
    if (change.seq <= db_->seq) out.push_back(change);
  };
  db_->history.for_each_since(seq, take, most);
  return out;
}

std::vector<std::string> StoreReader::gone() const {
  std::vector<std::string> out = db_->history.removed();
  Statement here(db_->connection, "SELECT 1 FROM documents WHERE doc_id = ?");
  std::erase_if(out, [&](const std::string& doc_id) {
    bool found = false;
    for (here.bind(1, doc_id); here.step();) found = true;
    return found;
  });
  return out;
}

std::vector<std::string> StoreReader::documents_with(
    const std::function<bool(std::string_view code)>& is_meant) const {
  std::set<std::string> codes, out;
  Statement known(db_->connection, "SELECT substr(name,8) FROM totals WHERE name GLOB 'reason:*'");
  while (known.step()) {
    if (is_meant(known.text(0))) codes.insert(known.text(0));
  }
  Statement edited(db_->connection, "SELECT DISTINCT doc_id FROM human_edits");
  while (edited.step()) out.insert(edited.text(0));
  if (!codes.empty()) {
    for_each_reason([&](const std::string& doc_id, const std::string& code) {
      if (codes.contains(code)) out.insert(doc_id);
    });
  }
  return {out.begin(), out.end()};
}

void StoreReader::for_each_reason(
    const std::function<void(const std::string& doc_id, const std::string& code)>& take) const {
  Statement counts(db_->connection,
                   "SELECT doc_id,substr(name,8) FROM document_counts WHERE name GLOB 'reason:*'");
  while (counts.step()) take(counts.text(0), counts.text(1));
}

std::map<std::string, std::uint64_t> StoreReader::reasons() const {
  Statement select(db_->connection,
                   "SELECT substr(name,8),n FROM totals WHERE name GLOB 'reason:*' AND n > 0");
  std::map<std::string, std::uint64_t> out;
  while (select.step()) out[select.text(0)] = static_cast<std::uint64_t>(select.integer(1));
  return out;
}

std::vector<StoreReader::EditCount> StoreReader::edits_by_day() const {
  Statement select(db_->connection,
                   "SELECT coalesce(date(edit ->> '$.at','localtime'),''),coalesce(edit ->>"
                   " '$.actor',''),coalesce(edit ->> '$.action',''),count(*) FROM human_edits"
                   " WHERE json_valid(edit) GROUP BY 1,2,3 ORDER BY 1,2,3");
  std::vector<EditCount> out;
  while (select.step()) {
    out.push_back({select.text(0), select.text(1), select.text(2),
                   static_cast<std::uint64_t>(select.integer(3))});
  }
  return out;
}

std::vector<std::string> StoreReader::edits(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT edit FROM human_edits WHERE doc_id = ? ORDER BY seq");
  std::vector<std::string> out;
  for (select.bind(1, doc_id); select.step();) out.push_back(select.text(0));
  return out;
}

std::string StoreReader::pdf_mark(std::string_view doc_id) const {
  Statement select(db_->connection, "SELECT mark FROM pdfs WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string();
}

ResultFiles StoreReader::results() const {
  return {db_->connection, db_->connection.file().parent_path()};
}

const Connection& StoreReader::connection() const noexcept { return db_->connection; }

std::optional<DocumentTexts> StoreReader::texts(std::string_view doc_id) const {
  return load_texts(db_->connection, doc_id);
}

}  // namespace codau::store
