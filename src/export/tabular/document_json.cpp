#include "export/tabular/document_json.h"

#include <algorithm>

#include "export/tabular/row_text.h"

namespace codau::exports {
namespace {

/// Writes `"table": [`, its rows, and the closing bracket.
void write_table_json(const record::Table& table, const record::RowStream& rows,
                      io::FileSink& out) {
  out.write("\"");
  out.write(table.name);
  out.write("\": [");
  std::string_view between = "\n";
  rows(table, [&](const record::Row& row) {
    out.write(between);
    write_json_object(table, row, out);
    between = ",\n";
  });
  out.write("]");
}

/// Copies a file except some tables. A line that begins with a quote names a table; other lines are
/// rows or brackets.
class Reviser {
 public:
  Reviser(const record::RowStream& rows, std::span<const std::string> tables, io::FileSink& out)
      : rows_(rows), tables_(tables), out_(out) {}

  void take(std::string_view bytes) {
    while (!bytes.empty()) {
      if (is_in_name_) {
        take_name(bytes);
      } else if (begins_line_ && bytes.front() == '"') {
        is_in_name_ = true;
        bytes.remove_prefix(1);
      } else {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        if (!is_replaced_) out_.write(bytes.substr(0, end));
        begins_line_ = bytes[end - 1] == '\n';
        bytes.remove_prefix(end);
      }
    }
  }

 private:
  void take_name(std::string_view& bytes) {
    const std::size_t end = bytes.find('"');
    name_ += bytes.substr(0, end);
    if (end == bytes.npos) return bytes.remove_prefix(bytes.size());
    bytes.remove_prefix(end + 1);
    is_in_name_ = begins_line_ = false;
    is_replaced_ = std::ranges::find(tables_, name_) != tables_.end();
    if (is_replaced_) {
      write_table_json(record::table(name_), rows_, out_);
      out_.write(",\n");
    } else {
      out_.write("\"" + name_ + "\"");
    }
    name_.clear();
  }

  const record::RowStream& rows_;
  std::span<const std::string> tables_;
  io::FileSink& out_;
  std::string name_;
  bool begins_line_ = true, is_in_name_ = false, is_replaced_ = false;
};

}  // namespace

void write_document_json(const record::RowStream& rows, io::FileSink& out) {
  std::string_view before = "{\n";
  for (const record::Table& table : record::schema()) {
    out.write(before);
    write_table_json(table, rows, out);
    before = ",\n";
  }
  out.write("\n}\n");
}

void revise_document_json(const std::function<std::string_view()>& read_earlier,
                          const record::RowStream& rows,
                          std::span<const std::string> changed_tables, io::FileSink& out) {
  Reviser reviser(rows, changed_tables, out);
  for (std::string_view piece = read_earlier(); !piece.empty(); piece = read_earlier())
    reviser.take(piece);
}

}  // namespace codau::exports
