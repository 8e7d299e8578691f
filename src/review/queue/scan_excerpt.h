// review/queue/scan_excerpt.h — what of its scan is shown beside a value, and what was read there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ocr_page.h"
#include "review/queue/scan_crop.h"
#include "store/store_reader.h"

namespace codau::review {

/// The pages of a document that have a picture, ascending; none for a text.
[[nodiscard]] std::vector<ScanPage> find_scan_pages(const store::StoreReader& store,
                                                    std::string_view doc_id);
/// The SHA-256 of what a document was read from; empty for none.
[[nodiscard]] std::string find_source(const store::StoreReader& store, std::string_view doc_id);

/// A part of a page, with the boxes on it that are meant.
struct ScanExcerpt {
  ScanPage page;
  PageBox part;
  std::vector<PageBox> boxes;
};
/// A part for each page that has marks, three at the most. Without marks: where `field` of the
/// document itself stands as a rule, of who signed it by `bottom` (find_signature_part()).
[[nodiscard]] std::vector<ScanExcerpt> find_excerpts(const std::vector<ScanPage>& pages,
                                                     const std::vector<PageMark>& marks,
                                                     std::string_view table, std::string_view field,
                                                     double bottom = 1);
/// Where the last line of text of a page ends, as it is seen upright: 0 to 1.
[[nodiscard]] double find_text_bottom(const ScanPage& page, const OcrPage& read);

/// A page as it was read, where `out`/pages.db still has it; its boxes are within the page.
[[nodiscard]] std::optional<OcrPage> load_ocr_page(const std::filesystem::path& out,
                                                   std::string_view sha256, const ScanPage& page);
/// The words that stand in one of the boxes, in the order of the page: their indices.
[[nodiscard]] std::vector<std::size_t> find_words_in(const OcrPage& page,
                                                     const std::vector<PageBox>& boxes);

}  // namespace codau::review
