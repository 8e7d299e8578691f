#include "review/queue/rows.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"

namespace codau::review {
namespace {

using record::Column;
using record::Row;
using record::Table;
using record::text_of;

}  // namespace

const Column* find_schema_column(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  return found == table.columns.end() ? nullptr : &*found;
}

std::string compute_version(const Table& table, const Row& row, std::string_view field) {
  const std::string status = text_of(table, row, "review_status");
  const std::string what = field.empty()
                               ? record::encode_row(row)
                               : record::value_to_json(record::value_of(table, row, field));
  return record::sha256(status + '\n' + what).substr(0, 16);
}

std::vector<std::string> find_reasons(const Table& table, const Row& row) {
  const auto* const codes =
      std::get_if<std::vector<std::string>>(&record::value_of(table, row, "review_reasons"));
  return codes == nullptr ? std::vector<std::string>() : *codes;
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
  add("doc_id");  // by which rows are found
  add("seq");     // by which they are sorted
  for (const std::string_view name : names) add(name);
  Table narrow = table;
  narrow.columns = columns;
  const auto widen = [&](const Row& row, std::string_view) {
    Row wide(table.columns.size());
    for (std::size_t i = 0; i < places.size(); ++i) wide[places[i]] = row[i];
    take(std::move(wide));
  };
  where == "doc_id" ? store.for_each_row_of(narrow, value, widen)
                    : store.for_each_row_with(narrow, where, value, widen);
}

std::vector<Row> load_rows(const store::StoreReader& store, const Table& table,
                           std::string_view doc_id, std::initializer_list<std::string_view> names) {
  std::vector<Row> out;
  for_each_where(store, table, "doc_id", doc_id, {names.begin(), names.size()},
                 [&](Row&& row) { out.push_back(std::move(row)); });
  return out;
}

}  // namespace codau::review
