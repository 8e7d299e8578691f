// export/delivery/selection.h — the documents, columns and due dates that a user chooses for an
// export. Two flat tables join tasks with documents and deadlines (record/schema/flat_tables.h).
// The table plan_tasks has a row for each task and deadline, and due_dates a row for each due day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "export/delivery/row_source.h"
#include "record/rows/records.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Chooses documents by columns of their row in the table `documents`. A document must fit every
/// member. An empty member fits every document.
struct DocumentSelection {
  std::vector<std::string> documents;  ///< ids of the chosen documents (doc_id)
  /// First and last permitted day of issue, YYYY-MM-DD, both included. The day of issue of a
  /// document is its column issued_date_best, or issued_edtf if that is empty.
  /// 1. If only the month or the year is known, all its days must be within the bounds.
  /// 2. If a bound is given, a document without a date does not fit.
  std::string from, to;
  std::string organ;   ///< a part of the column organ_name; case and diacritics do not count
  std::string type;    ///< the column type_code: KH, QĐ …; case does not count
  std::string status;  ///< the column review_status; case does not count

  /// Tells whether all members are empty.
  [[nodiscard]] bool is_all() const;
  /// Tells whether a row of `documents` is chosen.
  [[nodiscard]] bool matches(const record::Row& document) const;
};

/// Returns the first day of a year, month or day: "2024" and "2024-01" give "2024-01-01". Throws
/// Error{kUsage} for any other text, and for days before 1 March 1900. `option`: the command-line
/// option, for the message.
[[nodiscard]] std::string parse_first_day(const std::string& given, const std::string& option);
/// Returns the last day of a year, month or day: "2024-02" gives "2024-02-29". Throws as
/// parse_first_day() does.
[[nodiscard]] std::string parse_last_day(const std::string& given, const std::string& option);
/// Returns `given` unchanged. Throws Error{kUsage} if `given` has no letter or digit to search for
/// (text::fold_key() is empty). `option`: the command-line option, for the message.
[[nodiscard]] std::string parse_name_part(const std::string& given, const std::string& option);

/// Chooses the shown columns and due dates.
struct ColumnSelection {
  /// Names of the shown columns: TABLE.COLUMN, or COLUMN for a column of plan_tasks. Empty: all.
  /// 1. The primary key of a table with a named column is shown, too.
  /// 2. A table without a named column is left out.
  std::vector<std::string> columns;
  /// First and last permitted due_day of rows of due_dates, YYYY-MM-DD, both included. Empty: no
  /// bound.
  std::string due_from, due_to;

  /// Tells whether all members are empty.
  [[nodiscard]] bool is_all() const {
    return columns.empty() && due_from.empty() && due_to.empty();
  }
};
/// Throws Error{kUsage} if `picked.from` is after `picked.to`, if `shown.due_from` is after
/// `shown.due_to`, or if the store lacks a document of `picked.documents`.
void check_selection(const store::StoreReader& store, const DocumentSelection& picked,
                     const ColumnSelection& shown);
/// Returns `source` with only the chosen columns, and without rows of due_dates outside the bounds.
/// A foreign key is left out unless its own column and its target column are shown. Throws
/// Error{kUsage} for a chosen table or column that `source` lacks.
[[nodiscard]] RowSource select_columns(RowSource source, const ColumnSelection& shown);

}  // namespace codau::exports
