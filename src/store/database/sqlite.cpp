#include "store/database/sqlite.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "store/database/file_messages.h"

namespace codau::store {
namespace {

/// Keeps SQLite's statement journal in memory. A statement that may fail half-way saves the pages
/// that it changes. So does every INSERT into a table with triggers. Beyond 64 KiB within a
/// transaction SQLite writes them to a file, one page for each row. A table of 1 MiB wrote 880 MB
/// there. No other limit works: SQLite writes the journal that it has gathered in one piece. It
/// then takes the end of a piece beyond 128 KiB for a full disk (3.40, seekAndWriteFd). Call it
/// before the first connection; later it has no effect.
void configure_memory() {
  constexpr int kAlways = -1;
  static const int kOnce = sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kAlways);
  // Nobody asks for the memory in use, a count that all threads would share.
  static const int kUncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(kOnce + kUncounted);
}

/// Returns the meaning of a result code for the user; nothing if the fault is codau's own.
std::optional<Message> cause_of(int code, const std::filesystem::path& file) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return both("hết dung lượng đĩa; giải phóng bớt rồi gõ lại đúng lệnh đó",
                  "the disk is full; free some space and run the same command again");
    case SQLITE_IOERR:
      return both("không đọc hay ghi được ổ đĩa", "the disk cannot be read or written");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return both("không có quyền ghi; tệp, thư mục hay ổ đĩa chỉ đọc",
                  "no permission to write it; read-only file, folder or disk");
    case SQLITE_CANTOPEN:
      return both("không mở hay tạo được", "cannot be opened or created");
    case SQLITE_NOTADB:
      return make_foreign_file_message(file);
    case SQLITE_CORRUPT:
    case SQLITE_INTERRUPT:  // Connection::limit_work
      return make_damaged_file_message(file);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return both("chương trình khác đang dùng; đóng chương trình đó rồi chạy lại",
                  "the database is in use by another program; close that program and run again");
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
      return both(
          "hệ thống tệp này không giữ được cơ sở dữ liệu; chọn thư mục kết quả trên ổ đĩa của máy",
          "the file system cannot hold a database; choose an output folder on a local disk");
    case SQLITE_TOOBIG:
      return both("một giá trị quá lớn", "a value is too big for the database");
    default:
      return {};
  }
}

std::string quoted(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark) out += c;
    out += c;
  }
  return out + mark;
}

/// Returns a path as part of a URI.
std::string escaped(const std::filesystem::path& path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : std::filesystem::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || c == '/' || c == '-' || c == '_' || c == '.';
    if (plain) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

constexpr int kCountedSteps = 100'000;  // steps of SQLite's machine: some milliseconds

bool is_in_memory(const std::filesystem::path& file) { return file == ":memory:"; }

std::string uri_of(const std::filesystem::path& file, Connection::Access access) {
  return "file:" + escaped(file) + (access == Connection::Access::kReadAsIs ? "?immutable=1" : "");
}

/// Returns a state of the file that changes with every write.
std::array<std::int64_t, 6> state_of(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  return {static_cast<std::int64_t>(status.st_ino),
          status.st_size,
          status.st_mtim.tv_sec,
          status.st_mtim.tv_nsec,
          status.st_ctim.tv_sec,
          status.st_ctim.tv_nsec};
}

Error in_use(const std::filesystem::path& file) {
  return {ErrorCode::kOutput,
          file.string() + ": " +
              both("lệnh codau khác đang ghi, mà người dùng này không được ghi vào thư mục nên "
                   "không đọc cùng lúc được; đợi lệnh đó xong rồi chạy lại",
                   "another codau is writing to it, and who may not write to the folder cannot "
                   "read meanwhile; wait until it ends and run again")};
}

}  // namespace

/// Throws if the file changed since it was opened: rows read until now are of one state, later rows
/// may be of two.
void Connection::require_as_it_was() const {
  if (as_it_was_ && *as_it_was_ != state_of(file_)) throw in_use(file_);
}

void Connection::fail(const std::filesystem::path& of) const {
  require_as_it_was();  // otherwise a half-written page would be reported as damage
  const int code = handle_ == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(handle_);
  const std::optional<Message> cause = cause_of(code, of);
  if (!cause) {
    throw Error(ErrorCode::kInternal,
                file_.string() + ": " +
                    (handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_)));
  }
  Message message = of.string() + ": " + *cause;
  const int system = sqlite3_system_errno(handle_);
  const int primary = code & 0xFF;
  if (system != 0 && (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN)) {
    message = message + ": " + describe_errno(system);
  }
  throw Error(ErrorCode::kOutput, std::move(message));
}

Connection::Connection(std::filesystem::path file, Access access) : file_(std::move(file)) {
  // The last reader removes the log of writes when it leaves, if it may write.
  const bool may_write = access == Access::kRead && ::access(file_.c_str(), W_OK) == 0;
  if (access == Access::kReadAsIs) {
    as_it_was_ = state_of(file_);
    std::error_code error;  // a writer may have begun after choose_read_access()
    if (std::filesystem::exists(file_.string() + "-wal", error)) throw in_use(file_);
  }
  configure_memory();
  const int flags = access == Access::kCreate ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                    : may_write               ? SQLITE_OPEN_READWRITE
                                              : SQLITE_OPEN_READONLY;
  const std::string name = is_in_memory(file_) ? file_.string() : uri_of(file_, access);
  const int code = sqlite3_open_v2(name.c_str(), &handle_,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
  if (code != SQLITE_OK) {
    // The destructor does not run for an object whose constructor throws.
    const Connection& self = *this;
    const struct Closer {
      sqlite3* handle;
      ~Closer() { sqlite3_close_v2(handle); }
    } closer{handle_};
    self.fail();
  }
  sqlite3_extended_result_codes(handle_, 1);
  run("PRAGMA cell_size_check = ON");  // a file may come from elsewhere
  // The last connection locks others out while it removes the log.
  sqlite3_busy_timeout(handle_, static_cast<int>(kBusyTimeout.count()));
  if (access != Access::kCreate) run("PRAGMA query_only = ON");
}

Connection::~Connection() {
  for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

sqlite3_stmt* Connection::prepare(const std::string& sql) const {
  if (const auto idle = idle_.find(sql); idle != idle_.end()) {
    sqlite3_stmt* const statement = idle->second;
    idle_.erase(idle);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    fail();
  }
  return statement;
}

void Connection::put_back(const std::string& sql, sqlite3_stmt* statement) const {
  constexpr std::size_t kMost = 300;  // more than all statements of a store
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  const bool is_kept = idle_.size() < kMost && idle_.try_emplace(sql, statement).second;
  if (!is_kept) sqlite3_finalize(statement);
}

void Connection::run(const std::string& sql) const {
  if (!try_run(sql)) fail();
}

int Connection::count_work(void* connection) {
  const auto* const self = static_cast<const Connection*>(connection);
  *self->work_ += kCountedSteps;
  return *self->work_ > self->most_work_ ? 1 : 0;
}

void Connection::limit_work(std::uint64_t steps) const {
  most_work_ = steps;
  sqlite3_progress_handler(handle_, kCountedSteps, count_work, const_cast<Connection*>(this));
}

bool Connection::try_run(const std::string& sql) const {
  own_work_ = 0;
  return sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

void Connection::attach(const Connection& other, std::string_view name) const {
  // Read-only: for a file that it may write to, each transaction would take the lock of writers.
  const std::string uri = other.as_it_was_ ? uri_of(other.file_, Access::kReadAsIs)
                                           : uri_of(other.file_, Access::kRead) + "?mode=ro";
  Statement(*this, "ATTACH ? AS " + quote_name(name)).bind(1, uri).step();
}

void Connection::detach(std::string_view name) const { run("DETACH " + quote_name(name)); }

void Connection::enable_triggers(bool fire) const {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_TRIGGER, fire ? 1 : 0, nullptr);
}

void Connection::copy_to(const std::filesystem::path& target) const {
  std::FILE* const made = std::fopen(target.c_str(), "wbe");  // SQLite fills an empty file too
  if (made == nullptr) throw make_write_error(target.string(), errno);
  std::fclose(made);
  run("PRAGMA query_only = OFF");  // it writes elsewhere
  Statement copy(*this, "VACUUM INTO ?");
  copy.bind(1, target.string());
  const int code = sqlite3_step(copy.statement_) & 0xFF;
  if (code == SQLITE_DONE) return;
  const bool is_writing = code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
  fail(is_writing ? target : file_);
}

std::string Connection::value(std::string_view sql) const {
  Statement statement(*this, sql);
  return statement.step() ? statement.text(0) : std::string{};
}

Statement::Statement(const Connection& connection, std::string_view sql)
    : connection_(connection), sql_(sql), statement_(connection.prepare(sql_)) {}

Statement::~Statement() { connection_.put_back(sql_, statement_); }

Statement& Statement::bind(int index, std::string_view text) {
  return put(index, text, Kind::kText, Keep::kCopy);
}
Statement& Statement::bind_blob(int index, std::string_view bytes) {
  return put(index, bytes, Kind::kBlob, Keep::kCopy);
}
Statement& Statement::lend(int index, std::string_view text) {
  return put(index, text, Kind::kText, Keep::kInPlace);
}
Statement& Statement::lend_blob(int index, std::string_view bytes) {
  return put(index, bytes, Kind::kBlob, Keep::kInPlace);
}

Statement& Statement::put(int index, std::string_view bytes, Kind kind, Keep keep) {
  // A null pointer would bind NULL, and an empty view may have one.
  const char* const data = bytes.empty() ? "" : bytes.data();
  // NOLINTNEXTLINE(performance-no-int-to-ptr): SQLITE_TRANSIENT, which is a C cast in its header
  const auto copy = reinterpret_cast<sqlite3_destructor_type>(-1);
  const auto how = keep == Keep::kCopy ? copy : nullptr;  // SQLITE_STATIC
  const int code =
      kind == Kind::kText
          ? sqlite3_bind_text64(statement_, index, data, bytes.size(), how, SQLITE_UTF8)
          : sqlite3_bind_blob64(statement_, index, data, bytes.size(), how);
  if (code != SQLITE_OK) connection_.fail();
  return *this;
}

Statement& Statement::bind(int index, std::int64_t number) {
  if (sqlite3_bind_int64(statement_, index, number) != SQLITE_OK) connection_.fail();
  return *this;
}

Statement& Statement::bind(int index, double number) {
  if (sqlite3_bind_double(statement_, index, number) != SQLITE_OK) connection_.fail();
  return *this;
}

Statement& Statement::bind_null(int index) {
  if (sqlite3_bind_null(statement_, index) != SQLITE_OK) connection_.fail();
  return *this;
}

Statement& Statement::copy(int index, const Statement& from, int column) {
  const int type = sqlite3_column_type(from.statement_, column);
  if (type == SQLITE_TEXT) return lend(index, from.view(column));
  if (type == SQLITE_BLOB) return lend_blob(index, from.view(column));
  if (sqlite3_bind_value(statement_, index, sqlite3_column_value(from.statement_, column)) !=
      SQLITE_OK) {
    connection_.fail();
  }
  return *this;
}

bool Statement::step() {
  std::uint64_t* const before = std::exchange(connection_.work_, &work_);
  if (sqlite3_stmt_busy(statement_) == 0) work_ = 0;
  const int code = sqlite3_step(statement_);
  connection_.work_ = before;
  if (connection_.as_it_was_) connection_.require_as_it_was();
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.fail();
  sqlite3_reset(statement_);
  return false;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string Statement::text(int column) const { return std::string(view(column)); }

std::string_view Statement::view(int column) const {
  const void* const bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

Transaction::Transaction(const Connection& connection, OnLeave on_leave)
    : connection_(connection),
      on_leave_(on_leave),
      inner_(sqlite3_get_autocommit(connection.handle_) == 0) {
  connection_.run(inner_ ? "SAVEPOINT inner" : "BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  // A failed statement may have rolled back already, and an error here is the first error's echo.
  if (!open_ || (on_leave_ == OnLeave::kCommit && try_commit())) return;
  connection_.try_run(inner_ ? "ROLLBACK TO inner; RELEASE inner" : "ROLLBACK");
}

bool Transaction::try_commit() {
  open_ = open_ && !connection_.try_run(inner_ ? "RELEASE inner" : "COMMIT");
  return !open_;
}

void Transaction::commit() {
  connection_.run(inner_ ? "RELEASE inner" : "COMMIT");
  open_ = false;
}

void copy_rows(Statement& from, Statement& insert, int columns) {
  while (from.step()) {
    for (int i = 0; i < columns; ++i) insert.copy(i + 1, from, i);
    insert.step();
  }
}

std::vector<std::string> read_texts(Statement& statement) {
  std::vector<std::string> out;
  while (statement.step()) out.push_back(statement.text(0));
  return out;
}

void renew_view(const Connection& connection, std::string_view name, const std::string& sql) {
  Statement select(connection, "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?");
  const bool is_there = select.bind(1, name).step();
  const std::string is = is_there ? select.text(0) : std::string();
  if (is_there) select.step();  // to its end: no view is dropped while it is read
  if (is == sql) return;
  Transaction transaction(connection);
  if (is_there) connection.run("DROP VIEW " + quote_name(name));
  if (!sql.empty()) connection.run(sql);
  transaction.commit();
}

std::string quote_name(std::string_view name) { return quoted(name, '"'); }
std::string quote_text(std::string_view text) { return quoted(text, '\''); }

}  // namespace codau::store
