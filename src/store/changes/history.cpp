#include "store/changes/history.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include "store/database/sqlite.h"
#include "store/schema/database_identity.h"
#include "store/schema/own_schema.h"

namespace codau::store {
namespace {

constexpr const char* kCreateHistory =
    "CREATE TABLE IF NOT EXISTS changes(seq INTEGER PRIMARY KEY AUTOINCREMENT,"
    "token TEXT NOT NULL UNIQUE,doc_id TEXT NOT NULL,change TEXT NOT NULL,rows TEXT NOT NULL)"
    " STRICT;"
    "CREATE TABLE IF NOT EXISTS runs(id INTEGER PRIMARY KEY,ended TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS feed(epoch TEXT NOT NULL,begun INTEGER NOT NULL) STRICT;";

Connection::Access reading(const std::filesystem::path& file, History::Access access) {
  return choose_read_access(file,
                            access == History::Access::kLook ? Footprint::kNone : Footprint::kLog);
}

}  // namespace

struct History::Database {
  Database(const std::filesystem::path& file, Access access) {
    if (access != Access::kWrite) {
      std::error_code error;
      if (!std::filesystem::exists(file, error)) return;
      refuse_sparse_file(file);
      connection.emplace(file, reading(file, access));
      limit_read_work(*connection);
      // The process that created the file may have died, or may still be creating it.
      if (connection->value("SELECT 1 FROM sqlite_schema WHERE name = 'runs'").empty())
        connection.reset();
      if (connection)
        static_cast<void>(require_own_schema(*connection, split_statements(kCreateHistory)));
      return;
    }
    connection.emplace(file);
    open_for_writing(*connection);
    Transaction transaction(*connection);
    connection->run(kCreateHistory);
    if (connection->value("PRAGMA application_id") == "0")
      connection->run("PRAGMA application_id = " + std::to_string(kApplicationId));
    if (connection->value("SELECT 1 FROM feed").empty())
      connection->run("INSERT INTO feed VALUES(lower(hex(randomblob(16))),0)");
    transaction.commit();
  }

  [[nodiscard]] std::int64_t number(const char* sql) const {
    if (!connection) return 0;
    Statement select(*connection, sql);
    return select.step() ? select.integer(0) : 0;
  }

  std::optional<Connection> connection;
  std::optional<Transaction> gathered;
};

History::History(const std::filesystem::path& file, Access access)
    : db_(std::make_unique<Database>(file, access)) {}
History::~History() = default;
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;

void History::add(std::string_view token, const DocumentChange& change) {
  if (!db_->gathered) db_->gathered.emplace(*db_->connection);
  Statement insert(*db_->connection,
                   "INSERT OR IGNORE INTO changes(token,doc_id,change,rows) VALUES(?,?,?,?)");
  insert.bind(1, token).bind(2, change.doc_id).bind(3, change.change).bind(4, change.rows).step();
}

void History::commit() {
  if (!db_->gathered) return;
  db_->gathered->commit();
  db_->gathered.reset();
}

void History::for_each_since(std::int64_t seq,
                             const std::function<void(const DocumentChange&)>& take,
                             std::int64_t most) const {
  if (!db_->connection) return;
  Statement select(*db_->connection,
                   "SELECT seq,doc_id,change,rows FROM changes WHERE seq > ? ORDER BY seq"
                   " LIMIT ?");
  select.bind(1, seq).bind(2, most);
  while (select.step()) {
    take({select.integer(0), select.text(1), select.text(2), select.text(3)});
  }
}

std::vector<std::string> History::removed() const {
  std::vector<std::string> out;
  if (!db_->connection) return out;
  // With max() in a group, SQLite takes the other columns from the row of the maximum (documented).
  Statement select(*db_->connection,
                   "SELECT doc_id FROM (SELECT doc_id,change,max(seq) FROM changes GROUP BY doc_id)"
                   " WHERE change = 'removed' ORDER BY doc_id");
  while (select.step()) out.push_back(select.text(0));
  return out;
}

void History::resume(const FeedPosition& known) {
  const FeedPosition here = mark();
  if (known.epoch == here.epoch && known.seq >= here.seq) return;
  begin_anew(std::max(known.seq, here.seq) + 1);
}

void History::begin_anew(std::int64_t number) {
  const std::int64_t begun = std::max(number, last() + 1);
  Transaction transaction(*db_->connection);
  Statement(*db_->connection, "UPDATE feed SET begun = ?").bind(1, begun).step();
  // AUTOINCREMENT then uses greater numbers only.
  db_->connection->run("DELETE FROM sqlite_sequence WHERE name = 'changes'");
  Statement(*db_->connection, "INSERT INTO sqlite_sequence(name,seq) VALUES('changes',?)")
      .bind(1, begun)
      .step();
  transaction.commit();
}

std::int64_t History::feed_start() const {
  // An older file has no such table.
  if (db_->number("SELECT count(*) FROM sqlite_schema WHERE name = 'feed'") == 0) return 0;
  return db_->number("SELECT begun FROM feed");
}

FeedPosition History::mark() const {
  return {db_->connection->value("SELECT epoch FROM feed"), last()};
}

std::int64_t History::last() const {
  return std::max(db_->number("SELECT max(seq) FROM changes"), feed_start());
}
std::int64_t History::runs() const { return db_->number("SELECT count(*) FROM runs"); }

void History::end_run() {
  db_->connection->run("INSERT INTO runs(ended) VALUES(strftime('%Y-%m-%dT%H:%M:%SZ','now'))");
}

}  // namespace codau::store
