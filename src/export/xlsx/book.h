// export/xlsx/book.h — an XLSX file and its sheets, which are written row by row. Texts are
// well-formed UTF-8 that make_cell_text() has returned, or that has nothing to escape.
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

enum class CellKind : std::uint8_t {
  kText,
  kKey,   ///< an id or a hash, whose long text is grey and not wrapped
  kDate,  ///< days from March 1900 on are dates; other texts stay texts
};
struct BookColumn {
  std::string title, comment;  ///< the comment is about the title
  double width = 0;            ///< in characters
  CellKind kind = CellKind::kText;
};
struct BookCell {
  std::string text;
  std::string comment = {};
  /// A URL, absolute or relative to the file, percent-encoded. Empty: the cell has no link.
  std::string link = {};
  bool is_marked = false;  ///< highlighted, because a person has to look at it
};

/// The look of a sheet. The row of titles is always frozen.
enum class SheetLayout : std::uint8_t {
  kPlain,
  kTable,    ///< with filters; printed on A4 landscape, with the titles on every page
  kForPaper  ///< like kTable, but all columns fit on one page
};
struct SheetSettings {
  std::string name;  ///< 1 to 31 characters, none of \ / ? * : [ ]
  std::vector<BookColumn> columns;
  SheetLayout layout = SheetLayout::kPlain;
  /// Maximum rows, 2 or more, with the row of titles. Further rows are in another sheet, "name 2".
  std::uint32_t max_rows = kMaxSheetRows;
};

/// An XLSX file that is written. Only links, comments and the last row are in memory. Cells are
/// text, so that no cell becomes a formula or a number; dates are the only exception. All functions
/// throw Error{kOutput} if the file cannot be written.
class Book {
 public:
  /// Temporary files are beside `file`, in a folder that a later run removes after a kill.
  explicit Book(std::filesystem::path file);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  /// Begins a sheet. The sheet before must have ended.
  void begin_sheet(SheetSettings settings);
  /// Adds a row, with a cell for each column.
  void add_row(const std::vector<BookCell>& cells);
  void end_sheet();
  /// Completes the file. Without this call, the file is incomplete.
  void close();

 private:
  class Writer;
  std::unique_ptr<Writer> writer_;
};

/// Writes an XLSX file at files.target_path(path), and adds it to `files`. `fill` adds sheets, and
/// returns the number of their rows. The same rows give the same bytes. Throws Error{kOutput} if
/// the file cannot be written, or would have 4 GiB or more.
void write_book(const std::string& path, FileSet& files,
                const std::function<std::uint64_t(Book&)>& fill);

/// Returns a text as a cell holds it: escaped, and without controls that XML cannot hold. If there
/// were such controls, adds `about` to `files`, with the code CTRL_CHAR.
[[nodiscard]] std::string make_cell_text(const std::string& text, const ExportNote& about,
                                         FileSet& files);

}  // namespace codau::exports
