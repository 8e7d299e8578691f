// export/row_source.h — rows on their way into a format.
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

/// Whether a column says how a value was read, not what it is: text as read (`_ocr`), page, box,
/// confidence.
[[nodiscard]] bool is_provenance(const record::Column& column);
/// Whether a table holds nothing else: pages, evidence, corrections.
[[nodiscard]] bool is_provenance(const record::Table& table);
/// The same rows without columns and tables of provenance: what people and search engines want
/// unless they ask for more.
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
