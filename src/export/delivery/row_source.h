// export/delivery/row_source.h — the rows that a format writes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "record/records.h"
#include "record/schema.h"

namespace codau::exports {

/// Tables, parents first, and a function that passes the rows of a table. Every pass gives the same
/// rows in the same order, one at a time, never all in memory. The tables live as long as the
/// source.
struct RowSource {
  using Take = std::function<void(const record::Row&)>;
  std::vector<record::Table> tables;
  std::function<void(const record::Table&, const Take&)> each_row;
};

/// Tells whether a column describes how a value was read: text as read (`_ocr`), box, confidence. A
/// page number is data, not provenance.
[[nodiscard]] bool is_provenance(const record::Column& column);
/// Tells whether a table holds only provenance: pages, evidence, corrections.
[[nodiscard]] bool is_provenance(const record::Table& table);
/// A table with or without its columns of provenance.
class ShownTable {
 public:
  ShownTable(const record::Table& whole, bool provenance);
  [[nodiscard]] const record::Table& whole() const noexcept { return whole_; }
  /// Returns the table with the shown columns; valid as long as this object.
  [[nodiscard]] record::Table table() const;
  [[nodiscard]] record::Row of(const record::Row& row) const;

 private:
  record::Table whole_;
  std::vector<record::Column> columns_;
  std::vector<std::size_t> places_;
};
/// Returns the rows without columns and tables of provenance, which are shown only on request. No
/// key leads into those tables.
[[nodiscard]] RowSource without_provenance(RowSource source);

/// Maximum bytes of joined values in one cell (record::is_joined); every spreadsheet can hold them.
inline constexpr std::size_t kMostJoined = 16'000;
/// Shortens a joined text to kMostJoined bytes of whole values, at least one, and the number of the
/// remaining values: "a.pdf; b.pdf; … (+898)". Returns a shorter text unchanged.
[[nodiscard]] std::string short_joined(const std::string& text);
/// Returns the rows with short_joined() applied to the joined columns of flat tables. For formats
/// that limit the size of a cell.
[[nodiscard]] RowSource with_short_joined(RowSource source);

}  // namespace codau::exports
