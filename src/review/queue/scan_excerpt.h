// review/queue/scan_excerpt.h — chooses the parts of a scan to show beside a value, and loads the
// words that were read there.
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

/// Returns the pages of a document that have a picture, ascending. Empty for a text without scan.
[[nodiscard]] std::vector<ScanPage> find_scan_pages(const store::StoreReader& store,
                                                    std::string_view doc_id);
/// Returns the SHA-256 of the source file of a document; empty if the document does not exist.
[[nodiscard]] std::string find_source(const store::StoreReader& store, std::string_view doc_id);

/// A part of a page to show, with the boxes to mark.
struct ScanExcerpt {
  ScanPage page;
  PageBox part;
  std::vector<PageBox> boxes;
};
/// Returns the part around the marks of each page, for at most three pages. Without marks, returns
/// the usual place of `field` for values of the document itself (table "documents"), otherwise
/// nothing. The argument `bottom` is the end of the text on the last page, and is used only for the
/// signer (find_signature_part()).
[[nodiscard]] std::vector<ScanExcerpt> find_excerpts(const std::vector<ScanPage>& pages,
                                                     const std::vector<PageMark>& marks,
                                                     std::string_view table, std::string_view field,
                                                     double bottom = 1);
/// Returns the end of the last text line of the upright page, from 0 (top) to 1 (bottom). Returns 1
/// for a page without words.
[[nodiscard]] double find_text_bottom(const ScanPage& page, const OcrPage& read);

/// Returns a page as it was read; nothing if `out`/pages.db no longer has it. The boxes are within
/// the page. `sha256`: hash of the source file.
[[nodiscard]] std::optional<OcrPage> load_ocr_page(const std::filesystem::path& out,
                                                   std::string_view sha256, const ScanPage& page);
/// Returns the indices of the words whose centre is in one of the boxes, in the order of the page.
[[nodiscard]] std::vector<std::size_t> find_words_in(const OcrPage& page,
                                                     const std::vector<PageBox>& boxes);

}  // namespace codau::review
