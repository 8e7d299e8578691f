#include "record/rows/correction.h"

#include <cstdint>
#include <string>
#include <utility>

#include "record/schema/ids.h"

namespace codau::record {

std::string make_correction_id(const CorrectionKey& place, std::size_t begin) {
  std::string key = "corr";
  for (const std::string_view part : {place.doc_id, place.table, place.row_id, place.field}) {
    key.append("|").append(part);
  }
  key += '|' + std::to_string(begin) + '|' + std::to_string(place.seq);
  return make_uuid(key);
}

RowWriter make_correction_row(const CorrectionKey& place, Change change) {
  RowWriter row(table("corrections"));
  row.set("corr_id", make_correction_id(place, change.in.begin));
  row.set("doc_id", std::string(place.doc_id));
  row.set("table_name", std::string(place.table)).set("row_id", std::string(place.row_id));
  row.set("field", std::string(place.field)).set("start", std::int64_t{change.in.begin});
  row.set("end", std::int64_t{change.in.end});
  // an insertion has nothing before it, a deletion nothing after
  row.set("before", change.before.empty() ? Value() : Value(std::move(change.before)));
  row.set("after", change.after.empty() ? Value() : Value(std::move(change.after)));
  row.set("rule", std::move(change.rule)).set("source", std::move(change.source));
  row.set("confidence", to_real_value(change.confidence));
  return row;
}

}  // namespace codau::record
