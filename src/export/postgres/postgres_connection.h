// export/postgres/postgres_connection.h — a connection to a PostgreSQL server through libpq. Every
// failure is Error{kTarget} in one line: the place, the server's own words, and the remedy. A
// message never holds a password.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace codau::exports {

/// Tells whether `target` is meant as a database. It begins like a libpq URI, well-formed or not
/// (postgresql:, postgres:, any://), or is a connection string of libpq ("service=plans").
[[nodiscard]] bool names_database(const std::string& target);
/// Returns `message` with every possible password of the URI replaced by "***". Law: the result
/// holds no text between the user's ':' and the last '@', and no value of `password` or
/// `sslpassword`, as written or decoded.
[[nodiscard]] std::string without_password(std::string_view message, std::string_view uri);

/// One connection, for one thread. Settings missing in the URI come from the environment, ~/.pgpass
/// and service files, as in psql. A silent server is given up after 15 seconds while connecting (or
/// connect_timeout). Later it is given up if a statement exceeds the server's own statement_timeout
/// by 10 seconds.
class PostgresConnection {
 public:
  /// Refuses a server older than PostgreSQL 12 and a database whose encoding is not UTF-8.
  explicit PostgresConnection(std::string uri);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  using Row = std::vector<std::string>;
  /// Runs one or more statements; returns the rows of the last.
  std::vector<Row> run(const std::string& sql);
  /// Runs statements; returns at least `rows` rows of exactly `columns` values. Throws
  /// Error{kTarget} if the answer has another shape.
  std::vector<Row> ask(const std::string& sql, std::size_t columns, std::size_t rows = 0);
  /// Returns the whole number of an answer. Throws Error{kTarget} if the text is not a whole
  /// number.
  [[nodiscard]] std::uint64_t number(const std::string& text) const;
  /// Throws Error{kTarget}: the server answers, but not as PostgreSQL does.
  [[noreturn]] void refuse_answer() const;
  /// Runs COPY … FROM STDIN: begin_copy(), then copy() with bytes in pieces of any size, then
  /// end_copy().
  void begin_copy(const std::string& sql);
  void copy(std::string_view bytes);
  void end_copy();
  /// Returns database and host, as messages name them.
  [[nodiscard]] const std::string& name() const noexcept;

 private:
  struct Session;
  std::unique_ptr<Session> session_;
};

}  // namespace codau::exports
