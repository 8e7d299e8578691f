#include "record/rows/records.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "record/rows/row_makers.h"

namespace codau::record {
namespace {

/// Returns the indexes of the ids in ascending order of id.
std::vector<std::size_t> places_by_id(const std::vector<std::string>& ids) {
  std::vector<std::size_t> places(ids.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, {},
                    [&](std::size_t place) -> const std::string& { return ids[place]; });
  return places;
}

}  // namespace

Records to_records(const text::Lexicon& lexicon, const document::Document& document,
                   const RestoredDocument& text, const SourceInfo& source) {
  RowBuilder builder(lexicon, document, text, source);
  add_document_rows(builder);
  add_citation_rows(builder);
  // In the order of ids, because the first mention of an agency determines its row.
  for (const std::size_t i : places_by_id(builder.section_ids)) add_section(builder, i);
  for (const std::size_t i : places_by_id(builder.task_ids)) add_task(builder, i);
  return builder.take_records();
}

}  // namespace codau::record
