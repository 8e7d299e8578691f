#include "export/tabular/database_file.h"

#include <cstdint>
#include <system_error>

#include "store/table_file.h"

namespace codau::exports {

void write_database(const RowSource& rows, const std::string& path, FileSet& files) {
  std::uint64_t count = 0;
  const std::filesystem::path file = files.target_path(path);
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  store::write_table_file(file, rows.tables,
                          [&](const record::Table& table, const store::TableRowSink& take) {
                            rows.for_each_row(table, [&](const record::Row& row) {
                              take(row);
                              ++count;
                            });
                          });
  io::sync_file(file);
  files.add(path, count);
}

}  // namespace codau::exports
