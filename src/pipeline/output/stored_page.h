// pipeline/output/stored_page.h — loads the OCR result of a page from pages.db.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/ocr_page.h"
#include "store/pages/page_store.h"

namespace codau::pipeline {

/// Returns the OCR result of a page whose image had this size in pixels. Returns nothing if
/// pages.db has no such result. `number`: page of the source, from 1. Throws Error{kOutput} if the
/// page is damaged.
[[nodiscard]] std::optional<OcrPage> load_stored_page(const store::PageStore& pages,
                                                      std::string_view sha256, std::uint32_t number,
                                                      std::int32_t width, std::int32_t height);

}  // namespace codau::pipeline
