// store/database/sqlite.h — SQLite connections, statements and transactions that release
// themselves. Every failure throws Error{kOutput} with the file and the cause. A wrong statement or
// row of codau itself throws Error{kInternal}.
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

/// A prepared statement. The connection keeps it for the next statement with the same text. Bound
/// text is copied. Parameters count from 1, columns from 0.
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
  /// Binds text or bytes without a copy: they must not change until the statement is at its end.
  Statement& lend(int index, std::string_view text);
  Statement& lend_blob(int index, std::string_view bytes);
  /// Binds a column of the current row of another statement, without a copy. That statement may
  /// belong to another connection.
  Statement& copy(int index, const Statement& from, int column);
  /// Steps to the next row. Returns false at the end; the statement can then be bound again.
  bool step();

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::string text(int column) const;  ///< a text, or the bytes of a blob
  /// Returns text or bytes without a copy, valid until the next step().
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
  std::uint64_t work_ = 0;  // steps of SQLite's machine since the statement began
};

/// One open database file. Waits up to kBusyTimeout for another process that has locked the file.
class Connection {
 public:
  static constexpr std::chrono::milliseconds kBusyTimeout{5000};
  /// With kCreate, reads and writes, and creates a missing file. With kRead, reads, and may remove
  /// the log of writes at the end. With kReadOnly, reads, and keeps an existing log. With
  /// kReadAsIs, reads without locks and log, also in a read-only folder; every step fails once
  /// somebody has written to the file.
  enum class Access : std::uint8_t { kCreate, kRead, kReadOnly, kReadAsIs };
  explicit Connection(std::filesystem::path file, Access access = Access::kCreate);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs statements that return no rows, or rows that do not matter.
  void run(const std::string& sql) const;
  /// Runs statements like run(), and returns whether they succeeded. For cleaning up only.
  bool try_run(const std::string& sql) const;
  /// Returns the first column of the first row; empty if there is no row.
  [[nodiscard]] std::string value(std::string_view sql) const;
  /// Makes the file of `other` readable as "name.table", until detach(). The connection `other`
  /// must stay open until then. Precondition of detach(): no transaction is open.
  void attach(const Connection& other, std::string_view name) const;
  void detach(std::string_view name) const;
  /// Switches triggers on or off. A change makes SQLite prepare all statements again.
  void enable_triggers(bool fire) const;
  /// Limits the work of each statement, from its first step() to its end, in steps of SQLite's
  /// machine. A statement that exceeds the limit fails with the error of a damaged file.
  void limit_work(std::uint64_t steps) const;
  /// Copies one consistent state to the new file `target`. Errors of writing name `target`.
  void copy_to(const std::filesystem::path& target) const;
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

 private:
  friend class Statement;
  friend class Transaction;
  [[noreturn]] void fail() const { fail(file_); }
  [[noreturn]] void fail(const std::filesystem::path& of) const;
  void require_as_it_was() const;
  static int count_work(void* connection);  ///< a callback for SQLite
  [[nodiscard]] sqlite3_stmt* prepare(const std::string& sql) const;
  void put_back(const std::string& sql, sqlite3_stmt* statement) const;
  std::filesystem::path file_;
  std::optional<std::array<std::int64_t, 6>> as_it_was_;  // for kReadAsIs
  sqlite3* handle_ = nullptr;
  mutable std::uint64_t most_work_ = 0, own_work_ = 0;  // in steps; 0: no limit
  mutable std::uint64_t* work_ = &own_work_;            // of the statement that SQLite runs now
  mutable std::unordered_map<std::string, sqlite3_stmt*> idle_;
};

/// A transaction, rolled back unless committed. Within another transaction it is a savepoint.
class Transaction {
 public:
  enum class OnLeave : std::uint8_t { kRollBack, kCommit };
  /// `on_leave`: kCommit makes the destructor commit if possible, also during an exception.
  explicit Transaction(const Connection& connection, OnLeave on_leave = OnLeave::kRollBack);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();
  /// Commits if possible and returns whether it succeeded. For use after an error, whose cause a
  /// second error would only repeat.
  bool try_commit();

 private:
  const Connection& connection_;
  OnLeave on_leave_;
  bool inner_ = false, open_ = true;
};

/// Runs `insert` for each row of `from`, in order, with the first `columns` columns of the row.
void copy_rows(Statement& from, Statement& insert, int columns);

/// Steps to the end and returns the first column of every row.
[[nodiscard]] std::vector<std::string> read_texts(Statement& statement);

/// Creates the view `name` again if its definition is not `sql`. An empty `sql` removes the view.
void renew_view(const Connection& connection, std::string_view name, const std::string& sql);

/// Return `name` as an SQL identifier, and `text` as an SQL string.
[[nodiscard]] std::string quote_name(std::string_view name);
[[nodiscard]] std::string quote_text(std::string_view text);

}  // namespace codau::store
