#include "export/xlsx/book.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <optional>
#include <system_error>
#include <utility>

#include "core/error.h"
#include "core/message.h"
#include "export/delivery/cell_text.h"
#include "export/xlsx/zip_file.h"
#include "io/temp_file.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

constexpr std::time_t kFixedTime = 315'532'800;  // 1980-01-01, the first day of ZIP

constexpr double kLineHeightPoints = 15,
                 kMaxRowHeightPoints = 409;  // in points, of Calibri 11; Excel's limit
constexpr double kWrapSlack = 1.02;          // a line that wraps at a word is not full
constexpr int kLineHeightPixels = 20, kCommentLinePixels = 18;

constexpr std::size_t kMaxUrlBytes = 2'000;  // libxlsxwriter takes 2,079

/// Returns the lines of a text in a column that is `width` characters wide, estimated without the
/// font.
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

/// Returns the box for the comment of a title: as high as its lines, and wide if there are many.
lxw_comment_options make_title_box(const std::string& comment) {
  constexpr std::uint16_t kNarrowPixels = 160, kWidePixels = 420;
  const auto lines = std::ranges::count(comment, '\n') + 2;
  lxw_comment_options box{};
  box.width = lines > 2 ? kWidePixels : kNarrowPixels;
  box.height = static_cast<std::uint16_t>(kCommentLinePixels * lines);
  return box;
}

/// Returns the box for a comment of 45 characters a line. libxlsxwriter takes every row for one
/// line high. It puts the lower end of the box into a later row unless the box fits into its own.
lxw_comment_options make_box(const std::string& comment, lxw_row_t row, double row_points) {
  constexpr std::uint16_t kPixels = 290;
  constexpr double kCharactersPerLine = 45;
  const int wanted =
      kCommentLinePixels * (static_cast<int>(lines_of(comment, kCharactersPerLine)) + 1);
  const int row_pixels = static_cast<int>(row_points * kLineHeightPixels / kLineHeightPoints);
  lxw_comment_options box{};
  box.width = kPixels;
  box.start_row = row;
  box.y_offset = 2;
  box.height = static_cast<std::uint16_t>(kLineHeightPixels + std::max(0, wanted - row_pixels) - 2);
  return box;
}

}  // namespace

/// The file, and its sheet that is being written.
class Book::Writer {
 public:
  explicit Writer(fs::path file);
  ~Writer() {
    if (book_ != nullptr) ::lxw_workbook_free(book_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void begin_sheet(SheetSettings settings) {
    settings_ = std::move(settings);
    number_ = 0;
    begin_part();
  }
  void add_row(const std::vector<BookCell>& cells);
  void end_sheet();
  void close() {
    errno = 0;
    const lxw_error error = ::workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) fail(error);
  }

 private:
  struct Formats {
    lxw_format *head, *text, *key, *date, *marked_text, *marked_date, *link;
  };

  void begin_part();
  void set_up_page();
  void write_titles();
  void write_cell(lxw_col_t at, const BookCell& cell, double row_points);
  [[nodiscard]] lxw_format* format_of(CellKind kind, bool is_marked) const;
  [[nodiscard]] double height_of(const std::vector<BookCell>& cells) const;
  [[nodiscard]] lxw_format* add_format(bool is_marked);
  [[nodiscard]] lxw_format* add_date_format(bool is_marked);

  void check(lxw_error error) const {
    if (error != LXW_NO_ERROR) fail(error);
  }
  [[noreturn]] void fail(lxw_error error) const;

  fs::path file_;
  io::TempFile room_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  Formats formats_{};
  SheetSettings settings_;
  lxw_worksheet* sheet_ = nullptr;
  int number_ = 0;
  std::uint32_t next_row_ = 0;
  std::size_t links_ = 0, comments_ = 0;
};

// Temporary files are beside the workbook, where enough space exists. They are in a part, because a
// kill may leave a file between its creation and the removal of its name.
Book::Writer::Writer(fs::path file)
    : file_(std::move(file)), room_(fs::path(file_).concat(".tmp"), io::TempFile::Kind::kFolder) {
  folder_ = room_.path().string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder_.data();
  book_ = ::workbook_new_opt(file_.c_str(), &options);
  if (book_ == nullptr) fail(LXW_ERROR_MEMORY_MALLOC_FAILED);
  lxw_doc_properties properties{};
  properties.created = kFixedTime;
  ::workbook_set_properties(book_, &properties);
  formats_ = {add_format(false), add_format(false),     add_format(false), add_date_format(false),
              add_format(true),  add_date_format(true), add_format(false)};
  ::format_set_bold(formats_.head);
  ::format_set_align(formats_.head, LXW_ALIGN_VERTICAL_CENTER);
  ::format_set_bg_color(formats_.head, 0xDCE6F1);
  ::format_set_bottom(formats_.head, LXW_BORDER_MEDIUM);
  for (lxw_format* const wrapped :
       {formats_.head, formats_.text, formats_.marked_text, formats_.link})
    ::format_set_text_wrap(wrapped);
  ::format_set_font_color(formats_.key, 0x595959);
  ::format_set_font_color(formats_.link, 0x0563C1);
  ::format_set_underline(formats_.link, LXW_UNDERLINE_SINGLE);
}

lxw_format* Book::Writer::add_format(bool is_marked) {
  lxw_format* const format = ::workbook_add_format(book_);
  constexpr std::uint8_t kTextFormatIndex = 49;  // "@"
  ::format_set_num_format_index(format, kTextFormatIndex);
  ::format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (is_marked) ::format_set_bg_color(format, 0xFFF2CC);
  return format;
}

lxw_format* Book::Writer::add_date_format(bool is_marked) {
  lxw_format* const format = ::workbook_add_format(book_);
  ::format_set_num_format(format, "dd/mm/yyyy");
  ::format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  ::format_set_align(format, LXW_ALIGN_LEFT);
  ::format_set_text_wrap(format);
  if (is_marked) ::format_set_bg_color(format, 0xFFF2CC);
  return format;
}

void Book::Writer::fail(lxw_error error) const {
  const bool is_of_system =
      errno != 0 && (error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE ||
                     error == LXW_ERROR_ZIP_FILE_OPERATION);
  const Message cause = is_of_system ? describe_errno(errno)
                                     : both("không lập được bảng tính", ::lxw_strerror(error));
  throw make_write_error(file_.string(), cause);
}

lxw_format* Book::Writer::format_of(CellKind kind, bool is_marked) const {
  if (kind == CellKind::kDate) return is_marked ? formats_.marked_date : formats_.date;
  if (is_marked) return formats_.marked_text;
  return kind == CellKind::kKey ? formats_.key : formats_.text;
}

/// Returns the height of the tallest cell that wraps.
double Book::Writer::height_of(const std::vector<BookCell>& cells) const {
  double lines = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const BookColumn& column = settings_.columns[i];
    if (column.kind != CellKind::kKey)
      lines = std::max(lines, lines_of(cells[i].text, column.width));
  }
  return std::min(lines * kLineHeightPoints, kMaxRowHeightPoints);
}

void Book::Writer::add_row(const std::vector<BookCell>& cells) {
  if (next_row_ == settings_.max_rows) {
    end_sheet();
    begin_part();
  }
  // Excel would fit the height by itself; LibreOffice does not. Set before the cells, because rows
  // are written in sequence.
  const double height = height_of(cells);
  check(::worksheet_set_row(sheet_, next_row_, height, nullptr));
  for (std::size_t i = 0; i < cells.size(); ++i)
    write_cell(static_cast<lxw_col_t>(i), cells[i], height);
  ++next_row_;
}

void Book::Writer::write_cell(lxw_col_t at, const BookCell& cell, double row_points) {
  const CellKind kind = settings_.columns[at].kind;
  const auto day = kind == CellKind::kDate ? to_serial_date(cell.text) : std::nullopt;
  lxw_format* const format = format_of(kind, cell.is_marked);
  if (day) {
    check(::worksheet_write_number(sheet_, next_row_, at, *day, format));
  } else if (!cell.link.empty() && cell.link.size() <= kMaxUrlBytes && links_ < kMaxSheetLinks) {
    check(::worksheet_write_url_opt(sheet_, next_row_, at, cell.link.c_str(), formats_.link,
                                    cell.text.c_str(), nullptr));
    ++links_;
  } else if (!cell.text.empty()) {
    check(::worksheet_write_string(sheet_, next_row_, at, cell.text.c_str(), format));
  } else if (cell.is_marked) {
    check(::worksheet_write_blank(sheet_, next_row_, at, format));
  }
  if (cell.comment.empty() || comments_ == kMaxSheetComments) return;
  lxw_comment_options box = make_box(cell.comment, next_row_, row_points);
  check(::worksheet_write_comment_opt(sheet_, next_row_, at, cell.comment.c_str(), &box));
  ++comments_;
}

void Book::Writer::end_sheet() {
  if (settings_.layout == SheetLayout::kPlain) return;
  const auto last = static_cast<lxw_col_t>(settings_.columns.size() - 1);
  check(::worksheet_autofilter(sheet_, 0, 0, std::max(next_row_ - 1, 1U), last));
}

void Book::Writer::begin_part() {
  ++number_;
  std::string name = settings_.name;
  if (number_ > 1) name += " " + std::to_string(number_);
  errno = 0;
  sheet_ = ::workbook_add_worksheet(book_, name.c_str());
  if (sheet_ == nullptr && (errno == EMFILE || errno == ENFILE || errno == ENOSPC))
    throw make_write_error(file_.string(), errno);  // its temporary file
  if (sheet_ == nullptr) throw Error(ErrorCode::kInternal, "no sheet can be named " + name);
  links_ = comments_ = 0;
  if (settings_.layout != SheetLayout::kPlain) set_up_page();
  ::worksheet_freeze_panes(sheet_, 1, 0);
  ::worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  write_titles();
  next_row_ = 1;
}

void Book::Writer::set_up_page() {
  ::worksheet_gridlines(sheet_, LXW_SHOW_ALL_GRIDLINES);  // also on paper
  ::worksheet_set_landscape(sheet_);
  ::worksheet_set_paper(sheet_, 9);  // A4
  ::worksheet_repeat_rows(sheet_, 0, 0);
  ::worksheet_set_footer(sheet_, "&L&A&R&P/&N");
  check(::worksheet_set_row(sheet_, 0, 3 * kLineHeightPoints, nullptr));
  if (settings_.layout != SheetLayout::kForPaper) return;
  constexpr double kMarginInches = 0.4, kBottomMarginInches = 0.6;  // with the footer
  ::worksheet_fit_to_pages(sheet_, 1, 0);
  ::worksheet_set_margins(sheet_, kMarginInches, kMarginInches, kMarginInches, kBottomMarginInches);
}

// Comments of titles come before the rows, because libxlsxwriter writes rows in sequence.
void Book::Writer::write_titles() {
  for (std::size_t i = 0; i < settings_.columns.size(); ++i) {
    const auto at = static_cast<lxw_col_t>(i);
    const BookColumn& column = settings_.columns[i];
    check(::worksheet_set_column(sheet_, at, at, column.width, format_of(column.kind, false)));
    check(::worksheet_write_string(sheet_, 0, at, column.title.c_str(), formats_.head));
    lxw_comment_options box = make_title_box(column.comment);
    check(::worksheet_write_comment_opt(sheet_, 0, at, column.comment.c_str(),
                                        settings_.layout == SheetLayout::kPlain ? nullptr : &box));
  }
}

Book::Book(fs::path file) : writer_(std::make_unique<Writer>(std::move(file))) {}
Book::~Book() = default;
void Book::begin_sheet(SheetSettings settings) { writer_->begin_sheet(std::move(settings)); }
void Book::add_row(const std::vector<BookCell>& cells) { writer_->add_row(cells); }
void Book::end_sheet() { writer_->end_sheet(); }
void Book::close() { writer_->close(); }

void write_book(const std::string& path, FileSet& files,
                const std::function<std::uint64_t(Book&)>& fill) {
  const fs::path target = files.target_path(path);
  const io::TempFile packed(fs::path(target).concat(".unsorted"), io::TempFile::Kind::kFile);
  Book book(packed.path());
  const std::uint64_t count = fill(book);
  book.close();
  write_sorted_zip(packed.path(), target);
  files.add(path, count);
}

std::string make_cell_text(const std::string& text, const ExportNote& about, FileSet& files) {
  const std::string legal = strip_illegal_xml(text);
  if (legal.size() != text.size()) {
    ExportNote note = about;
    note.code = "CTRL_CHAR";
    files.note(std::move(note));
  }
  return escape_cell(legal);
}

}  // namespace codau::exports
