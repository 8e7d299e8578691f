// export/postgres/postgres_connection.h — a connection to a PostgreSQL server through libpq. A
// connection string is a text like "host=db dbname=plans". Every member function of
// PostgresConnection throws Error{kTarget} if it fails. The message is one line with the database,
// the cause and the remedy, and never has a password.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace codau::exports {

/// Tells whether `target` names a database, not a file or folder. The name of a database begins
/// with postgresql:, postgres: or any other scheme (any://), or is a connection string.
[[nodiscard]] bool is_database_target(const std::string& target);
/// Returns `message` with every password of `uri` replaced by "***". `uri`: a URI or a connection
/// string. Its passwords are the values of `password` and `sslpassword`, and the text from the ':'
/// after the user to the last '@'. Law: the result has no password, neither as written nor
/// percent-decoded.
[[nodiscard]] std::string mask_passwords(std::string_view message, std::string_view uri);

/// One open connection; not thread-safe. Settings missing in the URI come from the environment,
/// ~/.pgpass and service files, as in psql. Time limits:
/// 1. Connecting fails after 15 seconds, or after connect_timeout if this setting is given.
/// 2. If the server is silent for 15 seconds during a statement, the connection asks whether the
///    server lives. The statement fails if the server does not respond.
/// 3. A statement may last as long as the server's statement_timeout (1 hour if the server has
///    none) and 10 to 25 seconds more. Then it fails.
class PostgresConnection {
 public:
  /// Connects. `uri`: a URI or a connection string. Fails also for a server older than PostgreSQL
  /// 12, and for a database with another encoding than UTF-8.
  explicit PostgresConnection(std::string uri);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// The values of a row of an answer, as text; NULL is an empty text.
  using Row = std::vector<std::string>;
  /// Runs one or more SQL statements. Returns the rows of the last statement.
  std::vector<Row> run(const std::string& sql);
  /// Runs statements as run() does. Also fails if the answer has fewer than `min_rows` rows, or a
  /// row without exactly `columns` values.
  std::vector<Row> query(const std::string& sql, std::size_t columns, std::size_t min_rows = 0);
  /// Converts a value of an answer to a number. Fails if the text is not a whole number from 0 to
  /// 2^64 - 1.
  [[nodiscard]] std::uint64_t parse_answer_number(const std::string& text) const;
  /// Throws Error{kTarget} with the message that the server does not answer as PostgreSQL does.
  /// For callers that find impossible values in an answer.
  [[noreturn]] void throw_bad_answer() const;
  /// Starts `sql`, a statement COPY … FROM STDIN. Then call copy() with all data, and end_copy().
  void begin_copy(const std::string& sql);
  /// Sends data of the running COPY; pieces may have any size.
  void copy(std::string_view bytes);
  /// Ends the running COPY.
  void end_copy();
  /// Returns database, host and port: "plans (localhost:5432)".
  [[nodiscard]] const std::string& name() const noexcept;

 private:
  struct Session;
  std::unique_ptr<Session> session_;
};

}  // namespace codau::exports
