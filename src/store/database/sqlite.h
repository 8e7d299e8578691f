// store/database/sqlite.h — SQLite as values that clean up after themselves. Every failure is
// Error{kOutput} with the file and the cause, or kInternal where a statement or a row of ours is
// wrong.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace codau::store {

class Connection;

/// A prepared statement; its connection keeps it for the next one with the same text. Bound text is
/// copied. Indices count from 1 for bind, from 0 for columns.
class Statement {
 public:
  Statement(const Connection& connection, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, std::int64_t number);
  Statement& bind(int index, double number);
  Statement& bind_null(int index);
  Statement& bind_blob(int index, std::string_view bytes);
  /// As bind() and bind_blob(), of what stays as it is until the statement has come to its end.
  Statement& lend(int index, std::string_view text);
  Statement& lend_blob(int index, std::string_view bytes);
  /// A column of the row that another statement, also of another connection, has come to, lent.
  Statement& copy(int index, const Statement& from, int column);
  /// One row further; false at the end, when the statement is ready to be bound again.
  bool step();

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::string text(int column) const;  ///< or the bytes of a blob
  /// The same as it lies there, until the next step().
  [[nodiscard]] std::string_view view(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;

 private:
  friend class Connection;
  enum class Kind : std::uint8_t { kText, kBlob };
  enum class Keep : std::uint8_t { kCopy, kInPlace };
  Statement& put(int index, std::string_view bytes, Kind kind, Keep keep);

  const Connection& connection_;
  std::string sql_;
  sqlite3_stmt* statement_ = nullptr;
  std::uint64_t work_ = 0;  // steps since it was begun
};

/// One open database file. Where another process is in the way for a moment it waits for up to
/// kBusyTimeout.
class Connection {
 public:
  /// kReadOnly: a log that is there stays as it is. kReadAsIs: without locks and without a log, in
  /// a folder that may be read-only; where somebody writes to the file meanwhile every step fails.
  static constexpr std::chrono::milliseconds kBusyTimeout{5000};
  enum class Access : std::uint8_t { kCreate, kRead, kReadOnly, kReadAsIs };
  explicit Connection(std::filesystem::path file, Access access = Access::kCreate);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs statements that give no rows, or whose rows do not matter.
  void run(const std::string& sql) const;
  /// Whether it could: for whoever clears away what nobody needs any more.
  bool try_run(const std::string& sql) const;
  /// The first column of the first row; empty when there is none.
  [[nodiscard]] std::string value(std::string_view sql) const;
  /// What another connection has open, and keeps open till detach(), can be read here, too, as
  /// "name.table". detach() not within a transaction.
  void attach(const Connection& other, std::string_view name) const;
  void detach(std::string_view name) const;
  /// Whether triggers fire from here on. All statements are prepared anew for a change.
  void enable_triggers(bool fire) const;
  /// A statement that takes more than so many steps of SQLite's machine, from its first step() to
  /// its end, fails as that of a damaged file.
  void limit_work(std::uint64_t steps) const;
  /// One state of it as the new file `target`, which errors of writing name.
  void copy_to(const std::filesystem::path& target) const;
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

 private:
  friend class Statement;
  friend class Transaction;
  [[noreturn]] void fail() const { fail(file_); }
  [[noreturn]] void fail(const std::filesystem::path& of) const;
  void require_as_it_was() const;
  static int count_work(void* connection);  ///< a handler of SQLite's
  [[nodiscard]] sqlite3_stmt* prepare(const std::string& sql) const;
  void put_back(const std::string& sql, sqlite3_stmt* statement) const;
  std::filesystem::path file_;
  std::optional<std::array<std::int64_t, 6>> as_it_was_;  // of kReadAsIs: what stat() tells
  sqlite3* handle_ = nullptr;
  mutable std::uint64_t most_work_ = 0, own_work_ = 0;  // in steps; 0: no bound; of run()
  mutable std::uint64_t* work_ = &own_work_;            // of the statement that SQLite is at
  mutable std::unordered_map<std::string, sqlite3_stmt*> idle_;
};

/// All or nothing: rolled back unless committed. Inside another one it is a part of that.
class Transaction {
 public:
  enum class OnLeave : std::uint8_t { kRollBack, kCommit };
  /// kCommit: what was written stays as far as it can, also when an error leaves it.
  explicit Transaction(const Connection& connection, OnLeave on_leave = OnLeave::kRollBack);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();
  /// Whether it could: an error here would be the echo of another.
  bool try_commit();

 private:
  const Connection& connection_;
  OnLeave on_leave_;
  bool inner_ = false, open_ = true;
};

/// Inserts the first `columns` columns of all rows that `from` gives by `insert`, in their order.
void copy_rows(Statement& from, Statement& insert, int columns);

/// Steps to the end and returns the first column of every row.
[[nodiscard]] std::vector<std::string> read_texts(Statement& statement);

/// Makes a view again unless `sql` is what it was made by; with empty `sql` there is none then.
void renew_view(const Connection& connection, std::string_view name, const std::string& sql);

/// `name` as an SQL identifier, `text` as an SQL string.
[[nodiscard]] std::string quote_name(std::string_view name);
[[nodiscard]] std::string quote_text(std::string_view text);

}  // namespace codau::store
