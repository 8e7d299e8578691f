// export/postgres/postgres_connection.h — a PostgreSQL server, through libpq. Every failure is
// Error{kTarget} in one line: where, the server's own words, what to do; never a password.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace codau::exports {

/// Whether `target` is meant as a database: it begins like a libpq URI, well-formed or not
/// (postgresql:, postgres:, any://), or is a connection string of libpq ("service=plans").
[[nodiscard]] bool names_database(const std::string& target);
/// `message` with every part of the URI that may be a password replaced by "***".
/// Law: what stands between the user's ':' and the last '@', and every value of `password` and
/// `sslpassword`, as written and decoded, is not in the result.
[[nodiscard]] std::string without_password(std::string_view message, std::string_view uri);

/// One connection, used from one thread. What the URI leaves open comes from the environment,
/// ~/.pgpass and service files, as in psql. A server that does not answer is given up: after 15
/// seconds while connecting (or connect_timeout), later when a statement takes 10 seconds more
/// than the server's own statement_timeout.
class PostgresConnection {
 public:
  /// Refuses a server older than PostgreSQL 12 and a database whose encoding is not UTF-8.
  explicit PostgresConnection(std::string uri);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  using Row = std::vector<std::string>;
  /// Runs one or more statements; the rows of the last.
  std::vector<Row> run(const std::string& sql);
  /// The same, of an answer with at least `rows` rows of exactly `columns` values. Throws
  /// Error{kTarget} if the server answers in another shape.
  std::vector<Row> ask(const std::string& sql, std::size_t columns, std::size_t rows = 0);
  /// Returns the whole number that an answer has. Throws Error{kTarget} if the text is none.
  [[nodiscard]] std::uint64_t number(const std::string& text) const;
  /// Throws Error{kTarget}: the server answers, but not as PostgreSQL does.
  [[noreturn]] void refuse_answer() const;
  /// COPY `to` FROM STDIN: between these two, bytes in pieces of any size.
  void begin_copy(const std::string& sql);
  void copy(std::string_view bytes);
  void end_copy();
  /// Database and host, as messages name them.
  [[nodiscard]] const std::string& name() const noexcept;

 private:
  struct Session;
  std::unique_ptr<Session> session_;
};

}  // namespace codau::exports
