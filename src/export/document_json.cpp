#include "export/document_json.h"

#include <string>
#include <string_view>

#include "export/tables.h"

namespace codau::exports {

void write_document_json(const record::Records& records, FileSink& out) {
  std::string_view before = "{\n\"";
  for (const record::Table& table : record::schema()) {
    out.write(before);
    out.write(table.name);
    out.write("\": [");
    std::string_view between = "\n";
    for (const record::Row& row : records.find(table.name)->second) {
      std::string line = jsonl_line(table, row);
      line.pop_back();  // its line feed
      out.write(between);
      out.write(line);
      between = ",\n";
    }
    before = "],\n\"";
  }
  out.write("]\n}\n");
}

}  // namespace codau::exports
