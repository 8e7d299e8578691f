#include "export/xlsx/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/delivery/cell_text.h"
#include "export/delivery/titles.h"
#include "export/tabular/row_text.h"
#include "export/xlsx/zip_file.h"
#include "io/temp_file.h"
#include "record/codes.h"
#include "record/reasons.h"
#include "record/row.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using record::Row;
using record::Table;

constexpr std::size_t kMaxCellUnits = 32'767;
constexpr std::time_t kFixedTime = 315'532'800;  // 1980-01-01, the first day of ZIP

constexpr double kLineHeightPoints = 15,
                 kMaxRowHeightPoints = 409;  // in points, of Calibri 11; Excel's limit
constexpr double kWrapSlack = 1.02;          // a line that wraps at a word is not full

struct Formats {
  lxw_format *head, *text, *code, *date;
};

/// A file of libxlsxwriter that is written and closed, or discarded.
class Book {
 public:
  explicit Book(fs::path file)
      : file_(std::move(file)), room_(fs::path(file_).concat(".tmp"), io::TempFile::Kind::kFolder) {
    // Temporary files are beside the workbook, where enough space exists. They are in a part,
    // because a kill may leave a file between its creation and the removal of its name.
    folder_ = room_.path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    book_ = ::workbook_new_opt(file_.c_str(), &options);
    if (book_ == nullptr) fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
    lxw_doc_properties properties{};
    properties.created = kFixedTime;
    ::workbook_set_properties(book_, &properties);
    formats_ = {head_format(), cell_format(), cell_format(), date_format()};
    ::format_set_text_wrap(formats_.text);
    ::format_set_font_color(formats_.code, 0x595959);
  }
  ~Book() {
    if (book_ != nullptr) ::lxw_workbook_free(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  lxw_worksheet* add_sheet(const std::string& name) {
    errno = 0;
    lxw_worksheet* sheet = ::workbook_add_worksheet(book_, name.c_str());
    if (sheet == nullptr && (errno == EMFILE || errno == ENFILE || errno == ENOSPC))
      throw make_write_error(file_.string(), errno);  // its temporary file
    if (sheet == nullptr) throw Error(ErrorCode::kInternal, "no sheet can be named " + name);
    return sheet;
  }
  void close() {
    errno = 0;
    const lxw_error error = ::workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) fail(error);
  }
  void check(lxw_error error) const {
    if (error != LXW_NO_ERROR) fail(error);
  }
  [[nodiscard]] const Formats& formats() const noexcept { return formats_; }

 private:
  [[noreturn]] void fail(lxw_error error) const {
    const bool is_of_system = errno != 0 && (error == LXW_ERROR_CREATING_XLSX_FILE ||
                                             error == LXW_ERROR_CREATING_TMPFILE ||
                                             error == LXW_ERROR_ZIP_FILE_OPERATION);
    const Message cause = is_of_system ? describe_errno(errno)
                                       : both("không lập được bảng tính", ::lxw_strerror(error));
    throw make_write_error(file_.string(), cause);
  }
  lxw_format* cell_format() {
    lxw_format* format = ::workbook_add_format(book_);
    constexpr std::uint8_t kTextFormatIndex = 49;  // "@"
    ::format_set_num_format_index(format, kTextFormatIndex);
    ::format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
  }
  lxw_format* date_format() {
    lxw_format* format = ::workbook_add_format(book_);
    ::format_set_num_format(format, "dd/mm/yyyy");
    ::format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
  }
  lxw_format* head_format() {
    lxw_format* format = cell_format();
    ::format_set_bold(format);
    ::format_set_text_wrap(format);
    ::format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    ::format_set_bg_color(format, 0xDCE6F1);
    ::format_set_bottom(format, LXW_BORDER_MEDIUM);
    return format;
  }

  fs::path file_;
  io::TempFile room_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  Formats formats_{};
};

double lines_of(std::string_view text, double width) {
  double lines = 0;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto units = static_cast<double>(count_utf16_units(text.substr(0, end)));
    lines += std::max(1.0, std::ceil(units * kWrapSlack / width));
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

/// Returns the meaning of a code: "chậm nhất ngày đó" for tasks.due_op by, or the meaning of a
/// review reason. Returns an empty text for other values, and for a column with only one code,
/// which says nothing.
std::string_view meaning_of(const record::Column& column, std::string_view code) {
  if (column.type == record::ColumnType::kList) {
    const auto reason = std::ranges::find(record::reasons(), code, &record::ReviewReason::code);
    return reason == record::reasons().end() ? std::string_view() : reason->meaning_vi;
  }
  if (column.codes == nullptr || column.codes->codes.size() == 1) return {};
  const record::CodeEntry* const found = column.codes->find(code);
  return found == nullptr ? std::string_view() : found->name_vi;
}

/// Codes with a meaning that occur in a table, by column.
using Codes = std::vector<std::set<std::string>>;

Codes codes_of(const RowSource& rows, const Table& table) {
  Codes out(table.columns.size());
  const auto take = [&](std::size_t place, const std::string& code) {
    if (!meaning_of(table.columns[place], code).empty()) out[place].insert(code);
  };
  rows.for_each_row(table, [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const auto* code = std::get_if<std::string>(&row[i])) take(i, *code);
      if (const auto* codes = std::get_if<std::vector<std::string>>(&row[i])) {
        for (const std::string& code : *codes) take(i, code);
      }
    }
  });
  return out;
}

/// The sheet of a table, and further sheets when it is full.
class Sheet {
 public:
  Sheet(Book& book, const Table& table, std::vector<SheetColumn> columns, Codes codes,
        std::uint32_t most_rows)
      : book_(book),
        table_(table),
        columns_(std::move(columns)),
        codes_(std::move(codes)),
        most_rows_(most_rows) {
    begin();
  }

  void add(const std::vector<std::string>& cells) {
    if (next_row_ == most_rows_) {
      end();
      begin();
    }
    // Excel would fit the height by itself; LibreOffice does not. Set before the cells, because
    // rows are written in sequence.
    book_.check(::worksheet_set_row(sheet_, next_row_, height_of(cells), nullptr));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      const auto column = static_cast<lxw_col_t>(i);
      if (const auto day = columns_[i].is_date ? to_serial_date(cells[i]) : std::nullopt) {
        book_.check(
            ::worksheet_write_number(sheet_, next_row_, column, *day, book_.formats().date));
        continue;
      }
      book_.check(::worksheet_write_string(sheet_, next_row_, column, cells[i].c_str(),
                                           format_of(columns_[i])));
    }
    ++next_row_;
  }

  void end() {
    const auto last = static_cast<lxw_col_t>(columns_.size() - 1);
    book_.check(::worksheet_autofilter(sheet_, 0, 0, std::max(next_row_ - 1, 1U), last));
  }

 private:
  [[nodiscard]] lxw_format* format_of(const SheetColumn& column) const {
    if (column.is_date) return book_.formats().date;
    return column.is_key ? book_.formats().code : book_.formats().text;
  }

  /// Returns the height of the tallest cell that wraps, estimated without the font.
  [[nodiscard]] double height_of(const std::vector<std::string>& cells) const {
    double lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!columns_[i].is_key) lines = std::max(lines, lines_of(cells[i], columns_[i].width));
    }
    return std::min(lines * kLineHeightPoints, kMaxRowHeightPoints);
  }

  /// Writes the comment of a title: the column's own name, and the meaning of the codes in the
  /// column.
  void write_comment(lxw_col_t at) {
    const record::Column& column = table_.columns[columns_[at].index];
    std::string text = std::string(table_.name) + "." + std::string(column.name);
    text.append("\n").append(column.about);
    for (const std::string& code : codes_[columns_[at].index]) {
      text.append("\n" + code + ": ").append(meaning_of(column, code));
    }
    lxw_comment_options box{};
    constexpr auto kCommentLinePixels = 18;
    constexpr std::uint16_t kNarrowCommentPixels = 160, kWideCommentPixels = 420;
    const auto lines = std::ranges::count(text, '\n') + 2;
    box.width = lines > 2 ? kWideCommentPixels : kNarrowCommentPixels;
    box.height = static_cast<std::uint16_t>(kCommentLinePixels * lines);
    book_.check(::worksheet_write_comment_opt(sheet_, 0, at, text.c_str(), &box));
  }

  void begin() {
    ++number_;
    std::string name = make_sheet_name(table_);
    if (number_ > 1) name += " " + std::to_string(number_);
    sheet_ = book_.add_sheet(name);
    ::worksheet_gridlines(sheet_, LXW_SHOW_ALL_GRIDLINES);  // also on paper
    ::worksheet_set_landscape(sheet_);
    ::worksheet_set_paper(sheet_, 9);  // A4
    ::worksheet_repeat_rows(sheet_, 0, 0);
    ::worksheet_set_footer(sheet_, "&L&A&R&P/&N");
    ::worksheet_freeze_panes(sheet_, 1, 0);
    ::worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    book_.check(::worksheet_set_row(sheet_, 0, 3 * kLineHeightPoints, nullptr));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      const SheetColumn& column = columns_[i];
      book_.check(::worksheet_set_column(sheet_, at, at, column.width, format_of(column)));
      book_.check(
          ::worksheet_write_string(sheet_, 0, at, column.title.c_str(), book_.formats().head));
      write_comment(at);  // before the rows: libxlsxwriter has flushed the titles by then
    }
    next_row_ = 1;
  }

  Book& book_;
  const Table& table_;
  std::vector<SheetColumn> columns_;
  Codes codes_;
  lxw_worksheet* sheet_ = nullptr;
  std::uint32_t most_rows_, next_row_ = 0;
  int number_ = 0;
};

/// Returns the cells of a row in the order of the sheet; notes characters that cells cannot hold.
std::vector<std::string> cells_of(const Table& table, const Row& row,
                                  const std::vector<SheetColumn>& columns, const std::string& path,
                                  FileSet& files) {
  std::vector<std::string> cells;
  for (const SheetColumn& column : columns) {
    const std::string text = format_value(row[column.index]);
    std::string legal = strip_illegal_xml(text);
    if (legal.size() != text.size()) {
      files.note({path, std::string(table.name), row_id(table, row),
                  std::string(table.columns[column.index].name), "CTRL_CHAR"});
    }
    cells.push_back(escape_cell(legal));
  }
  return cells;
}

std::uint64_t write_sheet(Book& book, const RowSource& rows, const Table& table,
                          const std::string& path, FileSet& files, std::uint32_t sheet_rows) {
  const std::vector<SheetColumn> columns = make_sheet_columns(table);
  Sheet sheet(book, table, columns, codes_of(rows, table), sheet_rows);
  std::uint64_t count = 0;
  rows.for_each_row(table, [&](const Row& row) {
    if (const auto refusal = find_cell_refusal(table, row)) {
      files.note(
          {path, std::string(table.name), row_id(table, row), refusal->field, refusal->code});
      return;
    }
    sheet.add(cells_of(table, row, columns, path, files));
    ++count;
  });
  sheet.end();
  return count;
}

/// Writes files/<path>: `fill` fills a book and returns the number of its rows.
template <class Fill>
void write_book(const std::string& path, FileSet& files, Fill fill) {
  const fs::path target = files.target_path(path);
  const io::TempFile packed(fs::path(target).concat(".unsorted"), io::TempFile::Kind::kFile);
  Book book(packed.path());
  const std::uint64_t count = fill(book);
  book.close();
  write_sorted_zip(packed.path(), target);
  files.add(path, count);
}

/// Returns the characters of the longest cell of a column, within limits for reading side by side.
double width_of(const PlainSheet& sheet, std::size_t column) {
  constexpr std::size_t kNarrow = 10, kWide = 50;
  std::size_t longest = sheet.titles[column].size() + 2;
  for (const auto& row : sheet.rows)
    longest = std::max(longest, count_utf16_units(row[column]) + 1);
  return static_cast<double>(std::clamp(longest, kNarrow, kWide));
}

void add_sheet(Book& book, const PlainSheet& sheet) {
  lxw_worksheet* const to = book.add_sheet(sheet.name);
  ::worksheet_freeze_panes(to, 1, 0);
  ::worksheet_ignore_errors(to, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  std::vector<double> widths;
  for (std::size_t i = 0; i < sheet.titles.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    widths.push_back(width_of(sheet, i));
    book.check(::worksheet_set_column(to, at, at, widths.back(), book.formats().text));
    book.check(::worksheet_write_string(to, 0, at, sheet.titles[i].c_str(), book.formats().head));
    book.check(::worksheet_write_comment(to, 0, at, sheet.comments[i].c_str()));
  }
  lxw_row_t row = 0;
  for (const std::vector<std::string>& cells : sheet.rows) {
    double lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i)
      lines = std::max(lines, lines_of(cells[i], widths[i]));
    book.check(::worksheet_set_row(
        to, ++row, std::min(lines * kLineHeightPoints, kMaxRowHeightPoints), nullptr));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      const std::string text = escape_cell(strip_illegal_xml(cells[i]));
      book.check(::worksheet_write_string(to, row, static_cast<lxw_col_t>(i), text.c_str(),
                                          book.formats().text));
    }
  }
}

}  // namespace

std::optional<Refusal> find_cell_refusal(const Table& table, const Row& row, bool provenance) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row[i]);
    if (text == nullptr || text->size() <= kMaxCellUnits / 2)
      continue;  // escapes less than double it
    if (!provenance && is_provenance(table.columns[i])) continue;
    if (count_utf16_units(escape_cell(*text)) > kMaxCellUnits) {
      return Refusal{std::string(table.columns[i].name), "CELL_TOO_LONG"};
    }
  }
  return std::nullopt;
}

void write_workbook(const RowSource& rows, const std::string& path, FileSet& files,
                    std::uint32_t sheet_rows) {
  write_book(path, files, [&](Book& book) {
    std::uint64_t count = 0;
    for (const Table& table : sort_for_sheets(rows.tables)) {
      count += write_sheet(book, rows, table, path, files, sheet_rows);
    }
    return count;
  });
}

void write_sheets(const std::vector<PlainSheet>& sheets, const std::string& path, FileSet& files) {
  write_book(path, files, [&](Book& book) {
    std::uint64_t count = 0;
    for (const PlainSheet& sheet : sheets) {
      add_sheet(book, sheet);
      count += sheet.rows.size();
    }
    return count;
  });
}

}  // namespace codau::exports
