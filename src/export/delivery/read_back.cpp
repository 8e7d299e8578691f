#include "export/delivery/read_back.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>

#include "core/error.h"
#include "core/message.h"

namespace codau::exports {
namespace {

[[noreturn]] void mismatch(const std::filesystem::path& file, const std::string& where) {
  throw Error(ErrorCode::kOutput,
              file.string() + ": EXPORT_MISMATCH: " + where + " " +
                  both("đọc lại khác với đã ghi; kiểm tra ổ đĩa rồi xuất lại",
                       "is not what was written; check the disk and export again"));
}

}  // namespace

void check_rows(const RowSource& rows, const record::Table& table,
                const std::filesystem::path& file,
                const std::function<bool(const record::Row&)>& same,
                const std::function<bool()>& at_end) {
  std::uint64_t number = 0;
  rows.each_row(table, [&](const record::Row& row) {
    ++number;
    if (!same(row)) mismatch(file, std::string(table.name) + " row " + std::to_string(number));
  });
  if (!at_end()) mismatch(file, "the end of " + std::string(table.name));
}

void check_bytes(const std::filesystem::path& file, std::string_view bytes) {
  std::ifstream in(file, std::ios::binary);
  std::string found(bytes.size() + 1, '\0');
  in.read(found.data(), static_cast<std::streamsize>(found.size()));
  found.resize(static_cast<std::size_t>(in.gcount()));
  if (found != bytes) mismatch(file, file.filename().string());
}

void check_same(const std::filesystem::path& file, std::string_view sha256,
                std::string_view expected) {
  if (sha256 != expected) mismatch(file, file.filename().string());
}

}  // namespace codau::exports
