// export/xlsx/plan_sheets.h — the table of the sheets and columns of the workbook for people
// (export/xlsx/plan_workbook.h): their titles and comments in both languages. To change a title,
// edit plan_sheets.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace codau::exports {

/// The text that a cell shows of a row of its table.
enum class Shows : std::uint8_t {
  kValue,           ///< the value of the column
  kDate,            ///< the same, as a date of the workbook
  kDocumentNumber,  ///< number and notation of a row of `documents`: "12/KH-UBND"
  kDeadline,        ///< the deadline with its label
  kLastDay,         ///< the last day on which the task is in time; without a day, the name of the
                    ///< deadline's kind
  kRecurring,       ///< "có" or "yes" if the value is true; otherwise nothing
  kStatus,          ///< the name of the review status; marked if "review", or if there is a reason
  kScan,            ///< the name of the scan, and a link to its PDF
};
/// A column of a sheet.
struct PlanColumn {
  std::string_view name;                ///< the column of the table whose value is shown
  std::string_view title_vi, title_en;  ///< the title in both languages
  double width = 0;                     ///< in characters
  Shows shows = Shows::kValue;
  /// The values whose review reasons mark the cell. A review reason is about a value of the
  /// document or task of the row, named TABLE.COLUMN (record::reason_targets()). If the name begins
  /// with `doubted`, the cell is marked, and its comment explains the reason. Example:
  /// "documents.code_" stands for all columns of `documents` that begin with "code_". Empty: no
  /// value. (For kStatus, see there.)
  std::string_view doubted;
  std::string_view about_vi, about_en;  ///< the comment of the title in both languages
};
/// A sheet with the rows of one table.
struct PlanSheet {
  std::string_view table;             ///< of record/schema/schema.h or record/schema/flat_tables.h
  std::string_view name_vi, name_en;  ///< the name of the sheet in both languages
  std::string_view sorted_by;         ///< rows are sorted by the day in this column
  std::span<const PlanColumn> columns;  ///< in the order of the sheet
};

/// Returns the sheets in the order of the workbook.
[[nodiscard]] std::span<const PlanSheet> plan_sheets();

}  // namespace codau::exports
