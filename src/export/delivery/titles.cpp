#include "export/delivery/titles.h"

#include <algorithm>
#include <numeric>

#include "record/schema/flat_tables.h"

namespace codau::exports {

using record::Column;
using record::SheetWidth;
using record::Table;

std::vector<SheetColumn> make_sheet_columns(const Table& table, Language language) {
  std::vector<std::size_t> order(table.columns.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return table.columns[i].sheet_place; });
  std::vector<SheetColumn> out;
  for (const std::size_t i : order) {
    const Column& column = table.columns[i];
    const bool is_key = column.width == SheetWidth::kId || column.width == SheetWidth::kDocId;
    const bool is_date = record::is_flat(table) && column.type == record::ColumnType::kDate;
    out.push_back({i, std::string(find_title(column, language)), static_cast<double>(column.width),
                   is_key, is_date});
  }
  return out;
}

std::string_view find_title(const Column& column, Language language) {
  const std::string_view title =
      language == Language::kVietnamese ? column.title_vi : column.title_en;
  return title.empty() ? column.name : title;
}

std::string describe_column(const Column& column) {
  return (column.title_vi.empty() ? "" : std::string(column.title_vi) + " · ") +
         std::string(column.about);
}

std::string make_sheet_name(const Table& table, Language language) {
  const std::string_view title =
      language == Language::kVietnamese ? table.title_vi : table.title_en;
  return std::string(title) + " (" + std::string(table.name) + ")";
}

std::vector<Table> sort_for_sheets(std::vector<Table> tables) {
  std::ranges::stable_sort(tables, {}, &Table::sheet_place);
  return tables;
}

}  // namespace codau::exports
