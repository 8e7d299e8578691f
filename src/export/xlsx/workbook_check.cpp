#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "export/delivery/cell_text.h"
#include "export/delivery/read_back.h"
#include "export/delivery/titles.h"
#include "export/tabular/tables.h"
#include "export/xlsx/workbook.h"
#include "export/xlsx/zip_archive.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;
using Cells = std::vector<std::string>;

/// Unescapes a text of XML. Only the five predefined entities of XML are ever written.
std::string unescape_xml(std::string_view xml) {
  constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  std::string out;
  while (!xml.empty()) {
    std::size_t taken = 1;
    char c = xml.front();
    for (const auto& [entity, character] : kEntities) {
      if (c != '&' || !xml.starts_with(entity)) continue;
      taken = entity.size();
      c = character;
      break;
    }
    out += c;
    xml.remove_prefix(taken);
  }
  return out;
}

/// Returns the content between the next `<open…>` and `close`; removes both from `xml`.
std::optional<std::string_view> take_element(std::string_view& xml, std::string_view open,
                                             std::string_view close, std::string_view* head) {
  const std::size_t begin = xml.find(open);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t inside = xml.find('>', begin);
  const std::size_t end = xml.find(close, inside);
  if (inside == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  if (head != nullptr) *head = xml.substr(begin, inside - begin);
  const std::string_view content = xml.substr(inside + 1, end - inside - 1);
  xml.remove_prefix(end + close.size());
  return content;
}

/// Returns the column of `r="AB12"`, from 0.
std::size_t column_of(std::string_view head) {
  constexpr std::string_view kPlace = " r=\"";
  std::size_t column = 0;
  const std::size_t at = head.find(kPlace);
  if (at == std::string_view::npos) return 0;
  for (const char c : head.substr(at + kPlace.size())) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
  }
  return column - 1;
}

/// Returns the date of a cell with a number; empty if the number is no date.
std::string read_date(std::string_view content) {
  std::int32_t day = 0;
  const auto value = take_element(content, "<v", "</v>", nullptr).value_or("");
  const auto read = std::from_chars(value.data(), value.data() + value.size(), day);
  return read.ec == std::errc{} ? date_of_sheet_day(day) : std::string{};
}

/// Reads the rows of one sheet on demand. Skips a cell that is neither text nor a date, so that it
/// counts as lost.
class SheetReader {
 public:
  SheetReader(const ZipArchive& archive, const ZipArchive::Entry& entry, std::size_t width)
      : reader_(archive, entry), width_(width) {}

  std::optional<Cells> next() {
    std::size_t end = 0;
    while ((end = buffer_.find(kRowEnd, at_)) == std::string::npos) {
      buffer_.erase(0, std::exchange(at_, 0));
      if (!reader_.read(buffer_)) return std::nullopt;
    }
    std::string_view xml = std::string_view(buffer_).substr(at_, end - at_);
    at_ = end + kRowEnd.size();
    Cells cells(width_);
    std::string_view head;
    while (const auto cell = take_element(xml, "<c ", "</c>", &head)) {
      std::string_view content = *cell;
      const auto text = take_element(content, "<t", "</t>", nullptr);
      const std::size_t column = column_of(head);
      const bool is_text = head.find("t=\"inlineStr\"") != std::string_view::npos;
      if (column >= width_) continue;
      if (text && is_text) cells[column] = unescape_cell(unescape_xml(*text));
      if (head.find(" t=") == std::string_view::npos) cells[column] = read_date(*cell);
    }
    return cells;
  }

 private:
  static constexpr std::string_view kRowEnd = "</row>";
  ZipEntryReader reader_;
  std::string buffer_;
  std::size_t at_ = 0, width_;
};

/// Reads the sheets of a workbook, one after another.
class BookReader {
 public:
  explicit BookReader(const std::filesystem::path& file) : archive_(file) {}

  /// Goes to the next sheet and past its titles; returns false after the last sheet.
  bool next_sheet(std::size_t width) {
    const std::string name = "xl/worksheets/sheet" + std::to_string(++number_) + ".xml";
    const ZipArchive::Entry* entry = archive_.find(name);
    if (entry == nullptr) return false;
    sheet_ = std::make_unique<SheetReader>(archive_, *entry, width);
    return sheet_->next().has_value();
  }
  std::optional<Cells> next_row() { return sheet_->next(); }

 private:
  ZipArchive archive_;
  std::unique_ptr<SheetReader> sheet_;
  int number_ = 0;
};

Cells expected(const Row& row, const std::vector<ShownColumn>& columns) {
  Cells cells;
  for (const ShownColumn& column : columns) {
    cells.push_back(without_illegal(plain_text(row[column.place])));
  }
  return cells;
}

void check_sheet(BookReader& book, const RowSource& rows, const Table& table,
                 const std::filesystem::path& file, std::uint32_t sheet_rows) {
  const std::vector<ShownColumn> columns = shown_columns(table);
  bool found = book.next_sheet(columns.size());
  std::uint32_t row_of_sheet = 1;
  const auto same = [&](const Row& row) {
    if (too_long_for_cell(table, row)) return true;
    if (row_of_sheet == sheet_rows) {
      found = book.next_sheet(columns.size());
      row_of_sheet = 1;
    }
    ++row_of_sheet;
    return found && book.next_row() == expected(row, columns);
  };
  check_rows(rows, table, file, same, [&] { return found && !book.next_row(); });
}

void check_sheet(BookReader& book, const PlainSheet& sheet, const std::filesystem::path& file) {
  bool is_same = book.next_sheet(sheet.titles.size());
  for (const Cells& row : sheet.rows) {
    Cells legal;
    for (const std::string& cell : row) legal.push_back(without_illegal(cell));
    is_same = is_same && book.next_row() == legal;
  }
  check_same(file, is_same && !book.next_row() ? sheet.name : "", sheet.name);
}

}  // namespace

void check_workbook(const RowSource& rows, const std::filesystem::path& file,
                    std::uint32_t sheet_rows) {
  BookReader book(file);
  for (const Table& table : in_sheet_order(rows.tables)) {
    check_sheet(book, rows, table, file, sheet_rows);
  }
}

void check_sheets(const std::vector<PlainSheet>& sheets, const std::filesystem::path& file) {
  BookReader book(file);
  for (const PlainSheet& sheet : sheets) check_sheet(book, sheet, file);
}

}  // namespace codau::exports
