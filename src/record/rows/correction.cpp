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

bool is_set_by_person(const ConstCells<Corrections>& row) {
  return row.text(Corrections::source) == "human" &&
         !row.text(Corrections::rule).starts_with(kLineRule);
}

CorrectionRow make_correction_row(const CorrectionKey& place, Change change) {
  using C = Corrections;
  CorrectionRow row;
  row.set(C::corr_id, make_correction_id(place, change.in.begin));
  row.set(C::doc_id, std::string(place.doc_id));
  row.set(C::table_name, std::string(place.table)).set(C::row_id, std::string(place.row_id));
  row.set(C::field, std::string(place.field));
  row.set(C::start, change.in.begin).set(C::end, change.in.end);
  // an insertion has nothing before it, a deletion nothing after
  if (!change.before.empty()) row.set(C::before, std::move(change.before));
  if (!change.after.empty()) row.set(C::after, std::move(change.after));
  row.set(C::rule, std::move(change.rule)).set(C::source, std::move(change.source));
  return row.set(C::confidence, to_real_value(change.confidence));
}

}  // namespace codau::record
