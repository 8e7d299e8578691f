#include "store/open_doubts.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>

#include "record/edits/human_edit.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "store/documents/document_rows.h"

namespace codau::store {
namespace {

using record::Column;
using record::Documents;
using record::Row;
using record::Sections;
using record::Table;
using record::TaskAgencies;
using record::Tasks;

/// Reads the rows and edits of one document.
struct Source {
  std::function<void(const Table&, const RowSink&)> each_row;
  std::vector<std::string> edits;
};

/// Returns rows with only these columns filled; the others are NULL.
std::vector<Row> rows_with(const Source& source, const Table& table,
                           std::initializer_list<std::string_view> names) {
  std::vector<Column> columns;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string_view column = table.columns[i].name;
    const bool is_wanted = column == Tasks::doc_id.name || column == Tasks::seq.name ||
                           std::ranges::find(names, column) != names.end();
    if (!is_wanted) continue;
    columns.push_back(table.columns[i]);
    places.push_back(i);
  }
  Table narrow = table;
  narrow.columns = columns;
  std::vector<Row> out;
  source.each_row(narrow, [&](const Row& row) {
    Row& wide = out.emplace_back(table.columns.size());
    for (std::size_t i = 0; i < places.size(); ++i) wide[places[i]] = row[i];
  });
  return out;
}

/// Tells whether a row of the table `Tag` has a review reason with this beginning.
template <class Tag>
bool has_reason(const std::vector<Row>& rows, std::string_view beginning) {
  return std::ranges::any_of(rows, [&](const Row& row) {
    const auto* const codes = record::ConstCells<Tag>(row).find(Tag::review_reasons);
    return codes != nullptr && std::ranges::any_of(*codes, [&](const std::string& code) {
             return code.starts_with(beginning);
           });
  });
}

std::vector<record::ReviewDoubt> doubts_in(const Source& source) {
  record::Records records;
  const auto take = [&](record::TableId id, std::initializer_list<std::string_view> columns) {
    const Table& table = record::table(id);
    records[id] = rows_with(source, table, columns);
  };
  take(Documents::kTable, {Documents::review_status.name, Documents::review_reasons.name});
  if (records[record::TableId::kDocuments].empty()) return {};
  take(Tasks::kTable, {Tasks::task_id.name, Tasks::review_status.name, Tasks::review_reasons.name,
                       Tasks::conf_lead.name, Tasks::conf_deadline.name, Tasks::conf_coop.name,
                       Tasks::conf_output.name, Tasks::conf_task.name});
  take(Sections::kTable, {Sections::section_id.name, Sections::text.name,
                          Sections::review_status.name, Sections::review_reasons.name});
  if (has_reason<Tasks>(records[record::TableId::kTasks], "AGENCY_")) {
    take(TaskAgencies::kTable,
         {TaskAgencies::task_id.name, TaskAgencies::role.name, TaskAgencies::agency_id.name});
  }
  if (has_reason<Documents>(records[record::TableId::kDocuments], "OCR_LOW_CONF")) {
    std::vector<Row>& rows = records[record::TableId::kEvidence];
    source.each_row(record::table(record::TableId::kEvidence),
                    [&](const Row& row) { rows.push_back(row); });
  }
  std::vector<record::HumanEdit> edits;
  for (const std::string& line : source.edits) {
    if (auto edit = record::edit_from_json(line)) edits.push_back(std::move(*edit));
  }
  return record::find_doubts(records, edits);
}

bool asks(const std::string& code) { return record::compute_review_status({code}) == "review"; }

}  // namespace

std::vector<record::ReviewDoubt> find_open_doubts(const StoreReader& store,
                                                  std::string_view doc_id) {
  return doubts_in({[&](const Table& table, const RowSink& take) {
                      store.for_each_row_of(table, doc_id,
                                            [&](const Row& row, std::string_view) { take(row); });
                    },
                    store.edits(doc_id)});
}

std::uint64_t count_doubts(const StoreReader& store, std::string_view doc_id) {
  Statement reasons(store.connection(),
                    "SELECT substr(name,8) FROM document_counts WHERE doc_id = ? AND name GLOB"
                    " 'reason:*'");
  bool is_asked = false;
  for (reasons.bind(1, doc_id); reasons.step();) is_asked = is_asked || asks(reasons.text(0));
  return is_asked ? find_open_doubts(store, doc_id).size() : 0;
}

std::uint64_t count_doubts(const StoreReader& store) {
  std::set<std::string> documents;
  store.for_each_reason([&](const std::string& doc_id, const std::string& code) {
    if (asks(code)) documents.insert(doc_id);
  });
  std::uint64_t out = 0;
  for (const std::string& doc_id : documents) out += find_open_doubts(store, doc_id).size();
  return out;
}

std::uint64_t count_doubts(const Connection& connection) {
  std::set<std::string> documents;
  Statement reasons(connection,
                    "SELECT doc_id,substr(name,8) FROM document_counts WHERE name GLOB 'reason:*'");
  while (reasons.step()) {
    if (asks(reasons.text(1))) documents.insert(reasons.text(0));
  }
  std::uint64_t out = 0;
  for (const std::string& doc_id : documents) {
    Source source{[&](const Table& table, const RowSink& take) {
                    RowReader rows(connection, table, "doc_id", doc_id);
                    while (rows.step()) take(rows.row());
                  },
                  {}};
    Statement edits(connection, "SELECT edit FROM human_edits WHERE doc_id = ? ORDER BY seq");
    for (edits.bind(1, doc_id); edits.step();) source.edits.push_back(edits.text(0));
    out += doubts_in(source).size();
  }
  return out;
}

}  // namespace codau::store
