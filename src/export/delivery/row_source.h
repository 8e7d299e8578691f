// export/delivery/row_source.h — the rows that an export format writes, with or without provenance.
// Provenance tells how a value was read: the text as read, its box on the page, the confidence, the
// evidence, the corrections.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "record/rows/records.h"
#include "record/schema/schema.h"

namespace codau::exports {

/// Tables with a function that reads their rows one by one, so that memory never holds all rows.
/// Every pass gives the same rows in the same order.
struct RowSource {
  using RowSink = std::function<void(const record::Row&)>;  ///< receives one row
  /// Parents before children. A Table only refers to its columns, which `for_each_row` may own. So
  /// a copy of a Table is valid only as long as this object or a copy of it.
  std::vector<record::Table> tables;
  /// Passes all rows of a table to a receiver. The table must be one of `tables`.
  std::function<void(const record::Table&, const RowSink&)> for_each_row;
};

/// Tells whether a column holds provenance: a text as read (name ends with `_ocr`), a box or a
/// confidence. A page number is data, not provenance.
[[nodiscard]] bool is_provenance(const record::Column& column);
/// Tells whether a table holds only provenance: pages, evidence, corrections.
[[nodiscard]] bool is_provenance(const record::Table& table);
/// A table with all its columns, or without its columns of provenance.
class TableProjection {
 public:
  /// `whole`: the table with all columns. `provenance`: whether to show the columns of provenance.
  TableProjection(const record::Table& whole, bool provenance);
  /// Returns the table with all columns.
  [[nodiscard]] const record::Table& whole() const noexcept { return whole_; }
  /// Returns the table with only the shown columns; valid as long as this object.
  [[nodiscard]] record::Table table() const;
  /// Returns the values of the shown columns of `row`, a row of whole().
  [[nodiscard]] record::Row project(const record::Row& row) const;

 private:
  record::Table whole_;
  std::vector<record::Column> columns_;
  std::vector<std::size_t> column_indexes_;
};
/// Returns `source` without the tables and columns of provenance. All foreign keys still hold.
[[nodiscard]] RowSource remove_provenance(RowSource source);

/// Maximum bytes of a cell that joins several values, for example all agencies of a task
/// (record::is_joined()). Every spreadsheet can hold a cell of this size.
inline constexpr std::size_t kMaxJoinedCellBytes = 16'000;
/// Shortens a text of values, separated by "; ", that has more than kMaxJoinedCellBytes bytes.
/// Keeps the first values that fit, but at least one, and cuts none of them. Appends the number of
/// dropped values: "a.pdf; b.pdf; … (+898)". A shorter text is returned as it is.
[[nodiscard]] std::string shorten_joined(const std::string& text);
/// Returns `source` with shorten_joined() applied to the joined columns of flat tables, for formats
/// that limit the size of a cell. A flat table joins a task with its document and deadlines
/// (record/schema/flat_tables.h).
[[nodiscard]] RowSource shorten_joined_columns(RowSource source);

}  // namespace codau::exports
