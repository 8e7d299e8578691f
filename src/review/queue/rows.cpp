#include "review/queue/rows.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "record/schema/find_cell.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "record/schema/typed_row.h"

namespace codau::review {
namespace {

using record::Column;
using record::Row;
using record::Table;

}  // namespace

const Column* find_schema_column(const Table& table, std::string_view name) {
  return record::find_column(table, name);
}

std::string compute_version(const Table& table, const Row& row, std::string_view field) {
  const std::string status = record::find_cell_text(table, row, record::Tasks::review_status.name);
  const record::Value* const value = record::find_cell(table, row, field);
  const std::string what =
      value == nullptr ? record::encode_row(row) : record::value_to_json(*value);
  return record::sha256(status + '\n' + what).substr(0, 16);
}

void for_each_where(const store::StoreReader& store, const Table& table, std::string_view where,
                    std::string_view value, std::span<const std::string_view> names,
                    const std::function<void(Row&&)>& take) {
  std::vector<Column> columns;
  std::vector<std::size_t> places;
  const auto add = [&](std::string_view name) {
    const Column* const column = find_schema_column(table, name);
    if (column == nullptr) return;
    columns.push_back(*column);
    places.push_back(static_cast<std::size_t>(column - table.columns.data()));
  };
  add(record::Documents::doc_id.name);  // finds rows
  add(record::Tasks::seq.name);         // sorts rows
  for (const std::string_view name : names) add(name);
  Table narrow = table;
  narrow.columns = columns;
  const auto widen = [&](const Row& row, std::string_view) {
    Row wide(table.columns.size());
    for (std::size_t i = 0; i < places.size(); ++i) wide[places[i]] = row[i];
    take(std::move(wide));
  };
  where == record::Documents::doc_id.name ? store.for_each_row_of(narrow, value, widen)
                                          : store.for_each_row_with(narrow, where, value, widen);
}

std::vector<Row> load_rows(const store::StoreReader& store, const Table& table,
                           std::string_view doc_id, std::initializer_list<std::string_view> names) {
  std::vector<Row> out;
  for_each_where(store, table, record::Documents::doc_id.name, doc_id,
                 {names.begin(), names.size()}, [&](Row&& row) { out.push_back(std::move(row)); });
  return out;
}

}  // namespace codau::review
