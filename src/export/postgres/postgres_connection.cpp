#include "export/postgres/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"

namespace codau::exports {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::uint64_t kMinServerVersion = 120000;  // PostgreSQL 12, as PQserverVersion() counts
constexpr auto kConnectSeconds = "15";
/// kMaxSilence: silence after which the server is asked whether it still lives. kStatementMargin:
/// further time for a statement after its own limit.
constexpr milliseconds kMaxSilence{15'000};
constexpr milliseconds kStatementMargin{10'000};

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
using Options = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

[[noreturn]] void refuse(const Message& message) {
  throw Error(ErrorCode::kTarget, "PostgreSQL " + message);
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Returns the settings of a URI or a connection string; null if libpq cannot read it. Drops
/// libpq's message, which may show a part of the password.
Options options_of(const std::string& target) {
  char* words = nullptr;
  Options options(PQconninfoParse(target.c_str(), &words), PQconninfoFree);
  PQfreemem(words);
  return options;
}

// ---- secrets in URIs ----

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* const digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// Returns the part after "://" and before the query.
std::string_view before_query(std::string_view uri) {
  const std::size_t begin = uri.find("://");
  if (begin == std::string_view::npos) return {};
  return uri.substr(begin + 3, uri.find('?', uri.rfind('@') == std::string_view::npos
                                                 ? begin
                                                 : std::max(begin, uri.rfind('@'))) -
                                   begin - 3);
}

std::vector<std::string> secrets_of(std::string_view uri) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view secret) {
    out.emplace_back(secret);
    out.push_back(percent_decoded(secret));
  };
  const std::size_t begin = uri.find("://"), at = uri.rfind('@');
  if (begin != std::string_view::npos && at != std::string_view::npos) {
    const std::size_t colon = uri.find(':', begin + 3);
    if (colon < at) add(uri.substr(colon + 1, at - colon - 1));
  }
  for (std::size_t i = uri.find_first_of("?&"); i != std::string_view::npos;
       i = uri.find('&', i + 1)) {
    const std::string_view pair = uri.substr(i + 1, uri.find('&', i + 1) - i - 1);
    if (pair.starts_with("password=") || pair.starts_with("sslpassword=")) {
      add(pair.substr(pair.find('=') + 1));
    }
  }
  const Options options = options_of(std::string(uri));
  for (const PQconninfoOption* one = options.get(); one != nullptr && one->keyword != nullptr;
       ++one) {
    const bool is_secret = one->dispchar != nullptr && *one->dispchar == '*';
    if (is_secret && one->val != nullptr) out.emplace_back(one->val);
  }
  std::erase(out, "");
  std::ranges::sort(out, {}, [](const std::string& secret) { return -std::ssize(secret); });
  return out;
}

/// Tells whether an unencoded '@' or '/' cuts a password in two: libpq would name a part of it.
bool is_ambiguous(std::string_view uri) {
  const std::string_view text = before_query(uri);
  const std::size_t end = text.rfind('@');
  return end != std::string_view::npos && text.substr(0, end).find_first_of("@/") < end;
}

// ---- remedies for the user ----

constexpr std::string_view kNotConnected = "08001";

std::optional<Message> hint_for(std::string_view state) {
  if (state == "42501") {
    return both(
        "cấp quyền cho người dùng này: CREATE, TEMPORARY trên cơ sở dữ liệu, quyền đọc và ghi trên "
        "các bảng đã có",
        "grant this user CREATE and TEMPORARY on the database, SELECT, INSERT, UPDATE and DELETE "
        "on "
        "tables that are there");
  }
  if (state == "53100") {
    return both("giải phóng bớt dung lượng đĩa của máy chủ", "free disk space on the server");
  }
  if (state == "57014" || state == "55P03") {
    return both("thử lại, hoặc tăng giới hạn qua PGOPTIONS",
                "try again, or raise the limit through PGOPTIONS");
  }
  if (state == "23503") {
    return both("bảng khác trong cơ sở dữ liệu còn tham chiếu đến dòng đã xóa",
                "another table of the database still points at a row that has gone");
  }
  if (state == kNotConnected) {
    return both("kiểm tra máy chủ, cổng, tên cơ sở dữ liệu, người dùng, mật khẩu",
                "check host, port, database, user and password");
  }
  constexpr std::array<std::string_view, 5> kAlteredTableStates{"42P01", "42703", "22P02", "P0002",
                                                                "P0003"};
  if (std::ranges::find(kAlteredTableStates, state) != kAlteredTableStates.end()) {
    return both("các bảng của schema codau đã bị sửa; đổi tên schema đó rồi xuất lại",
                "the tables of the schema codau have been altered; rename it and export again");
  }
  return std::nullopt;
}

}  // namespace

bool is_database_target(const std::string& target) {
  if (target.starts_with("postgresql:") || target.starts_with("postgres:")) return true;
  const std::size_t scheme = target.find("://");  // misspelt, but no folder
  if (scheme != std::string::npos && target.find('/') > scheme) return true;
  return target.find('=') != std::string::npos && options_of(target) != nullptr;
}

std::string mask_passwords(std::string_view message, std::string_view uri) {
  std::string out(message);
  for (const std::string& secret : secrets_of(uri)) {
    for (std::size_t at = out.find(secret); at != std::string::npos; at = out.find(secret, at)) {
      out.replace(at, secret.size(), "***");
      at += 3;
    }
  }
  return out;
}

struct PostgresConnection::Session {
  explicit Session(std::string given) : uri(std::move(given)) { parse(); }
  ~Session() { PQfinish(connection); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void parse() const;
  void connect();
  void look_at_server();
  [[nodiscard]] std::array<const char*, 6> keywords() const;
  [[nodiscard]] std::array<const char*, 6> values(const char* seconds) const;
  void wait(short events, Clock::time_point begun);
  void send_all();
  [[nodiscard]] Result next_result();
  [[noreturn]] void fail(const Message& words, std::string_view state) const;
  /// Fails with the words of libpq or of the server.
  [[noreturn]] void fail_with(std::string_view words, std::string_view state) const;
  [[noreturn]] void fail(const PGresult* result) const;

  std::string uri, name = "?";
  PGconn* connection = nullptr;
  milliseconds limit = kMaxSilence;  // of a statement, on the server
};

void PostgresConnection::Session::parse() const {
  if (options_of(uri) == nullptr || is_ambiguous(uri)) {
    refuse(both(
        "URI không đọc được, phải có dạng postgresql://người_dùng@máy_chủ/cơ_sở_dữ_liệu; trong mật "
        "khẩu viết @ thành %40, / thành %2F, : thành %3A, % thành %25",
        "the URI cannot be read, it is postgresql://user@host/database; in a password @ is written "
        "%40, / is %2F, : is %3A, % is %25"));
  }
}

std::array<const char*, 6> PostgresConnection::Session::keywords() const {
  // dbname holds the URI, which overrides the settings before it.
  return {"connect_timeout", "fallback_application_name", "dbname", "client_encoding", nullptr};
}

std::array<const char*, 6> PostgresConnection::Session::values(const char* seconds) const {
  return {seconds, "codau", uri.c_str(), "UTF8", nullptr};
}

void PostgresConnection::Session::connect() {
  // An empty value counts as unset: libpq then uses PGCONNECT_TIMEOUT.
  const Options defaults(PQconndefaults(), PQconninfoFree);
  const char* seconds = kConnectSeconds;
  for (const PQconninfoOption* option = defaults.get(); option != nullptr && option->keyword;
       ++option) {
    if (std::string_view(option->keyword) == "connect_timeout" && option->val != nullptr &&
        *option->val != '\0') {
      seconds = "";
    }
  }
  connection = PQconnectdbParams(keywords().data(), values(seconds).data(), 1);
  if (connection == nullptr) refuse(both("hết bộ nhớ", "out of memory"));
  name = one_line(std::string(PQdb(connection) == nullptr ? "?" : PQdb(connection)));
  if (PQstatus(connection) != CONNECTION_OK) {
    fail_with(PQerrorMessage(connection), kNotConnected);
  }
  name += " (" + std::string(PQhost(connection)) + ":" + PQport(connection) + ")";
  PQsetNoticeProcessor(
      connection, [](void*, const char*) {}, nullptr);
  PQsetnonblocking(connection, 1);
}

void PostgresConnection::Session::fail(const Message& words, std::string_view state) const {
  Message message = name + ": " + words + "; ";
  if (const auto hint = hint_for(state)) message = message + *hint + "; ";
  refuse(message + both("không có gì thay đổi", "nothing was changed"));
}

void PostgresConnection::Session::fail_with(std::string_view words, std::string_view state) const {
  const std::string shown = mask_passwords(one_line(words), uri);
  fail(Message(shown, shown), state);
}

void PostgresConnection::Session::fail(const PGresult* result) const {
  const char* const words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (words == nullptr) fail_with(PQerrorMessage(connection), "");
  fail_with(words, state == nullptr ? "" : state);
}

/// Waits until the server has an answer or can take more data.
void PostgresConnection::Session::wait(short events, Clock::time_point begun) {
  pollfd socket{PQsocket(connection), events, 0};
  while (::poll(&socket, 1, static_cast<int>(kMaxSilence.count())) == 0) {
    const PGPing life = PQpingParams(keywords().data(), values("10").data(), 1);
    if (life == PQPING_NO_RESPONSE)
      fail(both("máy chủ không trả lời", "the server does not answer"), "");
    if (Clock::now() - begun > limit + kStatementMargin) {
      fail(both("một lệnh quá thời gian cho phép",
                "a statement takes longer than statement_timeout"),
           "57014");
    }
  }
}

void PostgresConnection::Session::send_all() {
  const auto begun = Clock::now();
  for (int left = PQflush(connection); left != 0; left = PQflush(connection)) {
    if (left < 0) fail_with(PQerrorMessage(connection), "");
    wait(POLLIN | POLLOUT, begun);
    if (PQconsumeInput(connection) == 0) fail_with(PQerrorMessage(connection), "");
  }
}

Result PostgresConnection::Session::next_result() {
  const auto begun = Clock::now();
  while (PQisBusy(connection) == 1) {
    wait(POLLIN, begun);
    if (PQconsumeInput(connection) == 0) fail_with(PQerrorMessage(connection), "");
  }
  return {PQgetResult(connection), PQclear};
}

PostgresConnection::PostgresConnection(std::string uri)
    : session_(std::make_unique<Session>(std::move(uri))) {
  session_->connect();
  const std::vector<Row> server = query(
      "SELECT current_setting('server_version_num'),current_setting('server_encoding'),"
      "(SELECT CASE setting WHEN '0' THEN '3600000' ELSE setting END FROM pg_catalog.pg_settings "
      "WHERE name = 'statement_timeout')",
      3, 1);
  const Row& found = server.front();
  if (parse_answer_number(found[0]) < kMinServerVersion) {
    session_->fail(both("máy chủ quá cũ, cần PostgreSQL 12 trở lên",
                        "the server is too old, PostgreSQL 12 or newer is needed"),
                   "");
  }
  if (found[1] != "UTF8") {
    session_->fail(both("bảng mã của cơ sở dữ liệu là ", "the encoding of the database is ") +
                       found[1] + both("; phải là UTF8", ", it must be UTF8"),
                   "");
  }
  constexpr std::uint64_t kMaxServerTimeoutMs =
      INT32_MAX;  // maximum that the server itself can hold
  session_->limit = milliseconds(std::min(parse_answer_number(found[2]), kMaxServerTimeoutMs));
}

PostgresConnection::~PostgresConnection() = default;

std::vector<PostgresConnection::Row> PostgresConnection::run(const std::string& sql) {
  Session& session = *session_;
  if (PQsendQuery(session.connection, sql.c_str()) == 0) {
    session.fail_with(PQerrorMessage(session.connection), "");
  }
  session.send_all();
  std::vector<Row> rows;
  for (Result result = session.next_result(); result != nullptr; result = session.next_result()) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) session.fail(result.get());
    rows.clear();
    for (int i = 0; i < PQntuples(result.get()); ++i) {
      Row& row = rows.emplace_back();
      for (int j = 0; j < PQnfields(result.get()); ++j) {
        row.emplace_back(PQgetvalue(result.get(), i, j));
      }
    }
  }
  return rows;
}

std::vector<PostgresConnection::Row> PostgresConnection::query(const std::string& sql,
                                                               std::size_t columns,
                                                               std::size_t min_rows) {
  std::vector<Row> answer = run(sql);
  const auto has_columns = [&](const Row& row) { return row.size() == columns; };
  if (answer.size() < min_rows || !std::ranges::all_of(answer, has_columns)) throw_bad_answer();
  return answer;
}

std::uint64_t PostgresConnection::parse_answer_number(const std::string& text) const {
  std::uint64_t out = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, out);
  if (text.empty() || read.ec != std::errc() || read.ptr != end) throw_bad_answer();
  return out;
}

void PostgresConnection::throw_bad_answer() const {
  session_->fail(both("máy chủ trả lời không theo cách của PostgreSQL; kiểm tra địa chỉ, cổng và "
                      "chương trình trung gian (proxy)",
                      "the server does not answer as PostgreSQL does; check host, port and any "
                      "proxy in between"),
                 "");
}

void PostgresConnection::begin_copy(const std::string& sql) {
  if (PQsendQuery(session_->connection, sql.c_str()) == 0) {
    session_->fail_with(PQerrorMessage(session_->connection), "");
  }
  session_->send_all();
  const Result result = session_->next_result();
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) session_->fail(result.get());
}

void PostgresConnection::copy(std::string_view bytes) {
  PGconn* const connection = session_->connection;
  const auto begun = Clock::now();
  for (;;) {
    const int taken = PQputCopyData(connection, bytes.data(), static_cast<int>(bytes.size()));
    if (taken < 0) session_->fail_with(PQerrorMessage(connection), "");
    if (taken > 0) break;
    session_->wait(POLLIN | POLLOUT, begun);
    if (PQconsumeInput(connection) == 0) session_->fail_with(PQerrorMessage(connection), "");
  }
  session_->send_all();
}

void PostgresConnection::end_copy() {
  PGconn* const connection = session_->connection;
  const auto begun = Clock::now();
  for (;;) {
    const int ended = PQputCopyEnd(connection, nullptr);
    if (ended < 0) session_->fail_with(PQerrorMessage(connection), "");
    if (ended > 0) break;
    session_->wait(POLLIN | POLLOUT, begun);
  }
  session_->send_all();
  for (Result result = session_->next_result(); result != nullptr;
       result = session_->next_result()) {
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) session_->fail(result.get());
  }
}

const std::string& PostgresConnection::name() const noexcept { return session_->name; }

}  // namespace codau::exports
