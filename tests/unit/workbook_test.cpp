#include "export/xlsx/workbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "../support/output_error.h"
#include "../support/read_workbook.h"
#include "../support/temp_folder.h"
#include "export/delivery/cell_text.h"
#include "export/delivery/titles.h"
#include "export/xlsx/zip_file.h"
#include "record/schema/flat_tables.h"

namespace codau::exports {
namespace {

using record::Column;
using record::ColumnType;
using record::Row;
using record::Table;
using testing::bytes_of;
using testing::sheets_for;
using testing::sheets_of;
using testing::TempFolder;

constexpr std::array<Column, 2> kColumns{
    {{"id", ColumnType::kInt, false, ""}, {"text", ColumnType::kText, true, ""}}};
constexpr std::array<std::string_view, 1> kKey{"id"};

RowSource source(std::vector<std::string> texts) {
  RowSource rows;
  rows.tables = {{.name = "things", .columns = kColumns, .primary_key = kKey}};
  rows.for_each_row = [texts = std::move(texts)](const Table&, const RowSource::RowSink& take) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      take({static_cast<std::int64_t>(i), texts[i]});
    }
  };
  return rows;
}

TEST(CellText, LengthIsThatOfUtf16) {
  EXPECT_EQ(count_utf16_units("Ủy ban"), 6U);
  EXPECT_EQ(count_utf16_units("😀"), 2U);
}

TEST(CellText, WhatXmlCannotHoldIsTakenOut) {
  EXPECT_EQ(strip_illegal_xml(std::string("a\0b\x01\t\r\nc\x1F", 9)), "ab\t\r\nc");
  EXPECT_EQ(strip_illegal_xml("a\xEF\xBF\xBF"
                              "b\xEF\xBF\xBE"),
            "ab");
  EXPECT_EQ(strip_illegal_xml("\xEF\xBF\xBD"), "\xEF\xBF\xBD");
}

TEST(CellText, AnUnderscoreThatWouldBeAnEscapeIsOne) {
  EXPECT_EQ(escape_cell("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(escape_cell("_x004_ x0041_ _x00G1_"), "_x004_ x0041_ _x00G1_");
}

TEST(Titles, EveryColumnOfEveryTableHasOne) {
  std::set<std::string> sheets;
  std::vector<Table> tables(record::schema().begin(), record::schema().end());
  tables.insert(tables.end(), record::flat_tables().begin(), record::flat_tables().end());
  for (const Table& table : tables) {
    const std::string name = make_sheet_name(table);
    EXPECT_TRUE(sheets.insert(name).second);
    EXPECT_LE(count_utf16_units(name), 31U) << name;
    EXPECT_EQ(name.find_first_of("[]:*?/\\"), std::string::npos) << name;
    EXPECT_NE(name.find("(" + std::string(table.name) + ")"), std::string::npos);
    std::set<std::size_t> places;
    std::set<std::string> titles;
    for (const SheetColumn& column : make_sheet_columns(table)) {
      EXPECT_TRUE(places.insert(column.index).second);
      EXPECT_TRUE(titles.insert(column.title).second) << column.title;
      const std::string_view own = table.columns[column.index].name;
      EXPECT_NE(column.title, own) << "a title of its own";
      EXPECT_EQ(find_title(table.columns[column.index]), column.title);
      if (record::is_flat(table)) {
        EXPECT_NE(to_vietnamese_name(table.columns[column.index]), "");
      }
    }
    EXPECT_EQ(places.size(), table.columns.size());
  }
}

TEST(CellText, ADateIsTheNumberThatSpreadsheetsHaveForIt) {
  EXPECT_EQ(to_serial_date("2024-02-29"), 45351);
  EXPECT_EQ(to_serial_date("1900-03-01"), 61);
  for (const char* const none :
       {"1900-02-28", "2023-02-29", "2024-13-01", "2024-2-29", "", "ngày 5/6", "0000-00-00"})
    EXPECT_EQ(to_serial_date(none), std::nullopt) << none;
}

TEST(Titles, WhatIsReadFirstStandsFirst) {
  const std::vector<SheetColumn> tasks = make_sheet_columns(record::table("tasks"));
  EXPECT_EQ(tasks[2].title, "Nội dung nhiệm vụ");
  EXPECT_EQ(tasks[3].title, "Nội dung nhiệm vụ – chữ đọc được");
  EXPECT_TRUE(tasks.back().is_key);
  EXPECT_EQ(sort_for_sheets({record::table("agencies"), record::table("tasks")})[0].name, "tasks");
}

// A kill may come before libxlsxwriter has removed their names.
TEST(Workbook, TemporaryFilesLieWhereTheNextRunSweeps) {
  const TempFolder folder;
  RowSource rows = source({"one"});
  std::set<std::string> seen;
  rows.for_each_row = [&, each_row = rows.for_each_row](const Table& table,
                                                        const RowSource::RowSink& take) {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
      if (entry.is_directory()) seen.insert(entry.path().extension());
    each_row(table, take);
  };
  FileSet files(folder.path());
  write_workbook(rows, "a.xlsx", files);
  EXPECT_EQ(seen, std::set<std::string>{".codau-part"});
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    EXPECT_EQ(entry.path().filename(), "a.xlsx");
}

TEST(Workbook, IsReadBackAndRepeatsItsBytes) {
  const TempFolder folder;
  const RowSource rows = source({"=cmd|' /C calc'!A0", "07", "10/6", "- Văn phòng", "1E+15",
                                 "_x0041_", "a\tb\r\nc", std::string("x\0y", 3), "<&>\"'&amp;",
                                 " ]]> ", "\u202Eabc", "'quoted", "NULL", "true"});
  FileSet files(folder.path());
  write_workbook(rows, "a.xlsx", files);
  write_workbook(rows, "b.xlsx", files);
  EXPECT_EQ(files.files()[0].rows, 14U);
  EXPECT_EQ(bytes_of(folder / "a.xlsx"), bytes_of(folder / "b.xlsx"));
  EXPECT_EQ(sheets_of(folder / "a.xlsx"), sheets_for(rows));
  ASSERT_EQ(files.notes().size(), 2U);
  EXPECT_EQ(files.notes()[0].code, "CTRL_CHAR");
  EXPECT_EQ(files.notes()[0].row_id, "7");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
}

TEST(Workbook, AFullSheetGoesOnInTheNext) {
  const TempFolder folder;
  FileSet files(folder.path());
  for (std::size_t count = 0; count < 6; ++count) {
    const RowSource rows = source(std::vector<std::string>(count, "x"));
    write_workbook(rows, "a.xlsx", files, Language::kVietnamese, 3);
    const auto sheets = sheets_of(folder / "a.xlsx");
    EXPECT_EQ(sheets, sheets_for(rows, 3));
    EXPECT_EQ(sheets.size(), count > 4 ? 3U : count > 2 ? 2U : 1U) << count;
  }
}

TEST(Workbook, ATextThatNoCellHoldsIsNotCutShort) {
  const TempFolder folder;
  FileSet files(folder.path());
  const RowSource rows = source({std::string(40'000, 'x'), std::string(32'767, 'y')});
  write_workbook(rows, "a.xlsx", files);
  EXPECT_EQ(sheets_of(folder / "a.xlsx"), sheets_for(rows));
  EXPECT_EQ(files.files()[0].rows, 1U);
  ASSERT_EQ(files.notes().size(), 1U);
  EXPECT_EQ(files.notes()[0].code, "CELL_TOO_LONG");
  EXPECT_EQ(files.notes()[0].field, "text");
}

TEST(Workbook, ValuesOfManyRowsAreCutAtABound) {
  std::string names;
  for (int i = 0; i < 900; ++i)
    names += (i == 0 ? "" : "; ") + std::string(50, 'x') + std::to_string(100 + i);
  const std::string cut = shorten_joined(names);
  EXPECT_LE(cut.size(), kMaxJoinedCellBytes + 20);
  EXPECT_GT(cut.size(), kMaxJoinedCellBytes - 60);
  const std::size_t more = cut.rfind("; … (+");
  ASSERT_NE(more, std::string::npos) << cut.substr(cut.size() - 100);
  const std::string shown = cut.substr(0, more);
  EXPECT_TRUE(names.starts_with(shown + "; ")) << "whole values";
  const auto count = 1 + std::ranges::count(shown, ';');
  EXPECT_EQ(cut.substr(more), "; … (+" + std::to_string(900 - count) + ")");
  EXPECT_EQ(shorten_joined("a; b"), "a; b");
  EXPECT_EQ(shorten_joined(std::string(20'000, 'x')), std::string(20'000, 'x')) << "one value";

  const TempFolder folder;
  FileSet files(folder.path());
  RowSource rows;
  const Table& flat = record::flat_tables()[0];
  rows.tables = {flat};
  rows.for_each_row = [&](const Table&, const RowSource::RowSink& take) {
    Row row(flat.columns.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (record::is_joined(flat.columns[i])) row[i] = names;
    }
    take(row);
  };
  rows = shorten_joined_columns(std::move(rows));
  write_workbook(rows, "a.xlsx", files);
  EXPECT_EQ(sheets_of(folder / "a.xlsx"), sheets_for(rows));
  EXPECT_EQ(files.files()[0].rows, 1U);
  EXPECT_TRUE(files.notes().empty());
}

TEST(Workbook, WhatIsNotShownMayBeLong) {
  const Table& pages = record::table("pages");
  Row row(pages.columns.size());
  row.back() = std::string(40'000, 'x');  // text_ocr
  EXPECT_TRUE(find_cell_refusal(pages, row));
  EXPECT_FALSE(find_cell_refusal(pages, row, false));
}

TEST(Workbook, EntriesAreSorted) {
  const TempFolder folder;
  FileSet files(folder.path());
  write_workbook(source({"x"}), "a.xlsx", files);
  EXPECT_TRUE(std::ranges::is_sorted(ZipFile(folder / "a.xlsx").names()));
}

TEST(Workbook, AFolderThatCannotBeWrittenIsNamed) {
  const TempFolder folder;
  FileSet files("/proc/nowhere");
  EXPECT_NE(output_error([&] { write_workbook(source({"x"}), "a.xlsx", files); }).find("nowhere"),
            std::string::npos);
}

}  // namespace
}  // namespace codau::exports
