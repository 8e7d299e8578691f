#include "store/edits/hand_store.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "store/database/sqlite.h"
#include "store/schema/database_identity.h"
#include "store/schema/own_schema.h"
#include "text/letters.h"

namespace codau::store {
namespace {

constexpr int kHandVersion = 1;
constexpr const char* kCreateStrips =
    "CREATE TABLE strips(doc_id TEXT NOT NULL,part TEXT NOT NULL,value TEXT NOT NULL,"
    "office TEXT NOT NULL,seq INTEGER NOT NULL,width INTEGER NOT NULL,pixels BLOB NOT NULL,"
    "PRIMARY KEY(doc_id,part)) STRICT;"
    "CREATE INDEX strips_by_office ON strips(office,part,seq);";
constexpr int kMaxStripsOfOffice = 500;

bool is_there_as_file(const std::filesystem::path& file) {
  std::error_code error;
  return std::filesystem::is_regular_file(file, error) &&
         std::filesystem::file_size(file, error) > 0 && !error;
}

bool is_sound_strip(const HandStrip& strip) {
  return std::ranges::find(kStripParts, strip.part) != std::end(kStripParts) &&
         is_strip_value(strip.value) && is_sound(strip.picture);
}

/// Returns the query for strips under a condition. It skips blobs of another size than the width
/// says.
std::string make_strip_query(const char* condition) {
  return "SELECT doc_id,part,value,office,width,pixels FROM strips WHERE width BETWEEN 1 AND " +
         std::to_string(kMaxGreyStripWidth) + " AND length(pixels) = width * " +
         std::to_string(kGreyStripRows) +
         " AND length(value) <= " + std::to_string(kMaxStripDigits) + " AND " + condition;
}

std::vector<HandStrip> read_strips(Statement& select) {
  std::vector<HandStrip> out;
  while (select.step()) {
    HandStrip strip{select.text(0),
                    select.text(1),
                    select.text(2),
                    select.text(3),
                    {static_cast<std::int32_t>(select.integer(4)), select.text(5)}};
    if (is_sound_strip(strip)) out.push_back(std::move(strip));
  }
  return out;
}

}  // namespace

bool is_strip_value(std::string_view value) {
  return value.size() <= kMaxStripDigits && text::is_all_digits(value);
}

struct HandStore::Database {
  Database(const std::filesystem::path& file, Access access)
      : connection(file, access == Access::kLook ? choose_read_access(file, Footprint::kNone)
                                                 : Connection::Access::kCreate) {
    refuse_sparse_file(file);
    if (access == Access::kWrite) create();
    if (connection.value("PRAGMA application_id") != std::to_string(kApplicationId))
      throw Error(ErrorCode::kOutput, file.string() + ": " + make_foreign_file_message(file));
    if (std::stoi(connection.value("PRAGMA user_version")) > kHandVersion)
      throw Error(ErrorCode::kOutput, file.string() + ": " + make_newer_version_message());
    limit_read_work(connection);
    const auto ours = split_statements(kCreateStrips);
    recreate_objects(connection, ours, require_own_schema(connection, ours));
  }

  void create() const {
    open_for_writing(connection);
    if (connection.value("SELECT count(*) FROM sqlite_schema") != "0") return;
    Transaction transaction(connection);
    connection.run(kCreateStrips);
    connection.run("PRAGMA application_id = " + std::to_string(kApplicationId));
    connection.run("PRAGMA user_version = " + std::to_string(kHandVersion));
    transaction.commit();
  }

  void put(const HandStrip& strip, const char* verb) const {
    Statement insert(connection, std::string(verb) +
                                     " INTO strips(doc_id,part,value,office,seq,width,pixels)"
                                     " SELECT ?,?,?,?,coalesce(max(seq),0)+1,?,? FROM strips");
    insert.bind(1, strip.doc_id).bind(2, strip.part).bind(3, strip.value).bind(4, strip.office);
    insert.bind(5, std::int64_t{strip.picture.width}).bind_blob(6, strip.picture.pixels).step();
  }

  Connection connection;
};

HandStore::HandStore(std::filesystem::path file, Access access) : file_(std::move(file)) {
  if (is_there_as_file(file_)) db_ = std::make_unique<Database>(file_, access);
}
HandStore::~HandStore() = default;
HandStore::HandStore(HandStore&&) noexcept = default;
HandStore& HandStore::operator=(HandStore&&) noexcept = default;

bool HandStore::is_there() const noexcept { return db_ != nullptr; }

void HandStore::create() {
  if (!db_) db_ = std::make_unique<Database>(file_, Access::kWrite);
}

void HandStore::save(const HandStrip& strip) {
  if (!is_sound_strip(strip)) throw Error(ErrorCode::kInternal, "a strip is not sound");
  if (!db_) return;
  db_->put(strip, "INSERT OR REPLACE");
  truncate_log(db_->connection);
}

void HandStore::remove(std::string_view doc_id) {
  for (const std::string_view part : kStripParts) remove(doc_id, part);
}

void HandStore::remove(std::string_view doc_id, std::string_view part) {
  if (!db_) return;
  {
    Statement known(db_->connection, "SELECT 1 FROM strips WHERE doc_id = ? AND part = ?");
    if (!known.bind(1, doc_id).bind(2, part).step()) return;
  }
  Statement(db_->connection, "DELETE FROM strips WHERE doc_id = ? AND part = ?")
      .bind(1, doc_id)
      .bind(2, part)
      .step();
  truncate_log(db_->connection);
}

void HandStore::set_office(std::string_view doc_id, std::string_view office) {
  if (!db_) return;
  Statement(db_->connection, "UPDATE strips SET office = ?2 WHERE doc_id = ?1 AND office <> ?2")
      .bind(1, doc_id)
      .bind(2, office)
      .step();
}

void HandStore::take(const HandStore& other, std::string_view doc_id) {
  if (!db_) return;
  for (const HandStrip& strip : other.strips_of(doc_id)) db_->put(strip, "INSERT OR IGNORE");
}

std::vector<HandStrip> HandStore::strips_of(std::string_view doc_id) const {
  if (!db_) return {};
  Statement select(db_->connection, make_strip_query("doc_id = ? ORDER BY seq,part LIMIT 3"));
  return read_strips(select.bind(1, doc_id));
}

std::vector<HandStrip> HandStore::strips(std::string_view office, std::string_view part) const {
  if (!db_ || office.empty()) return {};
  Statement select(db_->connection,
                   make_strip_query("office = ? AND part = ? ORDER BY seq DESC LIMIT ") +
                       std::to_string(kMaxStripsOfOffice));
  return read_strips(select.bind(1, office).bind(2, part));
}

void HandStore::require_sound() const {
  if (!db_ || db_->connection.value("PRAGMA integrity_check(1)") == "ok") return;
  throw Error(ErrorCode::kOutput, file_.string() + ": " + make_damaged_file_message(file_));
}

void HandStore::compact() {
  if (!db_) return;
  db_->connection.run("VACUUM");
  truncate_log(db_->connection);
}

}  // namespace codau::store
