#include "review/queue/scan_excerpt.h"

#include <algorithm>
#include <cstddef>

#include "core/box.h"
#include "pipeline/output/stored_page.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "store/pages/page_store.h"

namespace codau::review {
namespace {

using record::Pages;
using record::Row;
using record::Table;

constexpr std::size_t kMostParts = 3;

std::int32_t small(const Row& row, record::ColumnOf<Pages, record::ColumnType::kInt> column) {
  constexpr std::int64_t kMost = 100'000;  // of a side (source/source_file.h has 20,000)
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(record::ConstCells<Pages>(row).get(column).value_or(0), 0, kMost));
}

}  // namespace

std::vector<ScanPage> find_scan_pages(const store::StoreReader& store, std::string_view doc_id) {
  const Table& table = record::table(record::TableId::kPages);
  std::vector<ScanPage> out;
  store.for_each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    const ScanPage page{small(row, Pages::page_no), small(row, Pages::width_px),
                        small(row, Pages::height_px), small(row, Pages::dpi),
                        small(row, Pages::rotation)};
    if (page.number > 0 && page.width > 0 && page.height > 0) out.push_back(page);
  });
  std::ranges::sort(out, {}, &ScanPage::number);
  return out;
}

std::string find_source(const store::StoreReader& store, std::string_view doc_id) {
  const Table& table = record::table(record::TableId::kDocuments);
  std::string out;
  store.for_each_row_of(table, doc_id, [&](const Row& row, std::string_view) {
    using record::Documents;
    out = record::ConstCells<Documents>(row).text(Documents::source_sha256);
  });
  return out;
}

std::vector<ScanExcerpt> find_excerpts(const std::vector<ScanPage>& pages,
                                       const std::vector<PageMark>& marks, std::string_view table,
                                       std::string_view field, double bottom) {
  std::vector<ScanExcerpt> out;
  if (pages.empty()) return out;
  for (const ScanPage& page : pages) {
    ScanExcerpt shown{page, {}, {}};
    for (const PageMark& mark : marks) {
      if (mark.page == page.number) shown.boxes.push_back(mark.box);
    }
    if (shown.boxes.empty() || out.size() == kMostParts) continue;
    shown.part = find_part_around(page, shown.boxes);
    out.push_back(std::move(shown));
  }
  if (!out.empty() || table != "documents") return out;
  if (field.starts_with("signer"))
    return {{pages.back(), find_signature_part(pages.back(), bottom), {}}};
  return {{pages.front(), find_head_part(pages.front(), field), {}}};
}

double find_text_bottom(const ScanPage& page, const OcrPage& read) {
  double out = 0;
  for (const OcrWord& word : read.words) {
    const RelativeBox mark = to_relative_box(page, make_whole_page_box(page), word.box);
    out = std::max(out, mark.top + mark.height);
  }
  return out > 0 ? out : 1;
}

std::optional<OcrPage> load_ocr_page(const std::filesystem::path& out, std::string_view sha256,
                                     const ScanPage& page) {
  const auto number = static_cast<std::uint32_t>(page.number);
  const store::PageStore pages(out / "pages.db", store::PageStore::Access::kLook);
  return pipeline::load_stored_page(pages, sha256, number, page.width, page.height);
}

std::vector<std::size_t> find_words_in(const OcrPage& page, const std::vector<PageBox>& boxes) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const PageBox& word = page.words[i].box;
    const bool is_in =
        std::ranges::any_of(boxes, [&](const PageBox& box) { return contains_centre(box, word); });
    if (is_in) out.push_back(i);
  }
  return out;
}

}  // namespace codau::review
