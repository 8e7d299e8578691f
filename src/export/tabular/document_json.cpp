#include "export/tabular/document_json.h"

#include <string_view>
#include <vector>

#include "export/tabular/row_text.h"

namespace codau::exports {
namespace {

/// Writes `"table": [`, its rows, and the closing bracket.
void write_table_json(const record::Table& table, const record::Records& records,
                      io::FileSink& out) {
  out.write("\"");
  out.write(table.name);
  out.write("\": [");
  std::string_view between = "\n";
  for (const record::Row& row : records[table.id]) {
    out.write(between);
    write_json_object(table, row, out);
    between = ",\n";
  }
  out.write("]");
}

}  // namespace

void write_document_json(const record::Records& records, io::FileSink& out) {
  std::string_view before = "{\n";
  for (const record::Table& table : record::schema()) {
    out.write(before);
    write_table_json(table, records, out);
    before = ",\n";
  }
  out.write("\n}\n");
}

}  // namespace codau::exports
