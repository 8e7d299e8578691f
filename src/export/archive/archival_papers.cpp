#include "export/archive/archival_papers.h"

#include <cstdint>
#include <string>
#include <variant>

#include "record/schema/row.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;

void add_pages(KnownPaper& paper, const store::StoreReader& store) {
  const Table& pages = record::table("pages");
  store.for_each_row_of(pages, paper.doc_id, [&](const Row& row, std::string_view) {
    const auto number = [&](std::string_view column) {
      const auto* const value = std::get_if<std::int64_t>(&record::value_of(pages, row, column));
      return value == nullptr ? 0 : *value;
    };
    const std::int64_t dpi = number("dpi");
    if (dpi > 0 && (paper.min_dpi == 0 || dpi < paper.min_dpi)) paper.min_dpi = dpi;
    if (number("width_px") == 0) ++paper.unread_pages;
  });
}

}  // namespace

std::string find_source_path(const store::StoreReader& store, std::string_view doc_id) {
  const Table& sources = record::table("sources");
  std::string path;
  store.for_each_row_of(sources, doc_id, [&](const Row& row, std::string_view) {
    if (path.empty()) path = record::text_of(sources, row, "source_path");
  });
  return path;
}

KnownPaper load_known_paper(const store::StoreReader& store, PaperPdfFinder& pdfs,
                            const PlacedPaper& place, std::string_view doc_id,
                            const record::Row& row) {
  KnownPaper paper{std::string(doc_id), find_source_path(store, doc_id), place, row,
                   pdfs.locate(doc_id)};
  add_pages(paper, store);
  return paper;
}

}  // namespace codau::exports
