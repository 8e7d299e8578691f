#include "export/tabular/table_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <nlohmann/json.hpp>

#include "../support/output_error.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "export/tabular/csv_reader.h"
#include "export/tabular/opensearch.h"
#include "export/tabular/row_text.h"

namespace codau::exports {
namespace {

using record::Column;
using record::ColumnType;
using record::Row;
using record::Table;
using testing::bytes_of;
using testing::put_bytes;
using testing::TempFolder;

constexpr std::array<Column, 2> kColumns{
    {{"id", ColumnType::kInt, false}, {"text", ColumnType::kText, true}}};
constexpr std::array<std::string_view, 1> kKey{"id"};
const Table kTable{.name = "things", .columns = kColumns, .primary_key = kKey};

RowSource source(std::vector<record::Value> values) {
  RowSource rows;
  rows.tables = {kTable};
  rows.for_each_row = [values = std::move(values)](const Table&, const RowSource::RowSink& take) {
    for (std::size_t i = 0; i < values.size(); ++i) take({static_cast<std::int64_t>(i), values[i]});
  };
  return rows;
}

record::Value text(const char* value) { return std::string(value); }

TEST(ExcelCsv, GuardsWhatWouldRun) {
  for (const char* start :
       {"=1+1", "+84", "-Văn phòng", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"}) {
    EXPECT_EQ(format_guarded_value(text(start)), std::string("'") + start);
  }
  for (const char* start : {"'", "10/6", "07", "– Văn phòng", " =1"}) {
    EXPECT_EQ(format_guarded_value(text(start)), start);
  }
  EXPECT_EQ(format_excel_csv_header({"id", "text"}), "\"id\",\"text\"\r\n");
  EXPECT_EQ(format_excel_csv_line(kTable, {std::int64_t{7}, text("a \"b\"\n")}),
            "\"7\",\"a \"\"b\"\"\n\"\r\n");
  EXPECT_EQ(format_excel_csv_line(kTable, {std::int64_t{7}, {}}), "\"7\",\"\"\r\n");
}

TEST(CsvReader, ReadsQuotesAndBothLineEnds) {
  const TempFolder folder;
  put_bytes(folder / "a.csv", "\xEF\xBB\xBFid,text\r\n1,\"a\r\n\"\"b\"\",\"\n2,\n");
  CsvReader reader(folder / "a.csv", kByteOrderMark.size());
  using Fields = std::vector<std::string>;
  EXPECT_EQ(reader.next(), (Fields{"id", "text"}));
  EXPECT_EQ(reader.next(), (Fields{"1", "a\r\n\"b\","}));
  EXPECT_EQ(reader.next(), (Fields{"2", ""}));
  EXPECT_EQ(reader.next(), std::nullopt);
}

TEST(CsvReader, TellsTheLineOfAQuoteThatIsNeverClosed) {
  const TempFolder folder;
  put_bytes(folder / "a.csv", "id,text\n1,\"a\nb\"\n2,\"c\n3,d\n");
  CsvReader reader(folder / "a.csv");
  while (reader.next()) {
  }
  EXPECT_EQ(reader.unclosed_quote_line(), 4U);
  for (const char* const sound : {"1,\"a\"\n", "1,\"a\"", "", "1,\"a\"\"\""}) {
    put_bytes(folder / "b.csv", sound);
    CsvReader whole(folder / "b.csv");
    while (whole.next()) {
    }
    EXPECT_EQ(whole.unclosed_quote_line(), 0U) << sound;
  }
  UserCsvReader given(folder / "a.csv");
  static_cast<void>(given.next());
  static_cast<void>(given.next());
  EXPECT_THROW(static_cast<void>(given.next()), Error);
}

TEST(OpenSearch, FilesAreCutBetweenPairs) {
  const TempFolder folder;
  FileSet files(folder.path());
  const RowSource rows = source({text("x"), text("y"), text("z")});
  write_opensearch(rows, files, 200);
  const std::string first = bytes_of(folder / "bulk/things-0001.ndjson");
  EXPECT_LE(first.size(), 200U);
  EXPECT_EQ(std::ranges::count(first, '\n') % 2, 0);
  EXPECT_TRUE(
      first.starts_with("{\"index\":{\"_index\":\"codau-things-v1\",\"_id\":\"0\"}}\n{\"id\":0,"));
  EXPECT_NE(bytes_of(folder / "bulk/things-0002.ndjson"), "");
}

TEST(OpenSearch, MappingFoldsTextsAndKeepsCodesWhole) {
  const auto mapping = nlohmann::json::parse(make_opensearch_mapping(record::table("documents")));
  const auto& properties = mapping["mappings"]["properties"];
  EXPECT_EQ(properties["code_number"]["type"], "keyword");
  EXPECT_EQ(properties["subject"]["analyzer"], "codau_folded");
  EXPECT_EQ(properties["subject"]["fields"]["keyword"]["ignore_above"], 8191);
  EXPECT_EQ(properties["issued_date"]["format"], "strict_date");
  EXPECT_EQ(properties["review_reasons"]["type"], "keyword");
}

TEST(Provenance, CanBeLeftOut) {
  RowSource rows;
  rows.tables = {record::table("task_deadlines"), record::table("evidence")};
  rows.for_each_row = [](const Table& table, const RowSource::RowSink& take) {
    Row row;
    for (const Column& column : table.columns) row.emplace_back(std::string(column.name));
    take(row);
  };
  const RowSource plain = remove_provenance(rows);
  ASSERT_EQ(plain.tables.size(), 1U);
  EXPECT_EQ(plain.tables[0].columns.size(), rows.tables[0].columns.size() - 1);
  plain.for_each_row(plain.tables[0], [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      EXPECT_EQ(row[i], record::Value(std::string(plain.tables[0].columns[i].name)));
    }
  });
}

}  // namespace
TEST(FileSet, LeavesAFileThatHasTheBytesAlready) {
  const TempFolder folder;
  const auto number_of = [&] {
    struct stat status {};
    EXPECT_EQ(::stat((folder / "a").c_str(), &status), 0);
    return status.st_ino;
  };
  put_bytes(folder / "a", "one");
  const auto first = number_of();
  for (const io::Durability durable : {io::Durability::kNow, io::Durability::kTogether}) {
    FileSet files(folder.path(), {}, durable);
    EXPECT_EQ(files.write("a", "one").bytes, 3U);
    files.commit();
    EXPECT_EQ(number_of(), first);
  }
  FileSet files(folder.path());
  files.write("a", "two");
  EXPECT_NE(number_of(), first);
  EXPECT_EQ(bytes_of(folder / "a"), "two");
  std::filesystem::create_symlink("a", folder / "link");
  files.write("link", "two");
  EXPECT_FALSE(std::filesystem::is_symlink(folder / "link")) << "as it was never written";
}

TEST(FileSet, KeepsNoFileThatIsNotWhatWasWritten) {
  const TempFolder folder;
  FileSet files(folder.path());
  const auto write = [&](bool is_spoilt) {
    files.write("a", [&](io::FileSink& sink) {
      sink.write(std::string(100'000, 'a'));
      if (is_spoilt) std::ofstream(io::temp_path(folder / "a"), std::ios::in) << 'b';
      return std::uint64_t{0};
    });
  };
  EXPECT_NE(output_error([&] { write(true); }).find("EXPORT_MISMATCH"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  write(false);
  EXPECT_EQ(bytes_of(folder / "a"), std::string(100'000, 'a'));
}

TEST(FileSet, PutsFilesThatBelongTogetherInTheirPlacesTogether) {
  const TempFolder folder;
  {
    FileSet lost(folder.path(), "records/", io::Durability::kTogether);
    lost.write("a", "one");
    EXPECT_FALSE(std::filesystem::exists(folder / "records/a"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder / "records")) << "nor any part";
  FileSet files(folder.path(), "records/", io::Durability::kTogether);
  files.write("a", "one");
  files.write("schema/b", "two");
  files.commit();
  EXPECT_EQ(bytes_of(folder / "records/a"), "one");
  EXPECT_EQ(bytes_of(folder / "records/schema/b"), "two");
  EXPECT_EQ(files.files().size(), 2U);
}

}  // namespace codau::exports
