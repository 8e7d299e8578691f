// support/read_workbook.h — the cells of a workbook as another program reads them, and the cells
// that rows should give.
#pragma once

#include <stdio.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "export/delivery/cell_text.h"
#include "export/delivery/row_source.h"
#include "export/delivery/titles.h"
#include "export/tabular/row_text.h"
#include "export/xlsx/workbook.h"
#include "text/utf8.h"

namespace codau::testing {

/// The texts of a sheet, row by row, the row of titles included.
using SheetCells = std::vector<std::vector<std::string>>;

/// Undoes the escapes `_xHHHH_` of ECMA-376 (part 1, 22.9.2.19).
inline std::string unescape_cell(std::string_view cell) {
  constexpr std::size_t kLength = 7;
  std::string out;
  while (!cell.empty()) {
    std::uint32_t unit = 0;
    const bool is_long = cell.size() >= kLength && cell.starts_with("_x") && cell[6] == '_';
    const char* const end = cell.data() + (is_long ? 6 : 0);
    if (is_long && std::from_chars(cell.data() + 2, end, unit, 16).ptr == end) {
      text::append_utf8(out, static_cast<char32_t>(unit));
      cell.remove_prefix(kLength);
    } else {
      out += cell.front();
      cell.remove_prefix(1);
    }
  }
  return out;
}

/// Returns the date of a serial number, which counts days from 30 December 1899.
inline std::string from_serial_date(std::int32_t day) {
  const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) +
                                         std::chrono::days(day));
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

/// Reads all sheets with tests/support/read_workbook.py. A number is read as a date.
inline std::vector<SheetCells> sheets_of(const std::filesystem::path& file) {
  const std::string command =
      "/usr/bin/env python3 " CODAU_ROOT "/tests/support/read_workbook.py '" + file.string() + "'";
  FILE* const pipe = ::popen(command.c_str(), "r");
  std::string json;
  for (int c = 0; (c = ::fgetc(pipe)) != EOF;) json += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0) << file;
  std::vector<SheetCells> sheets;
  for (const auto& rows : nlohmann::json::parse(json)) {
    sheets.emplace_back();
    for (const auto& cells : rows) {
      sheets.back().emplace_back();
      for (const auto& cell : cells) {
        sheets.back().back().push_back(
            cell.is_string() ? unescape_cell(cell.get_ref<const std::string&>())
            : cell.is_null() ? std::string()
                             : from_serial_date(cell.get<std::int32_t>()));
      }
    }
  }
  return sheets;
}

/// Returns the sheets that write_workbook() should make of rows.
inline std::vector<SheetCells> sheets_for(const exports::RowSource& rows,
                                          std::uint32_t sheet_rows = exports::kMaxSheetRows) {
  std::vector<SheetCells> sheets;
  for (const record::Table& table : exports::sort_for_sheets(rows.tables)) {
    const auto columns = exports::make_sheet_columns(table);
    const auto begin = [&] {
      sheets.emplace_back(1);
      for (const auto& column : columns) sheets.back().front().push_back(column.title);
    };
    begin();
    rows.for_each_row(table, [&](const record::Row& row) {
      if (exports::find_cell_refusal(table, row)) return;
      if (sheets.back().size() == sheet_rows) begin();
      std::vector<std::string> cells;
      for (const auto& column : columns)
        cells.push_back(exports::strip_illegal_xml(exports::format_value(row[column.index])));
      while (!cells.empty() && cells.back().empty()) cells.pop_back();
      sheets.back().push_back(std::move(cells));
    });
  }
  return sheets;
}

}  // namespace codau::testing
