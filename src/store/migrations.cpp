#include "store/migrations.h"

#include <unistd.h>

#include <string>
#include <system_error>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "io/file_lock.h"
#include "record/codes.h"
#include "record/row.h"
#include "store/database_identity.h"
#include "store/document_rows.h"
#include "store/document_stats.h"
#include "store/name_index.h"
#include "store/page_store.h"
#include "store/physical_schema.h"
#include "store/search_tables.h"
#include "store/stored_row.h"
#include "store/xref_index.h"

namespace codau::store {
namespace {

namespace fs = std::filesystem;
using record::Row;
using record::Table;

void add_codes(const Connection& connection, TableSpan tables) {
  Statement insert(connection, "INSERT OR IGNORE INTO codes VALUES(?,?)");
  for (const Table& table : tables) {
    for (const record::Column& column : table.columns) {
      if (column.codes == nullptr) continue;
      for (const record::CodeEntry& one : *column.codes)
        insert.bind(1, make_code_list_name(table, column)).bind(2, one.code).step();
    }
  }
}

bool has_table(const Connection& connection, std::string_view name) {
  Statement select(connection, "SELECT 1 FROM sqlite_schema WHERE name = ?");
  return select.bind(1, name).step();
}

// ---- 1 → this one ----

/// "codau 0.1.0, reading 2, tesseract …" and, before marks of secrecy were looked for, "codau
/// 0.1.0, tesseract …".
std::string reading_key(const std::string& key) {
  const std::size_t comma = key.find(", ");
  if (!key.starts_with("codau ") || comma == std::string::npos) return key;
  const std::string rest = key.substr(comma + 2);
  return rest.starts_with("reading ") ? rest : "reading 1, " + rest;
}

void move_pages(const Connection& old, const fs::path& file) {
  PageStore pages(file.parent_path() / "pages.db");
  Statement select(old, "SELECT sha256,key,number,json FROM journal_pages ORDER BY 1,2,3");
  while (select.step()) {
    pages.save(select.text(0), reading_key(select.text(1)),
               static_cast<std::uint32_t>(select.integer(2)), select.text(3),
               PageStore::PageDurability::kWithCommit);
  }
  pages.commit();
}

bool has_stored_column(const Connection& connection, const std::string& table,
                       std::string_view column) {
  Statement select(connection, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
  return select.bind(1, table).bind(2, column).step();
}

/// Versions before 4 left the year of a citation empty where its number has none; its date has it
/// (record/citation_rows.cpp).
constexpr const char* kCitationYear =
    "CASE WHEN issued_edtf GLOB '[0-9][0-9][0-9][0-9]*' THEN CAST(substr(issued_edtf,1,4) AS"
    " INTEGER) END";

/// The columns of a table, NULL for those that it does not have yet.
std::string old_columns(const Connection& old, const Table& table, const std::string& name) {
  std::string out;
  for (const record::Column& column : table.columns) {
    out += out.empty() ? "" : ",";
    if (table.name == "doc_refs" && column.name == "year")
      out += std::string("coalesce(year,") + kCitationYear + ")";
    else
      out += has_stored_column(old, name, column.name) ? quote_name(column.name) : "NULL";
  }
  return out;
}

std::vector<Row> old_rows(const Connection& old, TableSpan tables, const Table& table,
                          std::string_view doc_id) {
  const RowOwner owner = find_row_owner(tables, table);
  std::string where = " WHERE doc_id = ?1";
  if (owner == RowOwner::kParent) {
    const record::ForeignKey& key = get_parent_key(tables, table);
    where = " WHERE " + quote_name(key.column) + " IN (SELECT " + quote_name(key.target) +
            " FROM " + quote_name(key.table) + where + ")";
  }
  const std::string name =
      owner == RowOwner::kShared ? make_claims_name(table) : std::string(table.name);
  if (!has_table(old, name)) return {};
  Statement select(old, "SELECT " + old_columns(old, table, name) + " FROM " + quote_name(name) +
                            where + " ORDER BY " + make_key_list(table));
  select.bind(1, doc_id);
  std::vector<Row> out;
  while (select.step()) out.push_back(read_row(select, table));
  return out;
}

/// The rows of a document in version 1, where each has one in a table.
record::Records old_rows(const Connection& old, TableSpan tables, std::string_view doc_id) {
  record::Records out;
  for (const Table& table : tables)
    out[std::string(table.name)] = old_rows(old, tables, table, doc_id);
  for (Row& row : out["documents"])
    record::RowCells(record::table("documents"), row)
        .set("schema_version", std::string(record::kSchemaVersion));
  return out;
}

/// A source was probed first; what it became was noted when its document was finished.
constexpr const char* kGivenUp =
    "SELECT DISTINCT substr(sha256, 1, 16) AS doc_id FROM journal_probes WHERE"
    " doc_id NOT IN (SELECT doc_id FROM journal_documents) AND"
    " doc_id NOT IN (SELECT doc_id FROM documents) ORDER BY doc_id";

/// Documents that were finished, from the pages that there are now: their rows stay valid.
constexpr const char* kFinished =
    "SELECT doc_id,fingerprint FROM journal_documents AS d WHERE"
    " (SELECT count(*) FROM pages WHERE pages.doc_id = d.doc_id AND width_px > 0) ="
    " (SELECT count(DISTINCT number) FROM journal_pages WHERE sha256 >= d.doc_id AND"
    " sha256 < d.doc_id || 'g')";

void move_fingerprints(const Connection& old, const Connection& to) {
  Statement update(to, "UPDATE made SET basis = ?2 WHERE doc_id = ?1");
  Statement select(old, kFinished);
  while (select.step()) update.bind(1, select.text(0)).bind(2, select.text(1)).step();
}

void move_rows(const Connection& old, const Connection& to, TableSpan tables) {
  Transaction transaction(to);
  const DocumentRows rows(to, tables);
  Statement documents(old, "SELECT doc_id FROM documents ORDER BY doc_id");
  while (documents.step()) {
    const std::string doc_id = documents.text(0);
    const record::Records records = old_rows(old, tables, doc_id);
    const record::RowStream after = record::stream_rows(records);
    rows.replace(doc_id, after);
    index_names(to, tables, std::vector{std::string(doc_id)});
    if (has_table(old, "printed")) {
      const std::vector<PrintedPassage> printed = load_printed(old, doc_id);
      save_printed(to, doc_id, stream_passages(printed));
    }
    index_documents(to, std::vector{std::string(doc_id)});
    update_stats(to, tables, doc_id, false, after, {});
    XrefIndex(to).put_facts(doc_id, after);
  }
  move_fingerprints(old, to);
  Statement insert(to, "INSERT INTO given_up VALUES(?,'unknown')");
  Statement given_up(old, kGivenUp);
  while (given_up.step()) insert.bind(1, given_up.text(0)).step();
  transaction.commit();
}

void from_1(const fs::path& file, const fs::path& copy, TableSpan tables) {
  const Connection old(file);
  limit_read_work(old);
  // Of a run that was stopped.
  remove_log(old);
  move_pages(old, file);
  const Connection to(copy);
  open_for_writing(to);
  create_store(to, tables);
  move_rows(old, to, tables);
  remove_log(to);
}

// ---- 2 to 6 → this one ----

/// Columns that a later version has given a table; what is older has no value there.
void add_columns(const Connection& connection, const Table& table, const std::string& name) {
  for (const record::Column& column : table.columns) {
    if (!has_stored_column(connection, name, column.name)) {
      connection.run("ALTER TABLE " + quote_name(name) + " ADD COLUMN " +
                     make_stored_column(table, column));
    }
  }
}

/// Those of files that an older codau has made nobody knows.
void add_marks(const Connection& connection) {
  for (const auto& [table, column, kind] :
       {std::tuple("made", "changes", "TEXT"),
        std::tuple("pdfs", "mark", "TEXT NOT NULL DEFAULT ''")}) {
    if (has_table(connection, table) && !has_stored_column(connection, table, column))
      connection.run(std::string("ALTER TABLE ") + table + " ADD COLUMN " + column + " " + kind);
  }
}

/// Views and triggers as this version has them, tables and indexes that are missing. `CREATE TABLE
/// "name"…`: the third word is the name.
void add_the_rest(const Connection& connection, TableSpan tables) {
  std::vector<std::string> made;
  {
    Statement select(connection,
                     "SELECT 'DROP ' || type || ' \"' || name || '\"' FROM sqlite_schema"
                     " WHERE type IN ('view','trigger')");
    while (select.step()) made.push_back(select.text(0));
  }
  for (const std::string& drop : made) connection.run(drop);
  for (const std::string& sql : make_store_statements(tables)) {
    constexpr std::size_t kKind = std::string_view("CREATE ").size();
    const std::size_t begin = sql.find(' ', kKind) + 1;
    std::string name = sql.substr(begin, sql.find_first_of(" (", begin) - begin);
    std::erase(name, '"');
    if (!has_table(connection, name)) connection.run(sql);
  }
}

/// Whoever follows the feed is told.
void fill_years(const Connection& connection) {
  const std::string bare = std::string(" WHERE year IS NULL AND ") + kCitationYear + " IS NOT NULL";
  connection.run(
      "INSERT INTO feed(token,doc_id,change,rows) SELECT "
      "lower(hex(randomblob(16))),doc_id,'changed',"
      "json_object('doc_refs',json_object('changed',json_group_array(ref_id))) FROM"
      " (SELECT doc_id,ref_id FROM kept_doc_refs" +
      bare + " ORDER BY doc_id,seq) GROUP BY doc_id");
  connection.run(std::string("UPDATE kept_doc_refs SET year = ") + kCitationYear + bare);
}

void index_all_names(const Connection& connection, TableSpan tables) {
  std::vector<std::string> doc_ids;
  {
    Statement select(connection, "SELECT doc_id FROM documents ORDER BY doc_id");
    while (select.step()) doc_ids.push_back(select.text(0));
  }
  index_names(connection, tables, doc_ids);
}

/// Before version 6 rows of all documents get columns, or another version: their digests follow,
/// but for those of an older form, with which nothing is compared. Later digests stay: what is
/// damaged would be booked as sound.
void book_anew(const Connection& connection, TableSpan tables) {
  const DocumentRows rows(connection, tables);
  Statement put(connection, "UPDATE made SET digest = ?2, counts = ?3 WHERE doc_id = ?1");
  Statement documents(connection,
                      "SELECT doc_id FROM made WHERE length(digest) = 128 ORDER BY doc_id");
  while (documents.step()) {
    const std::string doc_id = documents.text(0);
    const DocumentStats sums = compute_stats(tables, rows.for_each_row(doc_id));
    put.bind(1, doc_id).bind(2, sums.digest).bind(3, to_text(sums.counts)).step();
  }
}

void from_later(const fs::path& file, const fs::path& copy, TableSpan tables) {
  {
    const Connection old(file);
    remove_log(old);
    old.copy_to(copy);
  }
  const Connection to(copy);
  open_for_writing(to);
  const bool has_other_rows = read_version(to) < 6;
  Transaction transaction(to);
  for (const Table& table : tables) {
    const RowOwner owner = find_row_owner(tables, table);
    if (owner == RowOwner::kPacked || !has_table(to, make_physical_name(table))) continue;
    add_columns(to, table, make_physical_name(table));
    if (owner == RowOwner::kShared) add_columns(to, table, make_claims_name(table));
  }
  add_marks(to);
  add_the_rest(to, tables);
  fill_years(to);
  index_all_names(to, tables);
  add_codes(to, tables);
  to.run("UPDATE documents SET schema_version = " +
         quote_text(std::string(record::kSchemaVersion)));
  if (has_other_rows) book_anew(to, tables);
  to.run("PRAGMA user_version = " + std::to_string(kUserVersion));
  transaction.commit();
  remove_log(to);
}

/// The old file under another name, the new one in its place: never neither.
void put_in_place(const fs::path& copy, const fs::path& file, const fs::path& backup) {
  std::error_code error;
  sync_to_disk(copy);
  if (::link(file.c_str(), backup.c_str()) != 0) {  // a file system without links
    fs::copy_file(file, backup, error);
    if (error) throw make_write_error(backup.string(), error.value());
    sync_to_disk(backup);
  }
  fs::rename(copy, file, error);
  if (error) throw make_write_error(file.string(), error.value());
  sync_to_disk(file.has_parent_path() ? file.parent_path() : ".");
}

fs::path backup_of(const fs::path& file, int version) {
  return file.string() + ".v" + std::to_string(version);
}

/// The first name of these that nothing has yet: X, X.2, X.3 …
fs::path free_name(const fs::path& wanted) {
  std::error_code error;
  fs::path name = wanted;
  for (int n = 2; fs::exists(fs::symlink_status(name, error)); ++n)
    name = wanted.string() + "." + std::to_string(n);
  return name;
}

bool is_of_version(const fs::path& file, int version) {
  if (!is_store(file)) return false;
  const Connection connection(file, Connection::Access::kReadAsIs);
  return read_version(connection) == version;
}

/// The feed tells of the newer store alone.
void put_history_away(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return;
  {
    const Connection connection(file);
    remove_log(connection);
  }
  fs::rename(file, free_name(file.string() + ".upgraded"), error);
  if (error) throw make_write_error(file.string(), error.value());
}

}  // namespace

void create_store(const Connection& connection, TableSpan tables) {
  Transaction transaction(connection);
  for (const std::string& sql : make_store_statements(tables)) connection.run(sql);
  add_codes(connection, tables);
  create_search(connection);
  connection.run("PRAGMA application_id = " + std::to_string(kApplicationId));
  connection.run("PRAGMA user_version = " + std::to_string(kUserVersion));
  transaction.commit();
}

void upgrade_store(const fs::path& file, TableSpan tables) {
  std::error_code error;
  if (!fs::exists(file, error)) return;
  int version = 0;
  {
    const Connection connection(file);
    version = read_version(connection);
    if (version == kUserVersion) {  // codes that have come since raise no version
      Transaction transaction(connection);
      add_codes(connection, tables);
      transaction.commit();
    }
  }
  if (version == 0 || version == kUserVersion) return;
  const fs::path copy = file.string() + ".part";
  remove_database(copy);
  (version == 1 ? from_1 : from_later)(file, copy, tables);
  put_in_place(copy, file, free_name(backup_of(file, version)));
}

void undo_upgrade(const fs::path& file) {
  const io::FileLock lock(file.string() + ".lock", file);
  std::error_code error;
  for (int version = kUserVersion - 1; version > 0; --version) {
    const fs::path backup = backup_of(file, version);
    if (!is_of_version(backup, version)) continue;
    {
      const Connection connection(file);
      remove_log(connection);
    }
    put_history_away(file.parent_path() / "history.db");
    put_in_place(backup, file, free_name(file.string() + ".upgraded"));
    return;
  }
  throw Error(ErrorCode::kUsage, file.string() + ": " +
                                     both("chưa được nâng cấp từ bản nào; không có gì để trả lại",
                                          "was never upgraded; there is nothing to bring back"));
}

}  // namespace codau::store
