// export/xlsx/plan_sheets.h — the sheets and columns of the workbook for people
// (export/xlsx/plan_workbook.h), in both languages.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace codau::exports {

/// How a column shows a row.
enum class Shows : std::uint8_t {
  kValue,
  kDate,
  kDocumentNumber,  ///< number and notation of a row of `documents`
  kDeadline,        ///< the deadline with its label
  kLastDay,         ///< the day; of a deadline without a day, the name of its kind
  kRecurring,
  kStatus,
  kScan,  ///< the name of the scan, and a link to its PDF
};
struct PlanColumn {
  std::string_view name;  ///< the column of the table
  std::string_view title_vi, title_en;
  double width = 0;  ///< in characters
  Shows shows = Shows::kValue;
  /// A review reason marks the cell if it means a value whose TABLE.COLUMN begins with this.
  std::string_view doubted;
  std::string_view about_vi, about_en;  ///< the comment of the title
};
struct PlanSheet {
  std::string_view table;  ///< of record/schema/schema.h or record/schema/flat_tables.h
  std::string_view name_vi, name_en;
  std::string_view sorted_by;  ///< the column with the day by which rows are sorted
  std::span<const PlanColumn> columns;
};

/// Returns the sheets in order.
[[nodiscard]] std::span<const PlanSheet> plan_sheets();

}  // namespace codau::exports
