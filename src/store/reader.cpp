#include "store/reader.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "core/error.h"
#include "core/message.h"
#include "store/ddl.h"
#include "store/identity.h"
#include "store/sqlite.h"
#include "store/stored_row.h"

namespace codau::store {
namespace {

using record::Row;
using record::Table;

[[noreturn]] void refuse(const std::filesystem::path& file, const Message& why) {
  throw Error(ErrorCode::kNothingRead, file.string() + ": " + why);
}

/// Whether another process holds the lock of the store. Its file need not be there.
bool is_locked(const std::filesystem::path& file) {
  const int fd = ::open((file.string() + ".lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool locked = ::flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(fd);
  return locked;
}

/// Judged from the first bytes: SQLite would want to write beside a file in WAL mode.
void check_head(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    refuse(file, both("không có tệp này; hãy chỉ đúng thư mục kết quả của codau run",
                      "there is none; name the output folder of codau run"));
  }
  std::array<char, 20> head{};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    refuse(file, both("không đọc được", "cannot be read") + ": " + system_message(errno));
  }
  stream.read(head.data(), head.size());
  constexpr char kWal = 2;  // "file format write version", byte 18 of the header
  if (is_locked(file))
    refuse(file,
           both("codau run đang chạy; đợi lệnh đó xong", "a run is going on; wait until it ends"));
  if (stream && head[18] == kWal) refuse(file, not_finished());
}

}  // namespace

struct Reader::Database {
  Database(const std::filesystem::path& file, Tables given)
      : tables(given), connection((check_head(file), file), Connection::Access::kRead) {
    connection.run("PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32768; BEGIN");
    if (is_fresh(connection, tables) || !is_sealed(connection)) refuse(file, not_finished());
  }

  Tables tables;
  Connection connection;  // its transaction is open from the first to the last row read
};

Reader::Reader(const std::filesystem::path& file, std::span<const Table> tables)
    : db_(std::make_unique<Database>(file, tables)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::each_row(const Table& table, const Take& take) const {
  Statement select(db_->connection, select_in_order(db_->tables, table, WithDocument::kYes));
  const int doc_id = static_cast<int>(table.columns.size());
  while (select.step()) take(read_row(select, table), select.text(doc_id));
}

void Reader::each_row_of(const Table& table, std::string_view doc_id, const Take& take) const {
  Statement select(db_->connection, select_of_document(db_->tables, table));
  select.bind(1, doc_id);
  while (select.step()) take(read_row(select, table), doc_id);
}

std::uint64_t Reader::count(const Table& table) const {
  return std::stoull(db_->connection.value("SELECT count(*) FROM " + quoted_name(table.name)));
}

void Reader::each_claim(
    const Table& table,
    const std::function<void(std::string_view row_id, std::string_view doc_id)>& take) const {
  Statement select(db_->connection, select_claims(table));
  while (select.step()) take(select.text(0), select.text(1));
}

std::vector<std::string> Reader::given_up() const {
  // A source is probed first; what it became is noted when its document is finished.
  Statement select(db_->connection,
                   "SELECT DISTINCT substr(sha256, 1, 16) AS doc_id FROM journal_probes WHERE"
                   " doc_id NOT IN (SELECT doc_id FROM journal_documents) AND"
                   " doc_id NOT IN (SELECT doc_id FROM documents) ORDER BY doc_id");
  std::vector<std::string> out;
  while (select.step()) out.push_back(select.text(0));
  return out;
}

std::span<const Table> Reader::tables() const noexcept { return db_->tables; }

}  // namespace codau::store
