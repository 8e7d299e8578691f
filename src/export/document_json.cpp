#include "export/document_json.h"

#include <string>
#include <string_view>

#include "export/tables.h"

namespace codau::exports {

void write_document_json(const record::EachRow& rows, FileSink& out) {
  std::string_view before = "{\n\"";
  for (const record::Table& table : record::schema()) {
    out.write(before);
    out.write(table.name);
    out.write("\": [");
    std::string_view between = "\n";
    rows(table, [&](const record::Row& row) {
      out.write(between);
      write_json_object(table, row, out);
      between = ",\n";
    });
    before = "],\n\"";
  }
  out.write("]\n}\n");
}

}  // namespace codau::exports
