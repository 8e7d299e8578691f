#include "export/tabular/database_file.h"

#include <cstdint>
#include <system_error>

#include "export/delivery/read_back.h"
#include "store/table_file.h"

namespace codau::exports {

void write_database(const RowSource& rows, const std::string& path, FileSet& files) {
  std::uint64_t count = 0;
  const std::filesystem::path file = files.place_of(path);
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  store::write_table_file(file, rows.tables,
                          [&](const record::Table& table, const store::TakeRow& take) {
                            rows.each_row(table, [&](const record::Row& row) {
                              take(row);
                              ++count;
                            });
                          });
  io::sync_file(file);
  files.add(path, count);
}

void check_database(const RowSource& rows, const std::filesystem::path& file) {
  for (const record::Table& table : rows.tables) {
    store::TableRows written(file, table);
    std::uint64_t count = 0;
    check_rows(
        rows, table, file, [&](const record::Row& row) { return ++count, written.has(row); },
        [&] { return written.count() == count; });
  }
}

}  // namespace codau::exports
