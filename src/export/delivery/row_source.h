// export/delivery/row_source.h — rows on their way into a format.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "record/records.h"
#include "record/schema.h"

namespace codau::exports {

/// Tables, parents first, and how to walk the rows of one: always the same rows in the same order,
/// one after another, never all in memory. The tables live as long as the source.
struct RowSource {
  using Take = std::function<void(const record::Row&)>;
  std::vector<record::Table> tables;
  std::function<void(const record::Table&, const Take&)> each_row;
};

/// Whether a column says how a value was read, not what it is: text as read (`_ocr`), box,
/// confidence. The page is where it stands.
[[nodiscard]] bool is_provenance(const record::Column& column);
/// Whether a table holds nothing else: pages, evidence, corrections.
[[nodiscard]] bool is_provenance(const record::Table& table);
/// A table with its columns of provenance or without.
class ShownTable {
 public:
  ShownTable(const record::Table& whole, bool provenance);
  [[nodiscard]] const record::Table& whole() const noexcept { return whole_; }
  /// Lives as long as this.
  [[nodiscard]] record::Table table() const;
  [[nodiscard]] record::Row of(const record::Row& row) const;

 private:
  record::Table whole_;
  std::vector<record::Column> columns_;
  std::vector<std::size_t> places_;
};
/// The same rows without columns and tables of provenance: what is wanted unless somebody asks for
/// more. No key leads into those tables.
[[nodiscard]] RowSource without_provenance(RowSource source);

/// Bytes of values joined in one cell (record::is_joined): no spreadsheet has a limit below them.
inline constexpr std::size_t kMostJoined = 16'000;
/// Whole values of a joined text, at least one, up to that bound, then how many more there are:
/// "a.pdf; b.pdf; … (+898)". A shorter text as it is.
[[nodiscard]] std::string short_joined(const std::string& text);
/// The same rows with that in the joined columns of flat tables: for forms whose cells have a
/// limit.
[[nodiscard]] RowSource with_short_joined(RowSource source);

}  // namespace codau::exports
