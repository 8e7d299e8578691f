#include "export/xlsx/plan_workbook.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "export/delivery/cell_text.h"
#include "export/tabular/row_text.h"
#include "export/xlsx/plan_sheets.h"
#include "record/schema/codes.h"
#include "record/schema/find_cell.h"
#include "record/schema/flat_tables.h"
#include "record/schema/reasons.h"
#include "record/schema/review_cost.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

using record::Documents;
using record::Row;
using record::Sources;
using record::Table;
using record::Tasks;

/// The file of a document.
struct Scan {
  std::string path, name, link;
  std::size_t others = 0;  ///< further files of the document
  std::int64_t first_page = 0;
};
const Table& find_table(const RowSource& rows, record::TableId id) {
  return *std::ranges::find(rows.tables, id, &Table::id);
}

/// The text that a value is shown by; empty if the table has no such column.
std::string format_cell(const Table& table, const Row& row, std::string_view column) {
  const record::Value* const value = record::find_cell(table, row, column);
  return value == nullptr ? std::string() : format_value(*value);
}

/// Reads the files of all documents. Documents of one scan share the PDF of the first of them.
std::map<std::string, Scan, std::less<>> read_scans(const RowSource& rows,
                                                    const PlanWorkbookSettings& settings) {
  std::map<std::string, Scan, std::less<>> out;
  const Table& table = find_table(rows, record::TableId::kSources);
  rows.for_each_row(table, [&](const Row& row) {
    const record::ConstCells<Sources> source(row);
    const std::string& id = source.text(Sources::doc_id);
    const auto [known, is_new] = out.try_emplace(id);
    Scan& scan = known->second;
    if (!is_new) {
      ++scan.others;
      return;
    }
    scan.path = source.text(Sources::source_path);
    scan.name = source.text(Sources::source_name);
    scan.link = settings.link_to_pdf(id);
    scan.first_page = source.get(Sources::page_from).value_or(1);
  });
  const auto shares = [](const auto& one) {
    return one.second.link.empty() && one.second.first_page > 1;
  };
  if (std::ranges::none_of(out, shares)) return out;
  std::map<std::string_view, const std::string*> first;
  for (const auto& [id, scan] : out) {
    if (!scan.link.empty() && scan.first_page == 1) first.emplace(scan.path, &scan.link);
  }
  for (auto& [id, scan] : out) {
    const auto found = first.find(scan.path);
    if (scan.link.empty() && scan.first_page > 1 && found != first.end())
      scan.link = *found->second;
  }
  return out;
}

const record::ReviewReason* find_reason(std::string_view code) {
  const auto found = std::ranges::find(record::reasons(), code, &record::ReviewReason::code);
  return found == record::reasons().end() ? nullptr : &*found;
}

/// The review reasons that ask for a person, of all rows in review.
class Doubts {
 public:
  using Codes = std::vector<std::string>;

  /// Reads the rows of the table `Tag`; `key` is the column of their ids.
  template <class Tag, record::ColumnType kType>
  void read(const RowSource& rows, record::ColumnOf<Tag, kType> key) {
    rows.for_each_row(find_table(rows, Tag::kTable), [&](const Row& row) {
      const record::ConstCells<Tag> cells(row);
      if (cells.text(Tag::review_status) == "review")
        of_row_[cells.text(key)] = &*lists_.insert(list_reasons(row)).first;
    });
  }
  /// Returns the reasons of a row; none if it is not in review.
  [[nodiscard]] const Codes& of(std::string_view id) const {
    static const Codes kNone;
    const auto found = of_row_.find(id);
    return found == of_row_.end() ? kNone : *found->second;
  }

 private:
  /// Returns the reasons in the lists of a row: review_reasons, and flags of a document.
  static Codes list_reasons(const Row& row) {
    Codes out;
    for (const record::Value& value : row) {
      const auto* const codes = std::get_if<Codes>(&value);
      if (codes == nullptr) continue;
      for (const std::string& code : *codes) {
        const record::ReviewReason* const reason = find_reason(code);
        const bool asks = reason != nullptr && reason->severity != record::Severity::kInfo;
        if (asks && std::ranges::find(out, code) == out.end()) out.push_back(code);
      }
    }
    return out;
  }

  std::set<Codes> lists_;  // few: most rows share theirs
  std::map<std::string, const Codes*, std::less<>> of_row_;
};

/// Makes the cells of the rows of one sheet.
class RowReader {
 public:
  RowReader(const RowSource& rows, const PlanWorkbookSettings& settings)
      : language_(settings.language), scans_(read_scans(rows, settings)) {
    doubts_.read(rows, Documents::doc_id);
    doubts_.read(rows, Tasks::task_id);
  }

  [[nodiscard]] std::vector<BookCell> read(const PlanSheet& sheet, const Table& table,
                                           const Row& row) const {
    std::vector<BookCell> cells;
    for (const PlanColumn& column : sheet.columns) cells.push_back(read_cell(column, table, row));
    return cells;
  }

 private:
  [[nodiscard]] std::string say(std::string_view vi, std::string_view en) const {
    return pick(language_, vi, en);
  }
  [[nodiscard]] std::string name_of(const record::CodeList& codes, std::string_view code) const {
    const record::CodeEntry* const found = codes.find(code);
    return found == nullptr ? std::string(code) : say(found->name_vi, found->name_en);
  }

  [[nodiscard]] BookCell read_cell(const PlanColumn& column, const Table& table,
                                   const Row& row) const {
    const auto text = [&](std::string_view name) {
      return record::find_cell_text(table, row, name);
    };
    BookCell cell;
    switch (column.shows) {
      case Shows::kValue:
      case Shows::kDate:
        cell.text = format_cell(table, row, column.name);
        break;
      case Shows::kDocumentNumber: {
        const std::string notation = text(Documents::code_notation.name);
        cell.text = text(Documents::code_number.name);
        if (!notation.empty()) cell.text += record::find_notation_separator(notation) + notation;
        break;
      }
      case Shows::kDeadline: {
        const std::string label = text("deadline_label");
        cell.text = text(column.name);
        if (!label.empty()) cell.text = label + ": " + cell.text;
        break;
      }
      case Shows::kLastDay:
        cell.text = text(column.name);
        if (cell.text.empty())
          cell.text = name_of(record::codes::kDeadlineKind, text("deadline_kind"));
        break;
      case Shows::kRecurring:
        if (format_cell(table, row, column.name) == "true") cell.text = say("có", "yes");
        break;
      case Shows::kStatus:
        cell.text = name_of(record::codes::kReviewStatus, text(column.name));
        break;
      case Shows::kScan:
        read_scan(text(Documents::doc_id.name), cell);
        break;
    }
    mark_doubts(column, table, row, cell);
    return cell;
  }

  void read_scan(const std::string& doc_id, BookCell& cell) const {
    const auto found = scans_.find(doc_id);
    if (found == scans_.end()) return;
    const Scan& scan = found->second;
    cell.text = scan.name;
    if (scan.others > 0) cell.text += " (+" + std::to_string(scan.others) + ")";
    cell.link = scan.link;
  }

  /// Marks the cell if review reasons mean its value; the status also if the row is in review.
  void mark_doubts(const PlanColumn& column, const Table& table, const Row& row,
                   BookCell& cell) const {
    std::vector<std::string> reasons;
    if (column.shows == Shows::kStatus) {
      cell.is_marked = record::find_cell_text(table, row, column.name) == "review";
      reasons = doubts_of(table, row, table.name);
    }
    if (!column.doubted.empty()) {
      std::ranges::copy_if(doubts_of(table, row, column.doubted), std::back_inserter(reasons),
                           [&](const std::string& code) { return means(code, column.doubted); });
    }
    if (reasons.empty()) return;
    cell.is_marked = true;
    cell.comment = say("Cần xem lại:", "To be reviewed:");
    for (const std::string& code : reasons) {
      const record::ReviewReason& reason = *find_reason(code);
      cell.comment += "\n- " + say(reason.meaning_vi, reason.meaning_en);
    }
  }

  /// Returns the reasons of the document of a row if `of` begins with "documents", else of its
  /// task.
  [[nodiscard]] const Doubts::Codes& doubts_of(const Table& table, const Row& row,
                                               std::string_view of) const {
    const bool is_document = of.starts_with("documents");
    return doubts_.of(record::find_cell_text(
        table, row, is_document ? Documents::doc_id.name : Tasks::task_id.name));
  }

  /// Tells whether a reason means a value whose TABLE.COLUMN begins with `place`.
  static bool means(std::string_view code, std::string_view place) {
    return std::ranges::any_of(record::reason_targets(), [&](const record::ReasonTarget& target) {
      return target.reason == code &&
             (std::string(target.table) + "." + std::string(target.column)).starts_with(place);
    });
  }

  Language language_;
  std::map<std::string, Scan, std::less<>> scans_;
  Doubts doubts_;
};

SheetSettings make_settings(const PlanSheet& sheet, const PlanWorkbookSettings& settings) {
  const auto say = [&](std::string_view vi, std::string_view en) {
    return pick(settings.language, vi, en);
  };
  SheetSettings out{
      say(sheet.name_vi, sheet.name_en), {}, SheetLayout::kForPaper, settings.sheet_rows};
  for (const PlanColumn& column : sheet.columns) {
    const bool is_date = column.shows == Shows::kDate || column.shows == Shows::kLastDay;
    out.columns.push_back({say(column.title_vi, column.title_en),
                           say(column.about_vi, column.about_en), column.width,
                           is_date ? CellKind::kDate : CellKind::kText});
  }
  return out;
}

/// Writes one sheet, and counts its rows.
class SheetWriter {
 public:
  SheetWriter(Book& book, const PlanSheet& sheet, const Table& table, const std::string& path,
              FileSet& files)
      : book_(book), sheet_(sheet), table_(table), path_(path), files_(files) {}

  void add(std::vector<BookCell> cells, const std::string& row_id) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const ExportNote about{path_, std::string(table_.name), row_id,
                             std::string(sheet_.columns[i].name), "CELL_TOO_LONG"};
      cells[i].text = make_cell_text(cells[i].text, about, files_);
      if (count_utf16_units(cells[i].text) <= kMaxCellUnits) continue;
      files_.note(about);
      return;
    }
    book_.add_row(cells);
    ++count_;
  }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

 private:
  Book& book_;
  const PlanSheet& sheet_;
  const Table& table_;
  const std::string& path_;
  FileSet& files_;
  std::uint64_t count_ = 0;
};

/// Sorts rows by day and document, kMaxSortedRows at a time. Rows without a day are last.
class DaySorter {
 public:
  explicit DaySorter(SheetWriter& writer) : writer_(writer) {}

  void add(const std::string& day, const std::string& doc_id, std::vector<BookCell> cells,
           std::string row_id) {
    waiting_.push_back({(day.empty() ? "~" : day) + doc_id, std::move(row_id), std::move(cells)});
    if (waiting_.size() == kMaxSortedRows) flush();
  }
  void flush() {
    std::ranges::stable_sort(waiting_, {}, &Waiting::key);
    for (Waiting& row : waiting_) writer_.add(std::move(row.cells), row.row_id);
    waiting_.clear();
  }

 private:
  struct Waiting {
    std::string key, row_id;
    std::vector<BookCell> cells;
  };
  SheetWriter& writer_;
  std::vector<Waiting> waiting_;
};

std::uint64_t write_sheet(Book& book, const PlanSheet& sheet, const RowSource& rows,
                          const RowReader& reader, const std::string& path, FileSet& files) {
  const Table& table = *std::ranges::find(rows.tables, sheet.table, &Table::name);
  SheetWriter writer(book, sheet, table, path, files);
  DaySorter sorter(writer);
  rows.for_each_row(table, [&](const Row& row) {
    sorter.add(record::find_cell_text(table, row, sheet.sorted_by),
               record::find_cell_text(table, row, Documents::doc_id.name),
               reader.read(sheet, table, row), row_id(table, row));
  });
  sorter.flush();
  return writer.count();
}

}  // namespace

void write_plan_workbook(const RowSource& rows, const PlanWorkbookSettings& settings,
                         const std::string& path, FileSet& files) {
  const RowReader reader(rows, settings);
  write_book(path, files, [&](Book& book) {
    std::uint64_t count = 0;
    for (const PlanSheet& sheet : plan_sheets()) {
      book.begin_sheet(make_settings(sheet, settings));
      count += write_sheet(book, sheet, rows, reader, path, files);
      book.end_sheet();
    }
    return count;
  });
}

}  // namespace codau::exports
