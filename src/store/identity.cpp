#include "store/identity.h"

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <string>
#include <system_error>

#include "core/error.h"

namespace codau::store {
namespace {

/// What cannot share memory between processes, which the WAL's index needs, or does not keep the
/// order of its writes: NFS, SMB (three numbers), 9P, FUSE, AFS.
bool is_remote(const std::filesystem::path& file) {
  constexpr std::array<unsigned long, 7> kRemote{0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                                 0x01021997, 0x65735546, 0x5346414F};
  struct statfs info {};
  if (::statfs(file.c_str(), &info) != 0) return false;
  const auto type = static_cast<unsigned long>(info.f_type) & 0xFFFFFFFFUL;
  return std::ranges::find(kRemote, type) != kRemote.end();
}

[[noreturn]] void refuse(const std::filesystem::path& file, const Message& why) {
  throw Error(ErrorCode::kOutput, file.string() + ": " + why);
}

}  // namespace

Message not_ours() {
  return both(
      "không phải cơ sở dữ liệu của codau; chuyển tệp đi chỗ khác hoặc chọn thư mục kết quả khác",
      "is not a codau database; move it away or choose another output folder");
}

Message written_by_newer() {
  return both("do phiên bản codau mới hơn ghi ra; hãy dùng phiên bản đó",
              "was written by a newer codau; use that one");
}

bool is_store(const std::filesystem::path& file) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  constexpr std::size_t kKindAt = 68, kHeader = 72;  // https://www.sqlite.org/fileformat2.html 1.3
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return false;
  std::array<char, kHeader> head{};
  std::ifstream(file, std::ios::binary).read(head.data(), head.size());
  int kind = 0;
  for (std::size_t i = kKindAt; i < kHeader; ++i) kind = kind * 256 + head.at(i);
  return std::string_view(head.data(), kMagic.size()) == kMagic && kind == kApplicationId;
}

int version_of(const Connection& connection) {
  const std::string version = connection.value("PRAGMA user_version");
  if (connection.value("SELECT count(*) FROM sqlite_schema") == "0") return 0;
  if (connection.value("PRAGMA application_id") != std::to_string(kApplicationId))
    refuse(connection.file(), not_ours());
  if (std::stoi(version) > kUserVersion) {
    refuse(connection.file(),
           written_by_newer() + ": schema " + version + " > " + std::to_string(kUserVersion));
  }
  if (std::stoi(version) < 1) refuse(connection.file(), not_ours());
  return std::stoi(version);
}

void require_tables(const Connection& connection, Tables tables) {
  Statement columns(connection, "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2");
  for (const record::Table& table : tables) {
    for (const record::Column& column : table.columns) {
      columns.bind(1, table.name).bind(2, column.name).step();
      if (columns.integer(0) != 1) {
        refuse(connection.file(),
               both("các bảng là của phiên bản codau khác; chuyển tệp đi chỗ khác rồi chạy lại",
                    "its tables are of another build of codau; move it away and run again"));
      }
      columns.step();  // to its end, ready for the next
    }
  }
}

void open_for_writing(const Connection& connection) {
  connection.run("PRAGMA page_size = " + std::to_string(kPageSize) +
                 "; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;"
                 "PRAGMA cache_size = -65536; PRAGMA secure_delete = ON");
  connection.run("SELECT count(*) FROM sqlite_schema");  // what is no database fails here
  if (is_remote(connection.file()) || connection.value("PRAGMA journal_mode = WAL") != "wal")
    connection.run("PRAGMA journal_mode = DELETE");
  connection.run("PRAGMA synchronous = FULL");
}

bool empty_log(const Connection& connection) {
  connection.run("PRAGMA busy_timeout = 0");
  const bool is_empty = connection.value("PRAGMA wal_checkpoint(TRUNCATE)") != "1";
  connection.run("PRAGMA busy_timeout = 5000");
  return is_empty;
}

void drop_log(const Connection& connection) {
  if (connection.value("PRAGMA journal_mode = DELETE") == "delete") return;
  refuse(connection.file(), both("chương trình khác đang mở; đóng chương trình đó rồi chạy lại",
                                 "is open in another program; close it and run again"));
}

void remove_database(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* const more : {"", "-journal", "-wal", "-shm"})
    std::filesystem::remove(file.string() + more, ignored);
}

Connection::Access reading_access(const std::filesystem::path& file) {
  std::error_code error;
  if (std::filesystem::exists(file.string() + "-wal", error)) return Connection::Access::kRead;
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  return ::access(folder.c_str(), W_OK) == 0 ? Connection::Access::kRead
                                             : Connection::Access::kReadAsIs;
}

void sync_to_disk(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) refuse(path, system_message(errno));
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  // Some network file systems cannot sync a folder.
  if (error != 0 && error != EINVAL) refuse(path, system_message(error));
}

}  // namespace codau::store
