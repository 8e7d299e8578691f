// export/delivery/selection.h — the user's choice of documents and columns for an export.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "export/delivery/row_source.h"
#include "record/records.h"
#include "store/reader.h"

namespace codau::exports {

/// A choice of documents by the values of their own row. Empty members choose all. `from` and `to`
/// bound the date of issue (issued_date_best, else issued_edtf), both days included. A document
/// that may have been issued outside these days is not chosen.
struct Selection {
  std::vector<std::string> documents;  ///< doc_ids
  std::string from, to;                ///< YYYY-MM-DD
  std::string organ;                   ///< a part of the organ's name, with or without diacritics
  std::string type;                    ///< KH, QĐ …, in either case
  std::string status;                  ///< review_status

  [[nodiscard]] bool picks_all() const;
  [[nodiscard]] bool picks(const record::Row& document) const;
};

/// Returns the first or the last day of "2024", "2024-03" or "2024-03-15". Throws Error{kUsage} for
/// any other text. `option`: the option that has the text.
[[nodiscard]] std::string first_day(const std::string& given, const std::string& option);
[[nodiscard]] std::string last_day(const std::string& given, const std::string& option);
/// Returns a part of a name. Throws Error{kUsage} if its search key is empty.
[[nodiscard]] std::string part_of_name(const std::string& given, const std::string& option);

/// The choice of columns and due dates.
struct Shown {
  /// TABLE.COLUMN, or COLUMN of plan_tasks. Empty: all columns. Unnamed tables are left out;
  /// primary keys stay.
  std::vector<std::string> columns;
  std::string due_from, due_to;  ///< for due_dates, both days included; empty: no bound

  [[nodiscard]] bool is_all() const {
    return columns.empty() && due_from.empty() && due_to.empty();
  }
};
/// Throws Error{kUsage} for an evident mistake: a first day after the last day, or a document that
/// the store lacks.
void refuse_mistakes(const store::Reader& store, const Selection& picked, const Shown& shown);
/// Returns the chosen rows and columns. Throws Error{kUsage} for a column that `source` lacks.
[[nodiscard]] RowSource only_shown(RowSource source, const Shown& shown);

}  // namespace codau::exports
