#include "export/delivery/row_source.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "record/schema/flat_tables.h"

namespace codau::exports {
namespace {

using record::Column;
using record::Row;
using record::Table;

constexpr std::array<std::string_view, 3> kProvenanceTables{"pages", "evidence", "corrections"};

}  // namespace

bool is_provenance(const Column& column) {
  const std::string_view name = column.name;
  return name.ends_with("_ocr") || name == "bbox" || name == "confidence" ||
         name.starts_with("conf_") || name == "mean_conf";
}

bool is_provenance(const Table& table) {
  return std::ranges::find(kProvenanceTables, table.name) != kProvenanceTables.end();
}

TableProjection::TableProjection(const Table& whole, bool provenance) : whole_(whole) {
  for (std::size_t i = 0; i < whole.columns.size(); ++i) {
    if (!provenance && is_provenance(whole.columns[i])) continue;
    columns_.push_back(whole.columns[i]);
    column_indexes_.push_back(i);
  }
}

Table TableProjection::table() const {
  Table shown = whole_;
  shown.columns = columns_;
  return shown;
}

Row TableProjection::project(const Row& row) const {
  Row out;
  out.reserve(column_indexes_.size());
  for (const std::size_t place : column_indexes_) out.push_back(row[place]);
  return out;
}

RowSource remove_provenance(RowSource source) {
  auto parts = std::make_shared<std::vector<TableProjection>>();
  for (const Table& table : source.tables) {
    if (!is_provenance(table)) parts->emplace_back(table, false);
  }
  RowSource out;
  for (const TableProjection& part : *parts) out.tables.push_back(part.table());
  out.for_each_row = [parts, each_row = std::move(source.for_each_row)](
                         const Table& table, const RowSource::RowSink& take) {
    const auto found = std::ranges::find_if(
        *parts, [&](const TableProjection& known) { return known.whole().name == table.name; });
    if (found == parts->end()) {
      throw Error(ErrorCode::kInternal, "no table " + std::string(table.name));
    }
    each_row(found->whole(), [&](const Row& row) { take(found->project(row)); });
  };
  return out;
}

std::string shorten_joined(const std::string& text) {
  if (text.size() <= kMaxJoinedCellBytes) return text;
  std::size_t end = text.rfind(record::kJoinSeparator, kMaxJoinedCellBytes);
  if (end == std::string::npos) end = text.find(record::kJoinSeparator);
  if (end == std::string::npos) return text;
  std::size_t more = 0;
  for (std::size_t at = end; at != std::string::npos;
       at = text.find(record::kJoinSeparator, at + record::kJoinSeparator.size()))
    ++more;
  return text.substr(0, end) + std::string(record::kJoinSeparator) + "… (+" + std::to_string(more) +
         ")";
}

RowSource shorten_joined_columns(RowSource source) {
  RowSource out;
  out.tables = std::move(source.tables);
  out.for_each_row = [each_row = std::move(source.for_each_row)](const Table& table,
                                                                 const RowSource::RowSink& take) {
    if (!record::is_flat(table)) return each_row(table, take);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (record::is_joined(table.columns[i])) places.push_back(i);
    }
    each_row(table, [&](const Row& row) {
      const bool is_short = std::ranges::all_of(places, [&](std::size_t place) {
        const auto* const text = std::get_if<std::string>(&row[place]);
        return text == nullptr || text->size() <= kMaxJoinedCellBytes;
      });
      if (is_short) return take(row);
      Row cut = row;
      for (const std::size_t place : places) {
        if (auto* const text = std::get_if<std::string>(&cut[place])) *text = shorten_joined(*text);
      }
      take(cut);
    });
  };
  return out;
}

}  // namespace codau::exports
