// export/delivery/selection.h — the documents, columns and due dates that a user chooses for an
// export.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "export/delivery/row_source.h"
#include "record/records.h"
#include "store/store_reader.h"

namespace codau::exports {

/// Chooses documents by the values of their own row in `documents`. A document must fit every
/// member; an empty member fits every document.
struct DocumentSelection {
  std::vector<std::string> documents;  ///< ids of the chosen documents (doc_id)
  /// Bounds of the date of issue, YYYY-MM-DD, both days included. The date is issued_date_best,
  /// else issued_edtf. Of a document that is dated only by month or year, every possible day must
  /// be within the bounds. An undated document is not chosen.
  std::string from, to;
  std::string organ;   ///< a part of the organ's name, with or without diacritics
  std::string type;    ///< type_code: KH, QĐ …, in upper or lower case
  std::string status;  ///< review_status, in upper or lower case

  /// Tells whether all members are empty.
  [[nodiscard]] bool is_all() const;
  /// Tells whether a row of `documents` is chosen.
  [[nodiscard]] bool matches(const record::Row& document) const;
};

/// Returns the first day of "2024", "2024-03" or "2024-03-15", as YYYY-MM-DD. Throws Error{kUsage}
/// for any other text. `option`: the command-line option, for the message.
[[nodiscard]] std::string parse_first_day(const std::string& given, const std::string& option);
/// Returns the last day of the same texts. Throws as parse_first_day().
[[nodiscard]] std::string parse_last_day(const std::string& given, const std::string& option);
/// Returns `given`, a part of a name, unchanged. Throws Error{kUsage} if text::fold_key() leaves
/// nothing of the text to search for.
[[nodiscard]] std::string parse_name_part(const std::string& given, const std::string& option);

/// Chooses columns and due dates.
struct ColumnSelection {
  /// Names of the shown columns: TABLE.COLUMN, or COLUMN for a column of plan_tasks. Primary keys
  /// of the named tables are shown, too. Other tables are left out. Empty: all columns.
  std::vector<std::string> columns;
  /// Bounds of due_day in the table due_dates, YYYY-MM-DD, both days included. Empty: no bound.
  std::string due_from, due_to;

  /// Tells whether all members are empty.
  [[nodiscard]] bool is_all() const {
    return columns.empty() && due_from.empty() && due_to.empty();
  }
};
/// Throws Error{kUsage} if a first day is after its last day, or if the store lacks a chosen
/// document.
void check_selection(const store::StoreReader& store, const DocumentSelection& picked,
                     const ColumnSelection& shown);
/// Returns the chosen columns, and the rows of due_dates within the bounds. Throws Error{kUsage}
/// for a table or column that `source` lacks.
[[nodiscard]] RowSource select_columns(RowSource source, const ColumnSelection& shown);

}  // namespace codau::exports
