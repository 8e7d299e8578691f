#include "record/records.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "record/row_builder.h"

namespace codau::record {
namespace {

/// Places in a list of ids, the lowest first.
std::vector<std::size_t> places_by_id(const std::vector<std::string>& ids) {
  std::vector<std::size_t> places(ids.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, {},
                    [&](std::size_t place) -> const std::string& { return ids[place]; });
  return places;
}

}  // namespace

// What is known of rows stands under the names of their tables: doc_refs, documents, recipients
// come before sections and tasks.
void stream_records(const text::Lexicon& lexicon, const document::Document& document,
                    const RestoredDocument& text, const SourceInfo& source,
                    const BuiltRowSink& take) {
  RowBuilder builder(lexicon, document, text, source);
  add_document_rows(builder);
  add_citation_rows(builder);
  builder.emit_rows(take);
  for (const std::size_t i : places_by_id(builder.section_ids)) {
    add_section(builder, i);
    builder.emit_rows(take);
  }
  for (const std::size_t i : places_by_id(builder.task_ids)) {
    add_task(builder, i);
    builder.emit_rows(take);
  }
  builder.emit_agencies(take);
}

Records to_records(const text::Lexicon& lexicon, const document::Document& document,
                   const RestoredDocument& text, const SourceInfo& source) {
  Records out;
  for (const Table& one : schema()) out[std::string(one.name)];
  stream_records(lexicon, document, text, source, [&](const Table& one, Row row) {
    out.find(one.name)->second.push_back(std::move(row));
  });
  for (auto& [name, rows] : out) sort_by_key(table(name), rows);
  return out;
}

}  // namespace codau::record
