// export/delivery/selection.h — which documents and which columns of an export a user wants.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "export/delivery/row_source.h"
#include "record/records.h"
#include "store/reader.h"

namespace codau::exports {

/// Documents by what their own row says; a part that is empty picks all. Dates are those of issue
/// (issued_date_best, else issued_edtf), both days included: a document that may have been issued
/// on another day is not picked.
struct Selection {
  std::vector<std::string> documents;  ///< doc_ids
  std::string from, to;                ///< YYYY-MM-DD
  std::string organ;                   ///< a part of the organ's name, with marks or without
  std::string type;                    ///< KH, QĐ …, whatever its case
  std::string status;                  ///< review_status

  [[nodiscard]] bool picks_all() const;
  [[nodiscard]] bool picks(const record::Row& document) const;
};

/// "2024", "2024-03" or "2024-03-15" as the first or the last day that it names. Throws
/// Error{kUsage} for what is none of these; `option` is what it was given to.
[[nodiscard]] std::string first_day(const std::string& given, const std::string& option);
[[nodiscard]] std::string last_day(const std::string& given, const std::string& option);
/// A part of a name. Throws Error{kUsage} where it is empty as a key of search.
[[nodiscard]] std::string part_of_name(const std::string& given, const std::string& option);

/// What of the rows is shown.
struct Shown {
  /// TABLE.COLUMN, or COLUMN of plan_tasks. Empty: all. Other tables are left out, keys stay.
  std::vector<std::string> columns;
  std::string due_from, due_to;  ///< of due_dates, both days included; empty: no bound

  [[nodiscard]] bool is_all() const {
    return columns.empty() && due_from.empty() && due_to.empty();
  }
};
/// Throws Error{kUsage} for what can only be a mistake: a first day after the last one, a document
/// that the store does not have.
void refuse_mistakes(const store::Reader& store, const Selection& picked, const Shown& shown);
/// The rows that are shown. Throws Error{kUsage} for a column that `source` does not have.
[[nodiscard]] RowSource only_shown(RowSource source, const Shown& shown);

}  // namespace codau::exports
