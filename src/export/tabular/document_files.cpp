#include "export/tabular/document_files.h"

#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "export/tabular/document_json.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::exports {
namespace {

/// Calls `take` with the doc_id and the name of each document whose row is delivered.
void each_delivered(const ExportFilter& filter,
                    const std::function<void(const std::string&, const std::string&)>& take) {
  const record::Table& documents = record::table(record::TableId::kDocuments);
  filter.store().for_each_row(documents, [&](const record::Row&, std::string_view doc_id) {
    if (filter.is_closed(doc_id) || !filter.is_wanted(doc_id)) return;
    bool is_delivered = false;
    filter.for_each_row_of(documents, doc_id,
                           [&](const record::Row&, std::string_view) { is_delivered = true; });
    const std::string name = filter.store().results().name(doc_id);
    if (is_delivered) take(std::string(doc_id), name.empty() ? std::string(doc_id) : name);
  });
}

void write_or_note(const std::string& doc_id, const std::string& path,
                   const std::optional<std::string>& bytes, FileSet& files) {
  if (!bytes) return files.note({"", "documents", doc_id, "", "NO_TEXT"});
  files.write(path, [&](io::FileSink& sink) {
    sink.write(*bytes);
    return std::uint64_t{1};
  });
}

std::optional<std::string> text_of(const store::StoreReader& store, const std::string& doc_id,
                                   TextForm form) {
  if (form == TextForm::kAsRead) {
    auto texts = store.texts(doc_id);
    return texts ? std::optional(std::move(texts->as_read)) : std::nullopt;
  }
  std::ifstream in(store.results().paths(doc_id).text, std::ios::binary);
  if (!in) return std::nullopt;
  std::string out(std::istreambuf_iterator<char>(in), {});
  return in.bad() ? std::nullopt : std::optional(std::move(out));
}

}  // namespace

void write_texts(const ExportFilter& filter, TextForm form, FileSet& files) {
  each_delivered(filter, [&](const std::string& doc_id, const std::string& name) {
    write_or_note(doc_id, name + ".txt", text_of(filter.store(), doc_id, form), files);
  });
}

void write_text_changes(const ExportFilter& filter, FileSet& files) {
  each_delivered(filter, [&](const std::string& doc_id, const std::string& name) {
    const auto texts = filter.store().texts(doc_id);
    write_or_note(doc_id, name + ".jsonl", texts ? texts->changes : std::nullopt, files);
  });
}

void write_document_rows(const ExportFilter& filter, FileSet& files) {
  each_delivered(filter, [&](const std::string& doc_id, const std::string& name) {
    files.write(name + ".json", [&](io::FileSink& sink) {
      std::uint64_t count = 0;
      record::Records records;
      for (const record::Table& table : record::schema()) {
        std::vector<record::Row>& rows = records[table.id];
        filter.for_each_row_of(
            table, doc_id, [&](const record::Row& row, std::string_view) { rows.push_back(row); });
        record::sort_by_key(table, rows);
        count += rows.size();
      }
      write_document_json(records, sink);
      return count;
    });
  });
}

}  // namespace codau::exports
