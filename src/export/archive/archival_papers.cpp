#include "export/archive/archival_papers.h"

#include <cstdint>
#include <string>
#include <variant>

#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Table;

void add_pages(KnownPaper& paper, const store::StoreReader& store) {
  const Table& pages = record::table(record::TableId::kPages);
  store.for_each_row_of(pages, paper.doc_id, [&](const Row& row, std::string_view) {
    using record::Pages;
    const record::ConstCells<Pages> page(row);
    const std::int64_t dpi = page.get(Pages::dpi).value_or(0);
    if (dpi > 0 && (paper.min_dpi == 0 || dpi < paper.min_dpi)) paper.min_dpi = dpi;
    if (page.get(Pages::width_px).value_or(0) == 0) ++paper.unread_pages;
  });
}

}  // namespace

std::string find_source_path(const store::StoreReader& store, std::string_view doc_id) {
  using record::Sources;
  std::string path;
  store.for_each_row_of(record::table(Sources::kTable), doc_id,
                        [&](const Row& row, std::string_view) {
                          if (path.empty())
                            path = record::ConstCells<Sources>(row).text(Sources::source_path);
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
