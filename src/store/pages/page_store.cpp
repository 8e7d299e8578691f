#include "store/pages/page_store.h"

#include <memory>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "record/schema/ids.h"
#include "store/database/key_cursor.h"
#include "store/database/sqlite.h"
#include "store/schema/database_identity.h"
#include "store/schema/own_schema.h"
#include "text/printable.h"

namespace codau::store {
namespace {

constexpr int kPagesVersion = 1;
constexpr const char* kCreatePages =
    "CREATE TABLE pages(sha256 TEXT NOT NULL,key INTEGER NOT NULL REFERENCES keys(id),"
    "number INTEGER NOT NULL,digest TEXT NOT NULL,bytes INTEGER NOT NULL,json TEXT NOT NULL,"
    "PRIMARY KEY(sha256,number,key)) STRICT;"
    "CREATE TABLE keys(id INTEGER PRIMARY KEY,key TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE probes(sha256 TEXT NOT NULL,key TEXT NOT NULL,json TEXT NOT NULL,"
    "PRIMARY KEY(sha256)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE inputs(file TEXT NOT NULL,path TEXT NOT NULL,device INTEGER NOT NULL,"
    "inode INTEGER NOT NULL,bytes INTEGER NOT NULL,modified INTEGER NOT NULL,"
    "changed INTEGER NOT NULL,sha256 TEXT NOT NULL,is_past INTEGER NOT NULL,"
    "PRIMARY KEY(file,sha256)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX inputs_by_sha256 ON inputs(sha256);"
    "CREATE TABLE touched(doc_id TEXT NOT NULL,run INTEGER NOT NULL,PRIMARY KEY(doc_id))"
    " STRICT, WITHOUT ROWID;";
/// Tables that came later; older readers ignore them.
constexpr const char* kCreateSince =
    "CREATE TABLE IF NOT EXISTS feed_mark(epoch TEXT NOT NULL,seq INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS restorations(doc_id TEXT NOT NULL PRIMARY KEY,key TEXT NOT NULL,"
    "bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS parts(doc_id TEXT NOT NULL,first INTEGER NOT NULL,"
    "sha256 TEXT NOT NULL,PRIMARY KEY(doc_id,first)) STRICT, WITHOUT ROWID;"
    // The key first: SQLite 3.40 finds NULLs in sound rows of another order (integrity_check).
    "CREATE TABLE IF NOT EXISTS inputs_of_others(file TEXT NOT NULL,sha256 TEXT NOT NULL,"
    "origin TEXT NOT NULL,path TEXT NOT NULL,device INTEGER NOT NULL,inode INTEGER NOT NULL,"
    "bytes INTEGER NOT NULL,modified INTEGER NOT NULL,changed INTEGER NOT NULL,"
    "is_past INTEGER NOT NULL,PRIMARY KEY(file,sha256,origin))"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS inputs_of_others_by_sha256 ON inputs_of_others(sha256);"
    "CREATE TABLE IF NOT EXISTS folders(doc_id TEXT NOT NULL PRIMARY KEY,inode INTEGER NOT NULL,"
    "changed INTEGER NOT NULL,names TEXT NOT NULL) STRICT, WITHOUT ROWID;";

/// Separates a key from the digest of the bytes that are stored with it. An older codau stored no
/// digest.
constexpr std::string_view kSeal = " sha256:";

std::string sealed(std::string_view key, std::string_view bytes) {
  return std::string(key).append(kSeal).append(record::sha256(bytes));
}
std::string_view key_in(std::string_view kept) { return kept.substr(0, kept.rfind(kSeal)); }
bool is_as_sealed(std::string_view kept, std::string_view bytes) {
  const std::size_t at = kept.rfind(kSeal);
  return at == kept.npos || kept.substr(at + kSeal.size()) == record::sha256(bytes);
}

std::int64_t as_signed(std::uint64_t number) { return static_cast<std::int64_t>(number); }
std::uint64_t as_unsigned(std::int64_t number) { return static_cast<std::uint64_t>(number); }

bool is_there(const std::filesystem::path& file) {
  std::error_code error;
  return std::filesystem::file_size(file, error) > 0 && !error;
}

}  // namespace

struct PageStore::Database {
  Database(const std::filesystem::path& file, Access access)
      : connection(access == Access::kLook && !is_there(file) ? ":memory:" : file,
                   access == Access::kLook && is_there(file)
                       ? choose_read_access(file, Footprint::kNone)
                       : Connection::Access::kCreate) {
    refuse_sparse_file(file);
    if (access == Access::kWrite || !is_there(file)) create();
    if (connection.value("PRAGMA application_id") != std::to_string(kApplicationId))
      throw Error(ErrorCode::kOutput, file.string() + ": " + make_foreign_file_message(file));
    if (std::stoi(connection.value("PRAGMA user_version")) > kPagesVersion)
      throw Error(ErrorCode::kOutput, file.string() + ": " + make_newer_version_message());
    if (access == Access::kLook) limit_read_work(connection);
    const auto ours = split_statements(std::string(kCreatePages) + kCreateSince);
    recreate_objects(connection, ours, require_own_schema(connection, ours));
    if (access == Access::kWrite) connection.run(kCreateSince);
    knows_others = has_table("inputs_of_others") &&
                   !connection.value("SELECT 1 FROM inputs_of_others LIMIT 1").empty();
  }

  [[nodiscard]] bool has_table(const std::string& name) const {
    return !connection.value("SELECT 1 FROM sqlite_schema WHERE name = '" + name + "'").empty();
  }

  void create() const {
    open_for_writing(connection);
    // Pages are written one after another, and pages once read are not read again.
    connection.run("PRAGMA cache_size = -4096");
    if (connection.value("SELECT count(*) FROM sqlite_schema") != "0") return;
    Transaction transaction(connection);
    connection.run(kCreatePages);
    connection.run("PRAGMA application_id = " + std::to_string(kApplicationId));
    connection.run("PRAGMA user_version = " + std::to_string(kPagesVersion));
    transaction.commit();
  }

  /// Opens the transaction that gathers writes. Everything except pages can wait for others.
  void begin() {
    if (!gathered) gathered.emplace(connection, Transaction::OnLeave::kCommit);
  }
  void commit() {
    if (!gathered) return;
    gathered->commit();
    gathered.reset();
  }

  /// Returns the number of a key; 0 if no page has it.
  [[nodiscard]] std::int64_t key_id(std::string_view key) const {
    Statement select(connection, "SELECT id FROM keys WHERE key = ?");
    return select.bind(1, key).step() ? select.integer(0) : 0;
  }

  Connection connection;
  std::optional<Transaction> gathered;
  bool knows_others = false;  // inputs_of_others exists and had a row
};

PageStore::PageStore(const std::filesystem::path& file, Access access)
    : db_(std::make_unique<Database>(file, access)) {}
PageStore::~PageStore() = default;
PageStore::PageStore(PageStore&&) noexcept = default;
PageStore& PageStore::operator=(PageStore&&) noexcept = default;

std::optional<std::string> PageStore::page(std::string_view sha256, std::string_view key,
                                           std::uint32_t number) const {
  Statement select(db_->connection,
                   "SELECT json,digest FROM pages WHERE sha256 = ? AND number = ? AND key = ?");
  select.bind(1, sha256).bind(2, std::int64_t{number}).bind(3, db_->key_id(key));
  if (!select.step()) return std::nullopt;
  if (record::sha256(select.view(0)) != select.view(1)) refuse_page(sha256, number);
  return select.text(0);
}

void PageStore::refuse_page(std::string_view sha256, std::uint32_t number) const {
  const std::vector<SeenInput> files = inputs_with(sha256);
  const std::string file = files.empty() ? std::string(sha256) : files.front().file;
  const std::string page = std::to_string(number);
  const std::string command = "codau run " + text::quote_for_shell(file) + " -o " +
                              text::quote_for_shell(db_->connection.file().parent_path().string()) +
                              " --redo ocr";
  throw Error(ErrorCode::kOutput,
              db_->connection.file().string() +
                  both(": trang " + page + " của " + file + " đã hỏng; đọc lại bằng: ",
                       ": page " + page + " of " + file + " is damaged; read it again by: ") +
                  command);
}

void PageStore::for_each_damaged(const std::function<void(std::string_view sha256)>& take) const {
  Statement pages(db_->connection, "SELECT sha256,json,digest,bytes FROM pages ORDER BY sha256");
  while (pages.step()) {
    const bool is_whole = as_unsigned(pages.integer(3)) == pages.view(1).size();
    if (!is_whole || record::sha256(pages.view(1)) != pages.view(2)) take(pages.view(0));
  }
  Statement probes(db_->connection, "SELECT sha256,key,json FROM probes");
  while (probes.step()) {
    if (!is_as_sealed(probes.view(1), probes.view(2))) take(probes.view(0));
  }
  if (!db_->has_table("restorations")) return;
  Statement kept(db_->connection, "SELECT doc_id,key,bytes FROM restorations");
  while (kept.step()) {
    if (!is_as_sealed(kept.view(1), kept.view(2))) take(kept.view(0));
  }
}

std::optional<PageStore::PageDigest> PageStore::stub(std::string_view sha256, std::string_view key,
                                                     std::uint32_t number) const {
  Statement select(db_->connection,
                   "SELECT digest,json FROM pages WHERE sha256 = ? AND number = ? AND key = ?");
  select.bind(1, sha256).bind(2, std::int64_t{number}).bind(3, db_->key_id(key));
  if (!select.step() || record::sha256(select.view(1)) != select.view(0)) return std::nullopt;
  return PageDigest{select.text(0), select.view(1).size()};
}

std::vector<std::string> PageStore::keys(std::string_view sha256, std::uint32_t number) const {
  Statement select(db_->connection,
                   "SELECT k.key FROM pages AS p JOIN keys AS k ON k.id = p.key WHERE p.sha256 = ?"
                   " AND p.number = ? ORDER BY k.key");
  select.bind(1, sha256).bind(2, std::int64_t{number});
  std::vector<std::string> keys;
  while (select.step()) keys.push_back(select.text(0));
  return keys;
}

void PageStore::save(std::string_view sha256, std::string_view key, std::uint32_t number,
                     std::string_view json, PageDurability durable) {
  db_->begin();
  Statement(db_->connection, "INSERT OR IGNORE INTO keys(key) VALUES(?)").bind(1, key).step();
  Statement insert(db_->connection,
                   "INSERT OR REPLACE INTO pages(sha256,key,number,digest,bytes,json)"
                   " VALUES(?,?,?,?,?,?)");
  insert.bind(1, sha256).bind(2, db_->key_id(key)).bind(3, std::int64_t{number});
  insert.bind(4, record::sha256(json)).bind(5, as_signed(json.size())).bind(6, json).step();
  if (durable == PageDurability::kNow) db_->commit();
}

void PageStore::take(const PageStore& other, std::string_view doc_id) {
  take_pages(other, doc_id);
  if (other.db_->has_table("parts")) {
    Statement parts(other.db_->connection,
                    "SELECT doc_id,first,sha256 FROM parts WHERE doc_id = ?");
    Statement insert(db_->connection, "INSERT OR IGNORE INTO parts VALUES(?,?,?)");
    for (parts.bind(1, doc_id); parts.step();) {
      insert.copy(1, parts, 0).copy(2, parts, 1).copy(3, parts, 2).step();
      take_pages(other, parts.view(2));
    }
  }
  if (!other.db_->has_table("restorations")) return;
  Statement kept(other.db_->connection,
                 "SELECT doc_id,key,bytes FROM restorations WHERE doc_id = ?");
  Statement keep(db_->connection, "INSERT OR IGNORE INTO restorations VALUES(?,?,?)");
  for (kept.bind(1, doc_id); kept.step();)
    keep.copy(1, kept, 0).copy(2, kept, 1).copy(3, kept, 2).step();
}

void PageStore::take_pages(const PageStore& other, std::string_view prefix) {
  constexpr const char* kWhich = " WHERE p.sha256 >= ?1 AND p.sha256 < ?1 || 'g'";
  db_->begin();
  Statement pages(other.db_->connection,
                  std::string("SELECT p.sha256,k.key,p.number,p.digest,p.bytes,p.json FROM pages AS"
                              " p JOIN keys AS k ON k.id = p.key") +
                      kWhich);
  Statement key(db_->connection, "INSERT OR IGNORE INTO keys(key) VALUES(?)");
  Statement insert(db_->connection,
                   "INSERT OR IGNORE INTO pages(sha256,key,number,digest,bytes,json)"
                   " VALUES(?,?,?,?,?,?)");
  for (pages.bind(1, prefix); pages.step();) {
    key.bind(1, pages.view(1)).step();
    insert.copy(1, pages, 0).bind(2, db_->key_id(pages.view(1)));
    for (const int i : {2, 3, 4, 5}) insert.copy(i + 1, pages, i);
    insert.step();
  }
  Statement probes(other.db_->connection,
                   std::string("SELECT p.sha256,p.key,p.json FROM probes AS p") + kWhich);
  Statement probe(db_->connection, "INSERT OR IGNORE INTO probes VALUES(?,?,?)");
  for (probes.bind(1, prefix); probes.step();)
    probe.copy(1, probes, 0).copy(2, probes, 1).copy(3, probes, 2).step();
}

void PageStore::require_sound() const {
  const std::filesystem::path& file = db_->connection.file();
  Statement check(db_->connection, "PRAGMA integrity_check(100)");
  bool is_sound = true;
  // SQLite 3.40 finds NULLs in sound rows whose key is not in the first columns, as `inputs` is.
  while (check.step())
    is_sound = is_sound && (check.view(0) == "ok" || check.view(0).starts_with("NULL value in "));
  if (is_sound) return;
  throw Error(ErrorCode::kOutput, file.string() + ": " + make_damaged_file_message(file));
}

void PageStore::remove(std::string_view sha256, std::string_view key, std::uint32_t number) {
  db_->begin();
  Statement remove(db_->connection,
                   "DELETE FROM pages WHERE sha256 = ? AND number = ? AND key = ?");
  remove.bind(1, sha256).bind(2, std::int64_t{number}).bind(3, db_->key_id(key)).step();
  db_->commit();
}

void PageStore::prune(std::string_view sha256, std::span<const std::string> keep) {
  std::string ids = "0";
  for (const std::string& key : keep) ids += "," + std::to_string(db_->key_id(key));
  db_->begin();
  Statement(db_->connection, "DELETE FROM pages WHERE sha256 = ? AND key NOT IN (" + ids + ")")
      .bind(1, sha256)
      .step();
}

void PageStore::remove_source(std::string_view doc_id) {
  db_->begin();
  for (const char* const sql :
       {"DELETE FROM pages WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'"
        " AND sha256 NOT IN (SELECT sha256 FROM parts WHERE doc_id <> ?1)",
        "DELETE FROM pages WHERE sha256 IN (SELECT sha256 FROM parts WHERE doc_id = ?1)"
        " AND sha256 NOT IN (SELECT sha256 FROM parts WHERE doc_id <> ?1)",
        "DELETE FROM parts WHERE doc_id = ?1"}) {
    Statement(db_->connection, sql).bind(1, doc_id).step();
  }
  for (const char* const sql :
       {"DELETE FROM restorations WHERE doc_id = ?", "DELETE FROM folders WHERE doc_id = ?"})
    Statement(db_->connection, sql).bind(1, doc_id).step();
  db_->commit();
  truncate_log(db_->connection);
}

void PageStore::save_source_file(std::string_view doc_id, std::uint32_t first,
                                 std::string_view sha256) {
  db_->begin();
  Statement(db_->connection, "INSERT OR IGNORE INTO parts VALUES(?,?,?)")
      .bind(1, doc_id)
      .bind(2, std::int64_t{first})
      .bind(3, sha256)
      .step();
}

PageStore::StoredPagePlace PageStore::place(std::string_view sha256, std::uint32_t page) const {
  const StoredPagePlace itself{std::string(sha256), page};
  if (!db_->has_table("parts")) return itself;  // written before there were any
  Statement select(db_->connection,
                   "SELECT sha256,first FROM parts WHERE doc_id = ? AND first <= ?"
                   " ORDER BY first DESC LIMIT 1");
  const std::int64_t number = page;
  if (!select.bind(1, record::doc_id(sha256)).bind(2, number).step()) return itself;
  return {select.text(0), static_cast<std::uint32_t>(number - select.integer(1) + 1)};
}

std::string PageStore::restoration(std::string_view doc_id, std::string_view key) const {
  Statement select(db_->connection, "SELECT bytes,key FROM restorations WHERE doc_id = ?");
  if (!select.bind(1, doc_id).step()) return {};
  const std::string_view kept = select.view(1);
  return key_in(kept) == key && is_as_sealed(kept, select.view(0)) ? select.text(0) : std::string{};
}

std::string PageStore::restoration(std::string_view doc_id) const {
  if (!db_->has_table("restorations")) return {};  // written before there were any
  Statement select(db_->connection, "SELECT bytes,key FROM restorations WHERE doc_id = ?");
  const bool is_there = select.bind(1, doc_id).step();
  return is_there && is_as_sealed(select.view(1), select.view(0)) ? select.text(0) : std::string{};
}

void PageStore::save_restoration(std::string_view doc_id, std::string_view key,
                                 std::string_view bytes) {
  db_->begin();
  Statement insert(db_->connection, "INSERT OR REPLACE INTO restorations VALUES(?,?,?)");
  insert.bind(1, doc_id).bind(2, sealed(key, bytes)).bind_blob(3, bytes).step();
}

std::optional<std::string> PageStore::probe(std::string_view sha256, std::string_view key) const {
  Statement select(db_->connection, "SELECT json,key FROM probes WHERE sha256 = ?");
  if (!select.bind(1, sha256).step()) return std::nullopt;
  const std::string_view kept = select.view(1);
  if (key_in(kept) != key || !is_as_sealed(kept, select.view(0))) return std::nullopt;
  return select.text(0);
}

OrderedLookup<std::optional<std::string>> PageStore::probes(std::string_view key) const {
  const auto walk = std::make_shared<KeyCursor>(
      db_->connection, "SELECT sha256,json,key FROM probes WHERE sha256 >= ? ORDER BY sha256");
  return [walk, key = std::string(key)](std::string_view sha256) {
    std::optional<std::string> out;
    walk->for_each_row_of(sha256, [&](const Statement& row) {
      if (key_in(row.view(2)) == key && is_as_sealed(row.view(2), row.view(1))) out = row.text(1);
    });
    return out;
  };
}

void PageStore::save_probe(std::string_view sha256, std::string_view key, std::string_view json) {
  db_->begin();
  Statement insert(db_->connection, "INSERT OR REPLACE INTO probes VALUES(?,?,?)");
  insert.bind(1, sha256).bind(2, sealed(key, json)).bind(3, json).step();
}

namespace {

constexpr const char* kColumns = "file,path,device,inode,bytes,modified,changed,sha256,is_past";

SeenInput input_of(const Statement& row) {
  return {row.text(0),
          row.text(1),
          {as_unsigned(row.integer(2)), as_unsigned(row.integer(3)), as_unsigned(row.integer(4)),
           row.integer(5), row.integer(6)},
          row.text(7),
          row.integer(8) != 0,
          row.text(9)};
}

std::string columns(const char* before, const char* after) {
  return std::string(before) + kColumns + after;
}

std::string own_inputs(const std::string& which) {
  return columns("SELECT ", ",'' AS origin FROM inputs ") + which;
}

std::string inputs_elsewhere(const std::string& which) {
  return columns("SELECT ", ",origin FROM inputs_of_others ") + which;
}

std::vector<SeenInput> inputs_where(const Connection& connection, const std::string& sql,
                                    std::string_view value) {
  Statement select(connection, sql);
  select.bind(1, value);
  std::vector<SeenInput> out;
  while (select.step()) out.push_back(input_of(select));
  return out;
}

}  // namespace

std::string PageStore::all_inputs(const std::string& which) const {
  if (!db_->knows_others) return own_inputs(which);
  return own_inputs(which) + " UNION ALL " + inputs_elsewhere(which);
}

std::vector<SeenInput> PageStore::inputs(std::string_view file) const {
  return inputs_where(db_->connection, own_inputs("WHERE file = ? ORDER BY sha256"), file);
}

OrderedLookup<std::vector<SeenInput>> PageStore::inputs() const {
  const auto walk = std::make_shared<KeyCursor>(db_->connection,
                                                own_inputs("WHERE file >= ? ORDER BY file,sha256"));
  return [walk](std::string_view file) {
    std::vector<SeenInput> out;
    walk->for_each_row_of(file, [&](const Statement& row) { out.push_back(input_of(row)); });
    return out;
  };
}

std::vector<SeenInput> PageStore::inputs_of_others(std::string_view file) const {
  if (!db_->knows_others) return {};
  return inputs_where(db_->connection, inputs_elsewhere("WHERE file = ? ORDER BY sha256,origin"),
                      file);
}

std::vector<SeenInput> PageStore::inputs_with(std::string_view sha256) const {
  return inputs_where(
      db_->connection,
      all_inputs("WHERE sha256 = ?1 AND NOT is_past") + " ORDER BY path,file,origin", sha256);
}

OrderedLookup<std::uint64_t> PageStore::inputs_with() const {
  std::string select = "SELECT sha256 FROM inputs WHERE sha256 >= ?1";
  if (db_->knows_others)
    select += " UNION ALL SELECT sha256 FROM inputs_of_others WHERE sha256 >= ?1";
  const auto walk = std::make_shared<KeyCursor>(db_->connection, select + " ORDER BY 1");
  return [walk](std::string_view sha256) {
    std::uint64_t number = 0;
    walk->for_each_row_of(sha256, [&](const Statement&) { ++number; });
    return number;
  };
}

std::vector<SeenInput> PageStore::inputs_of(std::string_view doc_id) const {
  return inputs_where(
      db_->connection,
      all_inputs("WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'") + " ORDER BY path,file,origin",
      doc_id);
}

void PageStore::for_each_input(const std::function<void(const SeenInput&)>& take) const {
  Statement select(db_->connection, all_inputs("") + " ORDER BY file,sha256,origin");
  while (select.step()) take(input_of(select));
}

void PageStore::save_input(const SeenInput& input) {
  db_->begin();
  const bool is_own = input.origin.empty();
  db_->knows_others = db_->knows_others || !is_own;
  Statement insert(db_->connection,
                   is_own ? columns("INSERT OR REPLACE INTO inputs(", ") VALUES(?,?,?,?,?,?,?,?,?)")
                          : columns("INSERT OR REPLACE INTO inputs_of_others(",
                                    ",origin) VALUES(?,?,?,?,?,?,?,?,?,?)"));
  const FileStamp& stamp = input.stamp;
  insert.bind(1, input.file).bind(2, input.path).bind(3, as_signed(stamp.device));
  insert.bind(4, as_signed(stamp.inode)).bind(5, as_signed(stamp.bytes));
  insert.bind(6, stamp.modified).bind(7, stamp.changed).bind(8, input.sha256);
  insert.bind(9, std::int64_t{input.is_past ? 1 : 0});
  if (!is_own) insert.bind(10, input.origin);
  insert.step();
}

void PageStore::forget_input(const SeenInput& input) {
  db_->begin();
  const bool is_own = input.origin.empty();
  Statement remove(db_->connection,
                   is_own ? "DELETE FROM inputs WHERE file = ? AND sha256 = ?"
                          : "DELETE FROM inputs_of_others WHERE file = ? AND sha256 = ?"
                            " AND origin = ?");
  remove.bind(1, input.file).bind(2, input.sha256);
  if (!is_own) remove.bind(3, input.origin);
  remove.step();
}

std::string PageStore::identity() const {
  const auto mark = db_->has_table("feed_mark") ? feed_mark() : std::nullopt;
  return mark ? mark->epoch : std::string();
}

OrderedLookup<std::optional<SeenResults>> PageStore::seen_results() const {
  const auto walk = std::make_shared<KeyCursor>(
      db_->connection,
      "SELECT doc_id,inode,changed,names FROM folders WHERE doc_id >= ? ORDER BY doc_id");
  return [walk](std::string_view doc_id) {
    std::optional<SeenResults> out;
    walk->for_each_row_of(doc_id, [&](const Statement& row) {
      // An older codau stored the names of a folder there.
      if (row.view(3).find('/') == std::string_view::npos)
        out = SeenResults{as_unsigned(row.integer(1)), row.integer(2), row.text(3)};
    });
    return out;
  };
}

void PageStore::save_seen_results(std::string_view doc_id, const SeenResults& seen) {
  db_->begin();
  Statement insert(db_->connection, "INSERT OR REPLACE INTO folders VALUES(?,?,?,?)");
  insert.bind(1, doc_id).bind(2, as_signed(seen.inode)).bind(3, seen.changed);
  insert.bind(4, seen.pdf).step();
}

void PageStore::touch(std::string_view doc_id, std::int64_t run) {
  db_->begin();
  Statement(db_->connection, "INSERT OR REPLACE INTO touched VALUES(?,?)")
      .bind(1, doc_id)
      .bind(2, run)
      .step();
}

std::set<std::string> PageStore::touched(std::int64_t run) const {
  Statement select(db_->connection, "SELECT doc_id FROM touched WHERE run = ?");
  select.bind(1, run);
  std::set<std::string> out;
  while (select.step()) out.insert(select.text(0));
  return out;
}

std::optional<FeedPosition> PageStore::feed_mark() const {
  Statement select(db_->connection, "SELECT epoch,seq FROM feed_mark");
  if (!select.step()) return std::nullopt;
  return FeedPosition{select.text(0), select.integer(1)};
}

void PageStore::save_feed_mark(const FeedPosition& mark) {
  db_->begin();
  db_->connection.run("DELETE FROM feed_mark");
  Statement insert(db_->connection, "INSERT INTO feed_mark VALUES(?,?)");
  insert.bind(1, mark.epoch).bind(2, mark.seq).step();
}

std::shared_ptr<const void> PageStore::look() const {
  auto look = std::make_shared<Statement>(db_->connection, "SELECT 1 FROM sqlite_schema");
  look->step();
  return look;
}

void PageStore::commit() { db_->commit(); }

bool PageStore::try_commit() {
  if (db_->gathered && !db_->gathered->try_commit()) return false;
  db_->gathered.reset();
  return true;
}

void PageStore::compact() {
  db_->commit();
  db_->connection.run("DELETE FROM keys WHERE id NOT IN (SELECT key FROM pages); VACUUM");
}

}  // namespace codau::store
