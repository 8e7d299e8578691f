#include "store/store.h"

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "store/ddl.h"
#include "store/identity.h"
#include "store/lock.h"
#include "store/search_tables.h"
#include "store/sqlite.h"
#include "store/stored_row.h"
#include "text/unicode.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;

std::filesystem::path beside(const std::filesystem::path& file, const char* ending) {
  return file.string() + ending;
}

[[noreturn]] void refuse(const std::filesystem::path& file, const Message& why) {
  throw Error(ErrorCode::kOutput, file.string() + ": " + why);
}

/// File systems that cannot share memory between processes, which the WAL's index needs, or that do
/// not keep the order of its writes: NFS, SMB (three numbers), 9P, FUSE, AFS.
bool is_remote(const std::filesystem::path& file) {
  constexpr std::array<unsigned long, 7> kRemote{0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                                 0x01021997, 0x65735546, 0x5346414F};
  struct statfs info {};
  if (::statfs(file.c_str(), &info) != 0) return false;
  const auto type = static_cast<unsigned long>(info.f_type) & 0xFFFFFFFFUL;
  return std::ranges::find(kRemote, type) != kRemote.end();
}

void make_parent(const std::filesystem::path& file) {
  std::error_code error;
  const std::filesystem::path folder = file.parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) throw cannot_write(folder.string(), error.value());
}

/// fsync of a file or a folder.
void sync(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) refuse(path, system_message(errno));
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  // Some network file systems cannot sync a folder.
  if (error != 0 && error != EINVAL) refuse(path, system_message(error));
}

/// Removes the copy that finish() makes unless it took the place of the file.
struct Copy {
  std::filesystem::path path;
  ~Copy() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

std::string placeholders(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ",?";
  return out;
}

std::string journal_of(const Table& table) {
  return quoted_name("journal_" + std::string(table.name));
}

/// " WHERE …" that picks the rows of document ?1.
std::string where_document(Tables tables, const Table& table) {
  if (owner_of(tables, table) != Owner::kParent) return " WHERE \"doc_id\" = ?1";
  const record::ForeignKey& key = parent_key(tables, table);
  return " WHERE " + quoted_name(key.column) + " IN (SELECT " + quoted_name(key.target) + " FROM " +
         quoted_name(key.table) + " WHERE \"doc_id\" = ?1)";
}

/// Empties a column where it is ?1.
std::string set_null(const Table& table, std::string_view column) {
  const std::string name = quoted_name(column);
  return "UPDATE " + quoted_name(table.name) + " SET " + name + " = NULL WHERE " + name + " = ?1";
}

/// The rows of document ?1 in the order of flat files.
std::string select_document(Tables tables, const Table& table) {
  const bool shared = owner_of(tables, table) == Owner::kShared;
  return "SELECT " + column_list(table) + " FROM " +
         (shared ? journal_of(table) : quoted_name(table.name)) + where_document(tables, table) +
         " ORDER BY " + (has_column(table, "seq") ? "\"seq\"," : "") + key_list(table);
}

/// The rows of evidence or corrections that are about document ?1 and what it cites.
std::string select_head(const Table& table, const std::string& owner) {
  return "SELECT " + column_list(table) + " FROM " + quoted_name(table.name) + " WHERE " + owner +
         " = ?1 AND \"table_name\" IN ('documents','doc_refs') ORDER BY " + key_list(table);
}

std::vector<std::string> texts(const Connection& connection, const std::string& sql,
                               std::string_view parameter) {
  Statement statement(connection, sql);
  statement.bind(1, parameter);
  std::vector<std::string> out;
  while (statement.step()) out.push_back(statement.text(0));
  return out;
}

void run_with(const Connection& connection, const std::string& sql, std::string_view parameter) {
  Statement statement(connection, sql);
  statement.bind(1, parameter);
  statement.step();
}

/// Whether the file is as finish() left it, and nothing was written since. Also the first look at
/// the file: one that is no database fails here, before anything is changed.
bool is_finished(const Connection& connection) {
  return is_sealed(connection) && !is_remote(connection.file());
}

void create(const Connection& connection, Tables tables) {
  Transaction transaction(connection);
  for (const std::string& sql : create_statements(tables)) connection.run(sql);
  create_printed(connection);
  connection.run("PRAGMA application_id = " + std::to_string(kApplicationId));
  connection.run("PRAGMA user_version = " + std::to_string(kUserVersion));
  transaction.commit();
}

}  // namespace

struct Store::Database {
  Database(const std::filesystem::path& path, Tables given)
      : file(path), tables(given), lock((make_parent(path), beside(path, ".lock")), path) {
    connection = std::make_unique<Connection>(path);
    connection->run(
        "PRAGMA page_size = 4096; PRAGMA foreign_keys = ON;"
        "PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
    finished = is_finished(*connection);
    fresh = is_fresh(*connection, tables);
    if (!finished) begin_writing();
    if (fresh) create(*connection, tables);
  }

  /// A file that nothing is written to keeps its bytes: the WAL is switched on by the first write.
  void begin_writing() {
    if (writing) return;
    if (is_remote(file) || connection->value("PRAGMA journal_mode = WAL") != "wal") {
      connection->run("PRAGMA journal_mode = DELETE");
    }
    writing = true;
  }

  [[nodiscard]] const Table& find(std::string_view name) const {
    const auto found = std::ranges::find(tables, name, &Table::name);
    if (found == tables.end()) throw Error(ErrorCode::kInternal, "no table " + std::string(name));
    return *found;
  }

  [[nodiscard]] std::vector<Row> rows(const Table& table, const std::string& select,
                                      std::string_view doc_id) const;
  void remove_rows(std::string_view doc_id) const;
  void insert_rows(const Table& table, std::string_view doc_id, const std::vector<Row>& rows) const;
  [[nodiscard]] std::set<std::string> claims(const Table& table, std::string_view doc_id) const;
  void settle_claims(const Table& table, const std::set<std::string>& keys) const;
  void replace_rows(std::string_view doc_id, const record::Records& records) const;
  void forget_fingerprint(std::string_view doc_id) const;
  void forget_target(std::string_view doc_id) const;
  void check(const std::filesystem::path& copy) const;

  std::filesystem::path file;
  Tables tables;
  FileLock lock;
  std::unique_ptr<Connection> connection;
  bool finished = false, fresh = false, writing = false;
};

/// What `select` finds for document ?1.
std::vector<Row> Store::Database::rows(const Table& table, const std::string& select,
                                       std::string_view doc_id) const {
  Statement statement(*connection, select);
  statement.bind(1, doc_id);
  std::vector<Row> out;
  while (statement.step()) out.push_back(read_row(statement, table));
  return out;
}

void Store::Database::remove_rows(std::string_view doc_id) const {
  // Children first: the rows of Owner::kParent are found by their parents.
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    const bool shared = owner_of(tables, *table) == Owner::kShared;
    run_with(*connection,
             "DELETE FROM " + (shared ? journal_of(*table) : quoted_name(table->name)) +
                 where_document(tables, *table),
             doc_id);
  }
}

void Store::Database::insert_rows(const Table& table, std::string_view doc_id,
                                  const std::vector<Row>& rows) const {
  if (rows.empty()) return;
  const Owner owner = owner_of(tables, table);
  const bool tagged = owner == Owner::kTag || owner == Owner::kShared;
  const std::size_t width = table.columns.size();
  Statement insert(*connection,
                   "INSERT INTO " +
                       (owner == Owner::kShared ? journal_of(table) : quoted_name(table.name)) +
                       "(" + column_list(table) + (tagged ? ",\"doc_id\"" : "") + ") VALUES(" +
                       placeholders(width + (tagged ? 1 : 0)) + ")");
  for (const Row& row : rows) {
    if (row.size() != width) {
      throw Error(ErrorCode::kInternal, std::string(table.name) + ": a row of the wrong width");
    }
    for (std::size_t i = 0; i < width; ++i) {
      bind_value(insert, static_cast<int>(i) + 1, row[i]);
    }
    if (tagged) insert.bind(static_cast<int>(width) + 1, doc_id);
    insert.step();
  }
}

std::set<std::string> Store::Database::claims(const Table& table, std::string_view doc_id) const {
  const std::vector<std::string> keys =
      texts(*connection,
            "SELECT " + quoted_name(table.primary_key.front()) + " FROM " + journal_of(table) +
                " WHERE \"doc_id\" = ?1",
            doc_id);
  return {keys.begin(), keys.end()};
}

/// The row of a key is the one that the smallest doc_id claims: documents may spell an agency in
/// their own way, and the last one to be read must not decide.
void Store::Database::settle_claims(const Table& table, const std::set<std::string>& keys) const {
  const std::string name = quoted_name(table.name);
  const std::string key = quoted_name(table.primary_key.front());
  Statement remove(*connection, "DELETE FROM " + name + " WHERE " + key + " = ?");
  Statement settle(*connection, "INSERT INTO " + name + "(" + column_list(table) + ") SELECT " +
                                    column_list(table) + " FROM " + journal_of(table) + " WHERE " +
                                    key + " = ? ORDER BY \"doc_id\" LIMIT 1");
  for (const std::string& one : keys) {
    remove.bind(1, one).step();
    settle.bind(1, one).step();
  }
}

void Store::Database::replace_rows(std::string_view doc_id, const record::Records& records) const {
  std::vector<std::pair<const Table*, std::set<std::string>>> shared;
  for (const Table& table : tables) {
    if (owner_of(tables, table) == Owner::kShared)
      shared.emplace_back(&table, claims(table, doc_id));
  }
  remove_rows(doc_id);
  for (const Table& table : tables) {
    const auto rows = records.find(table.name);
    if (rows != records.end()) insert_rows(table, doc_id, rows->second);
  }
  for (auto& [table, keys] : shared) {
    keys.merge(claims(*table, doc_id));
    settle_claims(*table, keys);
  }
}

void Store::Database::forget_fingerprint(std::string_view doc_id) const {
  run_with(*connection, "DELETE FROM journal_documents WHERE doc_id = ?1", doc_id);
}

/// Citations of a document that is no longer here point nowhere.
void Store::Database::forget_target(std::string_view doc_id) const {
  for (const Table& table : tables) {
    for (const record::ForeignKey& key : table.foreign_keys) {
      if (key.target != "doc_id" || key.column == "doc_id") continue;
      run_with(*connection, set_null(table, key.column), doc_id);
    }
  }
}

void Store::Database::check(const std::filesystem::path& copy) const {
  const Connection read(copy, Connection::Access::kRead);
  const std::string verdict = read.value("PRAGMA integrity_check");
  if (verdict != "ok")
    refuse(file,
           both("cơ sở dữ liệu không qua được kiểm tra", "the database did not pass its check") +
               ": " + verdict);
}

Store::Store(const std::filesystem::path& file, std::span<const Table> tables)
    : db_(std::make_unique<Database>(file, tables)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
bool Store::was_finished() const noexcept { return db_->finished || db_->fresh; }

std::optional<std::string> Store::page(std::string_view sha256, std::string_view key,
                                       std::uint32_t number) const {
  Statement select(*db_->connection,
                   "SELECT json FROM journal_pages WHERE sha256 = ? AND key = ? AND number = ?");
  select.bind(1, sha256).bind(2, key).bind(3, std::int64_t{number});
  if (!select.step()) return std::nullopt;
  return select.text(0);
}

std::vector<std::string> Store::page_keys(std::string_view sha256, std::uint32_t number) const {
  Statement select(*db_->connection,
                   "SELECT key FROM journal_pages WHERE sha256 = ? AND number = ? ORDER BY key");
  select.bind(1, sha256).bind(2, std::int64_t{number});
  std::vector<std::string> keys;
  while (select.step()) keys.push_back(select.text(0));
  return keys;
}

void Store::save_page(std::string_view sha256, std::string_view key, std::uint32_t number,
                      std::string_view json) {
  db_->begin_writing();
  Statement insert(*db_->connection, "INSERT OR REPLACE INTO journal_pages VALUES(?,?,?,?)");
  insert.bind(1, sha256).bind(2, key).bind(3, std::int64_t{number}).bind(4, json).step();
}

void Store::remove_page(std::string_view sha256, std::string_view key, std::uint32_t number) {
  db_->begin_writing();
  Statement remove(*db_->connection,
                   "DELETE FROM journal_pages WHERE sha256 = ? AND key = ? AND number = ?");
  remove.bind(1, sha256).bind(2, key).bind(3, std::int64_t{number}).step();
}

std::optional<std::string> Store::probe(std::string_view sha256, std::string_view key) const {
  Statement select(*db_->connection,
                   "SELECT json FROM journal_probes WHERE sha256 = ? AND key = ?");
  select.bind(1, sha256).bind(2, key);
  if (!select.step()) return std::nullopt;
  return select.text(0);
}

void Store::save_probe(std::string_view sha256, std::string_view key, std::string_view json) {
  db_->begin_writing();
  Statement insert(*db_->connection, "INSERT OR REPLACE INTO journal_probes VALUES(?,?,?)");
  insert.bind(1, sha256).bind(2, key).bind(3, json).step();
}

void Store::save_records(std::string_view doc_id, const record::Records& records,
                         std::span<const Printed> printed) {
  db_->begin_writing();
  Transaction transaction(*db_->connection);
  db_->replace_rows(doc_id, records);
  create_printed(*db_->connection);
  put_printed(*db_->connection, doc_id, printed);
  db_->forget_fingerprint(doc_id);
  transaction.commit();
}

void Store::revise_records(std::span<const std::pair<std::string, record::Records>> documents) {
  if (documents.empty()) return;
  db_->begin_writing();
  Transaction transaction(*db_->connection);
  for (const auto& [doc_id, records] : documents) db_->replace_rows(doc_id, records);
  transaction.commit();
}

std::vector<std::string> Store::edits(std::string_view doc_id) const {
  return texts(*db_->connection, "SELECT edit FROM human_edits WHERE doc_id = ?1 ORDER BY seq",
               doc_id);
}

void Store::add_edits(std::string_view doc_id, std::span<const std::string> edits,
                      const record::Records& records) {
  db_->begin_writing();
  Transaction transaction(*db_->connection);
  Statement insert(*db_->connection,
                   "INSERT INTO human_edits SELECT ?1, coalesce(max(seq), 0) + 1, ?2 FROM "
                   "human_edits WHERE doc_id = ?1");
  for (const std::string& edit : edits) insert.bind(1, doc_id).bind(2, edit).step();
  db_->replace_rows(doc_id, records);
  transaction.commit();
}

void Store::remove_document(std::string_view doc_id) {
  db_->begin_writing();
  Transaction transaction(*db_->connection);
  create_printed(*db_->connection);
  const bool is_indexed = has_printed(*db_->connection, doc_id) && has_search(*db_->connection);
  put_printed(*db_->connection, doc_id, {});
  // The index does not forget a row without a trace: it goes, and is made anew from the others.
  if (is_indexed) drop_search(*db_->connection);
  db_->replace_rows(doc_id, {});
  db_->forget_fingerprint(doc_id);
  db_->forget_target(doc_id);
  run_with(*db_->connection, "DELETE FROM human_edits WHERE doc_id = ?1", doc_id);
  run_with(*db_->connection, "DELETE FROM journal_pages WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'",
           doc_id);
  transaction.commit();
  if (is_indexed) build_search(*db_->connection, db_->tables);
  if (db_->connection->value("PRAGMA wal_checkpoint(TRUNCATE)") == "1") {
    refuse(db_->file, both("chương trình khác đang mở; đóng chương trình đó rồi chạy lại",
                           "is open in another program; close it and run again"));
  }
}

std::vector<std::string> Store::documents() const {
  Statement select(*db_->connection, "SELECT doc_id FROM documents ORDER BY doc_id");
  std::vector<std::string> out;
  while (select.step()) out.push_back(select.text(0));
  return out;
}

std::string Store::fingerprint(std::string_view doc_id) const {
  Statement select(*db_->connection, "SELECT fingerprint FROM journal_documents WHERE doc_id = ?");
  return select.bind(1, doc_id).step() ? select.text(0) : std::string{};
}

void Store::save_fingerprint(std::string_view doc_id, std::string_view fingerprint) {
  db_->begin_writing();
  Statement insert(*db_->connection, "INSERT OR REPLACE INTO journal_documents VALUES(?,?)");
  insert.bind(1, doc_id).bind(2, fingerprint).step();
}

void Store::each_row(std::string_view table, const std::function<void(const Row&)>& take) const {
  const Table& found = db_->find(table);
  Statement select(*db_->connection, select_in_order(db_->tables, found));
  while (select.step()) take(read_row(select, found));
}

record::Records Store::records_of(std::string_view doc_id) const {
  record::Records out;
  for (const Table& table : db_->tables) {
    out[std::string(table.name)] = db_->rows(table, select_document(db_->tables, table), doc_id);
  }
  return out;
}

record::Records Store::head_of(std::string_view doc_id) const {
  record::Records out;
  for (const char* const name : {"documents", "doc_refs"}) {
    const Table& table = db_->find(name);
    out[name] = db_->rows(table, select_document(db_->tables, table), doc_id);
  }
  const Table& evidence = db_->find("evidence");
  out["evidence"] = db_->rows(evidence, select_head(evidence, "\"row_id\""), doc_id);
  const Table& corrections = db_->find("corrections");
  out["corrections"] = db_->rows(corrections, select_head(corrections, "\"doc_id\""), doc_id);
  return out;
}

std::uint64_t Store::count(std::string_view table) const {
  const std::string number =
      db_->connection->value("SELECT count(*) FROM " + quoted_name(db_->find(table).name));
  return std::stoull(number);
}

std::span<const Table> Store::tables() const noexcept { return db_->tables; }

void Store::finish() {
  if (db_->finished && !db_->writing) {
    db_->connection.reset();
    return;
  }
  build_search(*db_->connection, db_->tables);
  const std::filesystem::path copy = beside(db_->file, ".part");
  { const Copy left_by_a_dead_run{copy}; }
  const Copy unless_renamed{copy};
  // A reader that still holds the WAL keeps it from going, and a WAL beside another file is poison.
  if (db_->connection->value("PRAGMA journal_mode = DELETE") != "delete") {
    refuse(db_->file, both("chương trình khác đang mở; đóng chương trình đó rồi chạy lại",
                           "is open in another program; close it and run again"));
  }
  // The cookie counts every change of the schema, so it would tell how often a run was resumed.
  db_->connection->run("PRAGMA schema_version = " + std::to_string(kSealed));
  run_with(*db_->connection, "VACUUM INTO ?1", copy.string());
  db_->check(copy);
  sync(copy);
  db_->connection.reset();
  std::error_code error;
  std::filesystem::rename(copy, db_->file, error);
  if (error) throw cannot_write(db_->file.string(), error.value());
  sync(db_->file.has_parent_path() ? db_->file.parent_path() : ".");
}

}  // namespace codau::store
