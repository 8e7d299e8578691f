#include "store/identity.h"

#include <array>
#include <cstddef>
#include <fstream>
#include <string>

#include "core/error.h"
#include "core/message.h"

namespace codau::store {
namespace {

[[noreturn]] void refuse(const Connection& connection, const Message& why) {
  throw Error(ErrorCode::kOutput, connection.file().string() + ": " + why);
}

}  // namespace

Message not_ours() {
  return both(
      "không phải cơ sở dữ liệu của codau; chuyển tệp đi chỗ khác hoặc chọn thư mục kết quả khác",
      "is not a codau database; move it away or choose another output folder");
}

Message not_finished() {
  return both("lần chạy codau run đã dừng giữa chừng; gõ lại đúng lệnh đó",
              "the run was stopped before its end; give the same codau run command again");
}

bool is_fresh(const Connection& connection, Tables tables) {
  const std::string version = connection.value("PRAGMA user_version");
  const std::string kind = connection.value("PRAGMA application_id");
  if (connection.value("SELECT count(*) FROM sqlite_schema") == "0") return true;
  if (kind != std::to_string(kApplicationId)) {
    refuse(connection, not_ours());
  }
  if (std::stoi(version) > kUserVersion) {
    refuse(connection, both("do phiên bản codau mới hơn ghi ra; hãy dùng phiên bản đó",
                            "was written by a newer codau; use that one") +
                           ": schema " + version + " > " + std::to_string(kUserVersion));
  }
  Statement stored(connection, "SELECT count(*) FROM sqlite_schema WHERE sql = ?");
  for (const std::string& sql : create_statements(tables)) {
    stored.bind(1, sql).step();
    if (stored.integer(0) != 1) {
      refuse(connection,
             both("các bảng là của phiên bản codau khác; chuyển tệp đi chỗ khác rồi chạy lại",
                  "its tables are of another build of codau; move it away and run "
                  "again"));
    }
    stored.step();  // to its end, ready for the next
  }
  return false;
}

bool is_sealed(const Connection& connection) {
  const bool sealed = connection.value("PRAGMA schema_version") == std::to_string(kSealed + 1);
  return connection.value("PRAGMA journal_mode") == "delete" && sealed;
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

}  // namespace codau::store
