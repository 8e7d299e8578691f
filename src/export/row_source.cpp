#include "export/row_source.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "record/flat_tables.h"

namespace codau::exports {
namespace {

using record::Column;
using record::Row;
using record::Table;

constexpr std::array<std::string_view, 3> kProvenanceTables{"pages", "evidence", "corrections"};

/// A table with some of its columns, and where they stand in the whole row.
struct Part {
  std::vector<Column> columns;
  std::vector<std::size_t> places;
};
using Parts = std::vector<std::pair<Table, Part>>;

Part part_of(const Table& table) {
  Part part;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (is_provenance(table.columns[i])) continue;
    part.columns.push_back(table.columns[i]);
    part.places.push_back(i);
  }
  return part;
}

Row part_of(const Part& part, const Row& row) {
  Row out;
  out.reserve(part.places.size());
  for (const std::size_t place : part.places) out.push_back(row[place]);
  return out;
}

}  // namespace

bool is_provenance(const Column& column) {
  const std::string_view name = column.name;
  return name.ends_with("_ocr") || name == "bbox" || name == "page_from" || name == "page_to" ||
         name == "confidence" || name.starts_with("conf_") || name == "mean_conf";
}

bool is_provenance(const Table& table) {
  return std::ranges::find(kProvenanceTables, table.name) != kProvenanceTables.end();
}

RowSource without_provenance(RowSource source) {
  auto parts = std::make_shared<Parts>();
  for (const Table& table : source.tables) {
    if (is_provenance(table)) continue;
    parts->emplace_back(table, part_of(table));
  }
  RowSource out;
  for (const auto& [whole, part] : *parts) {
    out.tables.push_back({whole.name, part.columns, whole.primary_key, whole.foreign_keys});
  }
  out.each_row = [parts, each_row = std::move(source.each_row)](const Table& table,
                                                                const RowSource::Take& take) {
    const auto found = std::ranges::find_if(
        *parts, [&](const auto& known) { return known.first.name == table.name; });
    if (found == parts->end()) {
      throw Error(ErrorCode::kInternal, "no table " + std::string(table.name));
    }
    each_row(found->first, [&](const Row& row) { take(part_of(found->second, row)); });
  };
  return out;
}

std::string short_joined(const std::string& text) {
  if (text.size() <= kMostJoined) return text;
  std::size_t end = text.rfind(record::kJoin, kMostJoined);
  if (end == std::string::npos) end = text.find(record::kJoin);
  if (end == std::string::npos) return text;
  std::size_t more = 0;
  for (std::size_t at = end; at != std::string::npos;
       at = text.find(record::kJoin, at + record::kJoin.size()))
    ++more;
  return text.substr(0, end) + std::string(record::kJoin) + "… (+" + std::to_string(more) + ")";
}

RowSource with_short_joined(RowSource source) {
  RowSource out;
  out.tables = std::move(source.tables);
  out.each_row = [each_row = std::move(source.each_row)](const Table& table,
                                                         const RowSource::Take& take) {
    if (!record::is_flat(table)) return each_row(table, take);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (record::is_joined(table.columns[i])) places.push_back(i);
    }
    each_row(table, [&](const Row& row) {
      const bool is_short = std::ranges::all_of(places, [&](std::size_t place) {
        const auto* const text = std::get_if<std::string>(&row[place]);
        return text == nullptr || text->size() <= kMostJoined;
      });
      if (is_short) return take(row);
      Row cut = row;
      for (const std::size_t place : places) {
        if (auto* const text = std::get_if<std::string>(&cut[place])) *text = short_joined(*text);
      }
      take(cut);
    });
  };
  return out;
}

}  // namespace codau::exports
