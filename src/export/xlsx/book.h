// export/xlsx/book.h — writes an XLSX file sheet by sheet, and row by row. All texts given to a
// Book must be results of make_cell_text(), or well-formed UTF-8 that has nothing to escape.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "export/target/file_set.h"

namespace codau::exports {

/// Maximum rows of a sheet, with the row of titles.
inline constexpr std::uint32_t kMaxSheetRows = 1'048'576;
/// Maximum UTF-16 code units of a cell.
inline constexpr std::size_t kMaxCellUnits = 32'767;
/// Maximum links and maximum comments of the rows of a sheet. Later cells have neither, so that
/// memory is bounded. Excel takes at most 65,530 links.
inline constexpr std::size_t kMaxSheetLinks = 65'000, kMaxSheetComments = 20'000;

/// The form of the cells of a column.
enum class CellKind : std::uint8_t {
  kText,  ///< text, wrapped
  kKey,   ///< an id or a hash: long text, which is grey and not wrapped
  /// A text YYYY-MM-DD from 1900-03-01 on becomes a date of the workbook. Other texts stay texts.
  kDate,
};
/// A column of a sheet.
struct BookColumn {
  std::string title;    ///< the text in the row of titles
  std::string comment;  ///< the comment of this cell; empty: none
  double width = 0;     ///< in characters
  CellKind kind = CellKind::kText;
};
/// A cell of a row.
struct BookCell {
  std::string text;
  std::string comment = {};  ///< empty: none
  /// A URL, absolute or relative to the file, percent-encoded. Empty: the cell has no link.
  std::string link = {};
  bool is_marked = false;  ///< highlighted, because a person has to look at it
};

/// The look of a sheet. The row of titles is always frozen.
enum class SheetLayout : std::uint8_t {
  kPlain,    ///< without filters
  kTable,    ///< with filters; printed on A4 landscape, with the titles on every page
  kForPaper  ///< like kTable, but all columns fit on one page
};
/// The name, the columns and the look of a sheet.
struct SheetSettings {
  std::string name;  ///< 1 to 31 characters, none of \ / ? * : [ ]
  std::vector<BookColumn> columns;
  SheetLayout layout = SheetLayout::kPlain;
  /// Maximum rows, 2 or more, with the row of titles. Further rows are in another sheet, "name 2".
  std::uint32_t max_rows = kMaxSheetRows;
};

/// An XLSX file while it is written. For each sheet, call begin_sheet(), add_row() for each row,
/// and end_sheet(). At the end, call close(). Only links, comments and the last row are in memory.
/// All cells are texts, so that none becomes a formula or a number; only dates (CellKind::kDate)
/// are an exception. All functions throw Error{kOutput} if the file cannot be written.
class Book {
 public:
  /// Begins to write `file`. Temporary files are in a folder beside it. If the process is killed, a
  /// later run removes this folder.
  explicit Book(std::filesystem::path file);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  /// Begins a sheet, and writes its row of titles. Precondition: the sheet before has ended.
  void begin_sheet(SheetSettings settings);
  /// Adds a row to the begun sheet. Precondition: `cells` has a cell for each column.
  void add_row(const std::vector<BookCell>& cells);
  /// Ends the begun sheet.
  void end_sheet();
  /// Completes the file. Without this call, the file is incomplete.
  void close();

 private:
  class Writer;
  std::unique_ptr<Writer> writer_;
};

/// Writes an XLSX file at files.target_path(path), and adds it to `files`. Calls `fill` once, then
/// Book::close(). `fill` adds all sheets to the book. It returns the number of their rows without
/// rows of titles, for WrittenFile::rows. The same rows give the same bytes. Throws Error{kOutput}
/// if the file cannot be written, or would have 4 GiB or more.
void write_book(const std::string& path, FileSet& files,
                const std::function<std::uint64_t(Book&)>& fill);

/// Returns a text as a cell holds it: escaped, and without controls that XML cannot hold. If there
/// were such controls, adds `about` to `files`, with the code CTRL_CHAR.
[[nodiscard]] std::string make_cell_text(const std::string& text, const ExportNote& about,
                                         FileSet& files);

}  // namespace codau::exports
