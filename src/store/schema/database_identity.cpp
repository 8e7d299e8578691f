#include "store/schema/database_identity.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "store/schema/own_schema.h"
#include "store/schema/search_tables.h"

namespace codau::store {
namespace {

[[noreturn]] void refuse_output(const std::filesystem::path& file, const Message& why) {
  throw Error(ErrorCode::kOutput, file.string() + ": " + why);
}

constexpr std::string_view kMagic("SQLite format 3\0", 16);

}  // namespace

namespace {

/// Keeps descriptors open until the process ends or their file is deleted. Closing one would
/// release the POSIX locks that connections of this process have on the same file. Others would
/// then remove its log of writes while it is in use.
class KeptFiles {
 public:
  /// Returns a descriptor; -1 if `file` is not a regular file or cannot be opened.
  int open(const std::filesystem::path& file) {
    const std::lock_guard guard(mutex_);
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return -1;
    const auto known = files_.find({status.st_dev, status.st_ino});
    if (known != files_.end()) return known->second;
    close_deleted();
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || ::fstat(fd, &status) != 0) return fd;
    return files_.emplace(std::pair(status.st_dev, status.st_ino), fd).first->second;
  }

 private:
  void close_deleted() {
    std::erase_if(files_, [](const auto& one) {
      struct stat status {};
      const bool is_gone = ::fstat(one.second, &status) == 0 && status.st_nlink == 0;
      if (is_gone) ::close(one.second);
      return is_gone;
    });
  }

  std::mutex mutex_;
  std::map<std::pair<dev_t, ino_t>, int> files_;
};

/// Returns the first bytes of a file, at most `most`; nothing if it cannot be read.
std::optional<std::string> head_of(const std::filesystem::path& file, std::size_t most) {
  static KeptFiles kept;
  const int fd = kept.open(file);
  if (fd < 0) return std::nullopt;
  std::string head(most, '\0');
  const ssize_t got = ::pread(fd, head.data(), head.size(), 0);
  if (got < 0) return std::nullopt;
  head.resize(static_cast<std::size_t>(got));
  return head;
}

/// Tells whether an empty codau.db lies beside other files of an output: codau never leaves it so.
bool was_emptied(const std::filesystem::path& file) {
  std::error_code error;
  const auto is_there = [&](const char* name) {
    return std::filesystem::exists(file.parent_path() / name, error);
  };
  return !std::filesystem::exists(file.string() + "-wal", error) &&
         is_store(file.parent_path() / "pages.db") &&
         (is_there("history.db") || is_there("documents"));
}

}  // namespace

// The index of the WAL needs shared memory. Of these numbers three belong to SMB.
bool is_remote(const std::filesystem::path& file) {
  constexpr std::array<unsigned long, 7> kRemote{0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                                 0x01021997, 0x65735546, 0x5346414F};
  struct statfs info {};
  if (::statfs(file.c_str(), &info) != 0) return false;
  const auto type = static_cast<unsigned long>(info.f_type) & 0xFFFFFFFFUL;
  return std::ranges::find(kRemote, type) != kRemote.end();
}

bool is_store(const std::filesystem::path& file) {
  constexpr std::size_t kKindAt = 68, kHeader = 72;  // https://www.sqlite.org/fileformat2.html 1.3
  const std::string head = head_of(file, kHeader).value_or("");
  if (head.size() < kHeader || !head.starts_with(kMagic)) return false;
  int kind = 0;
  for (std::size_t i = kKindAt; i < kHeader; ++i) kind = kind * 256 + head.at(i);
  return kind == kApplicationId;
}

void refuse_sparse_file(const std::filesystem::path& file) {
  constexpr std::uint64_t kBlock = 512,
                          kMostHoles = 100;  // a compressing disk stores a tenth at least
  constexpr std::uint64_t kSmall = std::uint64_t{1} << 30U;
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return;  // opening the file reports the error
  const auto bytes = static_cast<std::uint64_t>(status.st_size);
  const auto stored = static_cast<std::uint64_t>(status.st_blocks) * kBlock;
  if (bytes > kSmall && stored < bytes / kMostHoles)
    refuse_output(file, make_damaged_file_message(file));
}

void limit_read_work(const Connection& connection) {
  // integrity_check, which reads the whole file, takes a hundredth of this.
  constexpr std::uint64_t kLeast = 1'000'000'000, kStepsPerByte = 500;
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(connection.file(), error);
  connection.limit_work(kLeast + kStepsPerByte * (error ? 0 : bytes));
}

void refuse_foreign_database(const std::filesystem::path& file) {
  refuse_sparse_file(file);
  const std::optional<std::string> head = head_of(file, kMagic.size());
  if (!head) return;  // opening the file reports the error
  if (head->empty()) {
    if (was_emptied(file))
      refuse_output(file, both("tệp trống không", "is empty") + make_remedy_message(file));
  } else if (*head != kMagic) {
    refuse_output(file, make_foreign_file_message(file));
  }
}

const std::filesystem::path& require_store(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    throw Error(ErrorCode::kNothingRead,
                file.parent_path().string() + ": " +
                    both("không có codau.db; hãy chỉ đúng thư mục kết quả của codau run",
                         "has no codau.db; name the output folder of codau run"));
  }
  if (::access(file.c_str(), R_OK) != 0) {
    throw Error(ErrorCode::kNothingRead, file.string() + ": " +
                                             both("không đọc được", "cannot be read") + ": " +
                                             describe_errno(errno));
  }
  refuse_foreign_database(file);
  return file;
}

[[noreturn]] void refuse_reading(const std::filesystem::path& file, const Message& why) {
  throw Error(ErrorCode::kNothingRead, file.string() + ": " + why);
}

int read_version(const Connection& connection) {
  const std::string version = connection.value("PRAGMA user_version");
  if (connection.value("SELECT count(*) FROM sqlite_schema") == "0") return 0;
  if (connection.value("PRAGMA application_id") != std::to_string(kApplicationId))
    refuse_output(connection.file(), make_foreign_file_message(connection.file()));
  if (std::stoi(version) > kUserVersion) {
    refuse_output(connection.file(), make_newer_version_message() + ": schema " + version + " > " +
                                         std::to_string(kUserVersion));
  }
  if (std::stoi(version) < 1)
    refuse_output(connection.file(), make_foreign_file_message(connection.file()));
  return std::stoi(version);
}

void require_tables(const Connection& connection) {
  Statement columns(connection, "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2");
  for (const record::Table& table : record::schema()) {
    for (const record::Column& column : table.columns) {
      columns.bind(1, table.name).bind(2, column.name).step();
      if (columns.integer(0) != 1) {
        refuse_output(
            connection.file(),
            both("các bảng là của phiên bản codau khác; chuyển tệp đi chỗ khác rồi chạy lại",
                 "its tables are of another build of codau; move it away and run again"));
      }
      columns.step();  // to its end, ready for the next
    }
  }
}

std::vector<std::string> list_own_statements() {
  std::vector<std::string> out = make_store_statements();
  constexpr std::string_view kTable = "CREATE TABLE ";
  for (std::string& sql : out) {  // Store adds these tables to older stores
    if (sql == kCreateXrefFacts.front() ||
        std::ranges::find(kCreateListTables, sql) != kCreateListTables.end())
      sql.insert(kTable.size(), "IF NOT EXISTS ");
  }
  for (std::string& sql : make_search_statements()) out.push_back(std::move(sql));
  return out;
}

void require_readable(const Connection& connection) {
  limit_read_work(connection);
  const std::vector<std::string> ours = list_own_statements();
  static_cast<void>(require_own_schema(connection, ours));
  connection.run("PRAGMA trusted_schema = OFF");  // shadow_views() makes trusted views
  shadow_views(connection, ours);
  require_tables(connection);
}

void open_for_writing(const Connection& connection) {
  connection.run("PRAGMA page_size = " + std::to_string(kDatabasePageBytes) +
                 "; PRAGMA foreign_keys = ON;"
                 "PRAGMA cache_size = -16384; PRAGMA secure_delete = ON");
  connection.run("SELECT count(*) FROM sqlite_schema");  // fails if the file is no database
  if (is_remote(connection.file()) || connection.value("PRAGMA journal_mode = WAL") != "wal")
    connection.run("PRAGMA journal_mode = DELETE");
  connection.run("PRAGMA synchronous = FULL");
}

bool truncate_log(const Connection& connection) {
  connection.run("PRAGMA busy_timeout = 0");
  const bool is_empty = connection.value("PRAGMA wal_checkpoint(TRUNCATE)") != "1";
  connection.run("PRAGMA busy_timeout = " + std::to_string(Connection::kBusyTimeout.count()));
  return is_empty;
}

void remove_log(const Connection& connection) {
  if (connection.value("PRAGMA journal_mode = DELETE") == "delete") return;
  refuse_output(connection.file(),
                both("chương trình khác đang mở; đóng chương trình đó rồi chạy lại",
                     "is open in another program; close it and run again"));
}

void remove_database(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* const more : {"", "-journal", "-wal", "-shm"})
    std::filesystem::remove(file.string() + more, ignored);
}

Connection::Access choose_read_access(const std::filesystem::path& file, Footprint footprint) {
  using Access = Connection::Access;
  const bool leaves_none = footprint == Footprint::kNone;
  std::error_code error;
  if (std::filesystem::exists(file.string() + "-wal", error))
    return leaves_none ? Access::kReadOnly : Access::kRead;
  if (leaves_none) return Access::kReadAsIs;
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  return ::access(folder.c_str(), W_OK) == 0 ? Access::kRead : Access::kReadAsIs;
}

void sync_to_disk(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) refuse_output(path, describe_errno(errno));
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  // Some network file systems cannot sync a folder.
  if (error != 0 && error != EINVAL) refuse_output(path, describe_errno(error));
}

std::string identify_database_files(const std::filesystem::path& database) {
  std::string out;
  for (const char* const end : {"", "-wal", "-shm"}) {
    struct stat status {};
    const bool is_there = ::stat((database.string() + end).c_str(), &status) == 0;
    if (is_there) out += std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino);
    out += ' ';
  }
  return out;
}

}  // namespace codau::store
