#include "export/xlsx/plan_workbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../support/named_cells.h"
#include "../support/read_workbook.h"
#include "../support/temp_folder.h"
#include "export/xlsx/plan_sheets.h"
#include "export/xlsx/zip_file.h"
#include "record/schema/flat_tables.h"
#include "record/schema/row.h"

namespace codau::exports {
namespace {

using testing::NamedRow;

using record::Row;
using record::Table;
using testing::sheets_of;
using testing::TempFolder;

const Table& table_of(std::string_view name) {
  for (const Table& flat : record::flat_tables())
    if (flat.name == name) return flat;
  return record::table(name);
}

/// Rows by table, given as values by column.
struct Rows {
  using Values = std::vector<std::pair<std::string_view, record::Value>>;
  std::map<std::string, std::vector<Row>, std::less<>> of;

  void add(std::string_view table, const Values& values) {
    NamedRow row(table_of(table));
    for (const auto& [column, value] : values) row.set(column, value);
    of[std::string(table)].push_back(row.take());
  }
  [[nodiscard]] RowSource source() const {
    RowSource out;
    for (const char* const name : {"documents", "sources", "tasks", "plan_tasks", "due_dates"})
      out.tables.push_back(table_of(name));
    out.for_each_row = [this](const Table& table, const RowSource::RowSink& take) {
      const auto found = of.find(table.name);
      if (found != of.end()) std::ranges::for_each(found->second, take);
    };
    return out;
  }
};

std::string entry_of(const std::filesystem::path& file, const std::string& name) {
  const ZipFile zip(file);
  const std::vector<std::string> names = zip.names();
  std::string out;
  zip.read(static_cast<std::size_t>(std::ranges::find(names, name) - names.begin()),
           [&](std::string_view bytes) { out += bytes; });
  return out;
}

std::size_t count_of(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size())
    ++count;
  return count;
}

const PlanWorkbookSettings kWithoutLinks{Language::kVietnamese,
                                         [](std::string_view) { return std::string(); }};

TEST(PlanWorkbook, SheetsShowColumnsThatTheirTablesHave) {
  for (const PlanSheet& sheet : plan_sheets()) {
    const Table& table = table_of(sheet.table);
    EXPECT_NE(record::find_column(table, sheet.sorted_by), nullptr) << sheet.sorted_by;
    for (const PlanColumn& column : sheet.columns)
      EXPECT_NE(record::find_column(table, column.name), nullptr) << column.name;
  }
}

TEST(PlanWorkbook, DueDaysAreSorted) {
  Rows rows;
  for (const char* const day : {"2026-03-31", "2025-12-01", "2026-01-15"})
    rows.add("due_dates", {{"due_day", day}, {"task", std::string("đến ") + day}});
  const TempFolder folder;
  FileSet files(folder.path());
  write_plan_workbook(rows.source(), kWithoutLinks, "a.xlsx", files);
  const auto sheets = sheets_of(folder / "a.xlsx");
  ASSERT_EQ(sheets.size(), 3U);
  ASSERT_EQ(sheets[1].size(), 4U);
  EXPECT_EQ(sheets[1][1][0], "2025-12-01");
  EXPECT_EQ(sheets[1][2][1], "đến 2026-01-15");
  EXPECT_EQ(sheets[1][3][0], "2026-03-31");
}

TEST(PlanWorkbook, CodesAreWords) {
  Rows rows;
  rows.add("plan_tasks", {{"deadline_kind", "continuous"},
                          {"status", "accepted"},
                          {"deadline", "31/3"},
                          {"deadline_label", "Báo cáo quý I"}});
  rows.add("documents", {{"code_number", "07"}, {"code_notation", "KH-UBND"}});
  rows.add("documents", {{"code_number", "57"}, {"code_notation", "NQ/TW"}});
  const TempFolder folder;
  FileSet files(folder.path());
  write_plan_workbook(rows.source(), kWithoutLinks, "a.xlsx", files);
  const auto sheets = sheets_of(folder / "a.xlsx");
  EXPECT_EQ(sheets[0][1][9], "Báo cáo quý I: 31/3");
  EXPECT_EQ(sheets[0][1][10], "thường xuyên");
  EXPECT_EQ(sheets[0][1][11], "đã chấp nhận");
  EXPECT_EQ(sheets[2][1][0], "07/KH-UBND");
  EXPECT_EQ(sheets[2][2][0], "57-NQ/TW");
  EXPECT_EQ(files.files()[0].rows, 3U);
}

TEST(PlanWorkbook, ARowThatNoCellHoldsIsLeftOutWithANote) {
  Rows rows;
  rows.add("plan_tasks", {{"task", std::string(40'000, 'x')}, {"task_id", "one"}});
  rows.add("plan_tasks", {{"task", std::string("x\0y", 3)}, {"task_id", "two"}});
  const TempFolder folder;
  FileSet files(folder.path());
  write_plan_workbook(rows.source(), kWithoutLinks, "a.xlsx", files);
  const auto sheets = sheets_of(folder / "a.xlsx");
  ASSERT_EQ(sheets[0].size(), 2U);
  EXPECT_EQ(sheets[0][1][5], "xy");
  ASSERT_EQ(files.notes().size(), 2U);
  EXPECT_EQ(files.notes()[0].code, "CELL_TOO_LONG");
  EXPECT_EQ(files.notes()[0].field, "task");
  EXPECT_EQ(files.notes()[1].code, "CTRL_CHAR");
}

TEST(PlanWorkbook, DocumentsOfOneScanLinkToItsPdf) {
  Rows rows;
  const auto add = [&](const char* id, const char* path, std::int64_t page) {
    rows.add(
        "sources",
        {{"doc_id", id}, {"source_path", path}, {"source_name", "a.pdf"}, {"page_from", page}});
    rows.add("documents", {{"doc_id", id}});
  };
  add("first", "x/a.pdf", 1);
  add("second", "x/a.pdf", 3);
  add("other", "x/a.pdf", 1);  // of another input, and without a PDF
  const PlanWorkbookSettings settings{Language::kEnglish, [](std::string_view id) {
                                        return id == "first" ? "../a%20b.pdf" : std::string();
                                      }};
  const TempFolder folder;
  FileSet files(folder.path());
  write_plan_workbook(rows.source(), settings, "a.xlsx", files);
  const std::string links = entry_of(folder / "a.xlsx", "xl/worksheets/_rels/sheet3.xml.rels");
  EXPECT_EQ(count_of(links, "Target=\"../a%20b.pdf\" TargetMode=\"External\""), 2U) << links;
}

TEST(PlanWorkbook, ReasonsMarkTheCellThatTheyMean) {
  Rows rows;
  const std::vector<std::string> reasons{"LEAD_MISSING", "DUE_INFERRED"};
  rows.add("tasks", {{"task_id", "one"}, {"review_status", "review"}, {"review_reasons", reasons}});
  rows.add("tasks",
           {{"task_id", "two"}, {"review_status", "accepted"}, {"review_reasons", reasons}});
  rows.add("plan_tasks", {{"task_id", "one"}, {"status", "review"}});
  rows.add("plan_tasks", {{"task_id", "two"}, {"status", "accepted"}});
  const TempFolder folder;
  FileSet files(folder.path());
  write_plan_workbook(rows.source(), kWithoutLinks, "a.xlsx", files);
  const std::string comments = entry_of(folder / "a.xlsx", "xl/comments1.xml");
  EXPECT_EQ(count_of(comments, "Không có cơ quan chủ trì"), 2U) << "the lead, and the status";
  EXPECT_EQ(count_of(comments, "suy đoán"), 0U) << "asks nobody";
  EXPECT_NE(comments.find("ref=\"G2\""), std::string::npos);
  EXPECT_NE(comments.find("ref=\"L2\""), std::string::npos);
  EXPECT_EQ(comments.find("ref=\"G3\""), std::string::npos);
}

TEST(Book, LinksAndCommentsOfASheetAreBounded) {
  const TempFolder folder;
  FileSet files(folder.path());
  write_book("a.xlsx", files, [](Book& book) {
    book.begin_sheet({"one", {{"title", "about"}}});
    for (std::size_t i = 0; i < kMaxSheetLinks + 2; ++i)
      book.add_row({{"text", "comment", "file:///a.pdf"}});
    book.end_sheet();
    return std::uint64_t{0};
  });
  EXPECT_EQ(count_of(entry_of(folder / "a.xlsx", "xl/worksheets/sheet1.xml"), "<hyperlink "),
            kMaxSheetLinks);
  EXPECT_EQ(count_of(entry_of(folder / "a.xlsx", "xl/comments1.xml"), "<comment "),
            kMaxSheetComments + 1);
}

}  // namespace
}  // namespace codau::exports
