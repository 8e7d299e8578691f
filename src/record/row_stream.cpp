#include "record/row_stream.h"

#include <algorithm>
#include <vector>

#include "record/row.h"

namespace codau::record {

RowStream stream_rows(const Records& records) {
  return [&records](const Table& table, const RowSink& take) {
    const auto found = records.find(table.name);
    if (found == records.end()) return;
    std::vector<const Row*> rows;
    rows.reserve(found->second.size());
    for (const Row& row : found->second) rows.push_back(&row);
    const PrimaryKeyLess below(table);
    std::ranges::sort(rows, [&](const Row* a, const Row* b) { return below(*a, *b); });
    for (const Row* const row : rows) take(*row);
  };
}

Records collect_records(const RowStream& rows) {
  Records out;
  for (const Table& table : schema()) {
    std::vector<Row>& all = out[std::string(table.name)];
    rows(table, [&](const Row& row) { all.push_back(row); });
  }
  return out;
}

}  // namespace codau::record
