// Laws of workbooks. A failure prints the seed; CODAU_SEED=<n> replays it.
#include "export/xlsx/workbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "../support/made_records.h"
#include "../support/read_workbook.h"
#include "../support/seeded.h"
#include "../support/temp_folder.h"
#include "export/delivery/cell_text.h"
#include "export/pdf/pdf_links.h"
#include "export/tabular/csv_reader.h"
#include "export/tabular/row_text.h"
#include "export/xlsx/zip_file.h"
#include "io/atomic_file.h"

namespace codau::exports {
namespace {

using testing::bytes_of;
using testing::RecordMaker;
using testing::seed;
using testing::TempFolder;

TEST(WorkbookLaws, EscapesAreUndone) {  // export/delivery/cell_text.h
  RecordMaker maker(seed());
  const std::vector<std::string> pieces{"_", "x", "_x", "005F", "_x005F_", "0041_", "ễ", "F"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t n = maker.below(8); n > 0; --n) text += pieces[maker.below(pieces.size())];
    EXPECT_EQ(testing::unescape_cell(escape_cell(text)), text) << "CODAU_SEED=" << seed();
  }
}

RowSource source_of(const record::Records& records) {
  RowSource rows;
  rows.tables = {record::schema().begin(), record::schema().end()};
  rows.for_each_row = [&records](const record::Table& table, const RowSource::RowSink& take) {
    for (const record::Row& row : records[table.id]) take(row);
  };
  return rows;
}

std::map<std::string, std::string> contents(const std::filesystem::path& file) {
  const ZipFile zip(file);
  std::map<std::string, std::string> out;
  const std::vector<std::string> names = zip.names();
  for (std::size_t i = 0; i < names.size(); ++i)
    zip.read(i, [&](std::string_view bytes) { out[names[i]] += bytes; });
  return out;
}

TEST(WorkbookLaws, SortingKeepsTheEntries) {  // export/xlsx/zip_file.h
  const TempFolder folder;
  RecordMaker maker(seed());
  for (int round = 0; round < 50; ++round) {
    std::map<std::string, std::string> texts;
    for (std::size_t n = 1 + maker.below(20); n > 0; --n)
      texts[std::to_string(maker.below(1000))] = maker.text();
    std::vector<ZipEntry> entries;
    for (const auto& [name, text] : texts)
      entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(maker.below(entries.size() + 1)),
                     {name, text});
    io::AtomicFile part(folder / "a.zip");
    write_zip(entries, "a.zip", [&](std::uint64_t at, std::string_view bytes) {
      return io::write_at(part.fd(), at, bytes);
    });
    part.commit();
    write_sorted_zip(folder / "a.zip", folder / "b.zip");
    write_sorted_zip(folder / "b.zip", folder / "c.zip");
    EXPECT_EQ(contents(folder / "b.zip"), texts) << "CODAU_SEED=" << seed();
    EXPECT_TRUE(std::ranges::is_sorted(ZipFile(folder / "b.zip").names()));
    EXPECT_EQ(bytes_of(folder / "c.zip"), bytes_of(folder / "b.zip"));
  }
}

TEST(WorkbookLaws, MadeUpRowsAreReadBack) {
  const TempFolder folder;
  for (unsigned number = seed(); number < seed() + 20; ++number) {
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(number));
    const record::Records records = RecordMaker(number).make("38ad1a1e9ecc18c6");
    FileSet files(folder.path());
    write_workbook(source_of(records), "a.xlsx", files);
    EXPECT_EQ(testing::sheets_of(folder / "a.xlsx"), testing::sheets_for(source_of(records)));
  }
}

TEST(PdfLinksLaws, DecodingGivesThePathBack) {  // export/pdf/pdf_links.h
  RecordMaker maker(seed());
  const auto decode = [](std::string_view url) {
    std::string out;
    for (std::size_t i = 0; i < url.size(); ++i) {
      const bool is_code = url[i] == '%';
      out += is_code ? static_cast<char>(std::stoi(std::string(url.substr(i + 1, 2)), nullptr, 16))
                     : url[i];
      i += is_code ? 2 : 0;
    }
    return out;
  };
  const std::filesystem::path out = "/srv/kết quả/out", pdf_folder = out / "documents";
  for (int round = 0; round < 2000; ++round) {
    std::string name = maker.text() + "x";
    std::ranges::replace(name, '/', '_');
    const std::filesystem::path pdf = pdf_folder / name;
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(seed()));
    EXPECT_EQ(decode(make_file_link(pdf, out / "records", out)), "../documents/" + name);
    EXPECT_EQ(decode(make_file_link(pdf, "/srv/kết quả", out)), "out/documents/" + name);
    EXPECT_EQ(decode(make_file_link(pdf, "/srv", out)), "file://" + pdf.string());
  }
}

TEST(CellTextLaws, DatesComeBack) {  // export/delivery/cell_text.h
  for (std::int32_t day = 61; day < 200'000; ++day) {
    const std::string date = testing::from_serial_date(day);
    ASSERT_EQ(to_serial_date(date), day) << date;
  }
}

TEST(CsvReaderLaws, ReadsWhatWasWritten) {  // export/tabular/csv_reader.h
  const TempFolder folder;
  RecordMaker maker(seed());
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> fields;
    const record::Table& table = record::table("corrections");
    record::Row row;
    for (const record::Column& column : table.columns) {
      static_cast<void>(column);
      fields.push_back(maker.text());
      row.emplace_back(fields.back());
    }
    testing::put_bytes(folder / "a.csv",
                       format_csv_line(table, row) + format_excel_csv_line(table, row));
    CsvReader reader(folder / "a.csv");
    EXPECT_EQ(reader.next(), fields) << "CODAU_SEED=" << seed();
    EXPECT_TRUE(reader.next().has_value());
    EXPECT_FALSE(reader.next().has_value());
  }
}

}  // namespace
}  // namespace codau::exports
