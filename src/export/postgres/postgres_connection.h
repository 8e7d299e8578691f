// export/postgres/postgres_connection.h — a connection to a PostgreSQL server through libpq. Every
// failure is Error{kTarget} with one line: the server, its own words, and the remedy. A message
// never holds a password.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace codau::exports {

/// Tells whether `target` means a database. Such a text begins like a URI, well-formed or not
/// (postgresql:, postgres:, any://), or is a connection string of libpq ("service=plans").
[[nodiscard]] bool is_database_target(const std::string& target);
/// Returns `message` with every possible password of the URI replaced by "***". Law: the result
/// holds no text between the user's ':' and the last '@', and no value of `password` or
/// `sslpassword`, as written or decoded.
[[nodiscard]] std::string mask_passwords(std::string_view message, std::string_view uri);

/// One open connection; not thread-safe. Settings missing in the URI come from the environment,
/// ~/.pgpass and service files, as in psql.
/// Connecting fails after 15 seconds without an answer, or after connect_timeout. Later, the
/// connection checks a server that is silent for 15 seconds, and fails if the server does not
/// respond. A statement also fails 10 seconds after the server's own statement_timeout (1 hour if
/// the server has none).
class PostgresConnection {
 public:
  /// Connects. Throws Error{kTarget} also if the server is older than PostgreSQL 12, or if the
  /// encoding of the database is not UTF-8.
  explicit PostgresConnection(std::string uri);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// The values of a row as text; empty for NULL.
  using Row = std::vector<std::string>;
  /// Runs one or more SQL statements. Returns the rows of the last statement.
  std::vector<Row> run(const std::string& sql);
  /// Runs statements, and returns at least `rows` rows of exactly `columns` values. Throws
  /// Error{kTarget} if the answer has another shape.
  std::vector<Row> query(const std::string& sql, std::size_t columns, std::size_t rows = 0);
  /// Converts a value of an answer to a number. Throws Error{kTarget} if the text is not a whole
  /// number from 0 on.
  [[nodiscard]] std::uint64_t parse_answer_number(const std::string& text) const;
  /// Throws Error{kTarget}: the server does not answer as PostgreSQL does.
  [[noreturn]] void throw_bad_answer() const;
  /// Starts the statement COPY … FROM STDIN. Then call copy() for all data, and end_copy().
  void begin_copy(const std::string& sql);
  /// Sends data of the running COPY; pieces may have any size.
  void copy(std::string_view bytes);
  /// Ends the running COPY.
  void end_copy();
  /// Returns database, host and port, as messages name them.
  [[nodiscard]] const std::string& name() const noexcept;

 private:
  struct Session;
  std::unique_ptr<Session> session_;
};

}  // namespace codau::exports
