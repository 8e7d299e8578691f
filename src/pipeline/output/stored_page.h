// pipeline/output/stored_page.h — a page as it was read, from pages.db.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/ocr_page.h"
#include "store/pages/page_store.h"

namespace codau::pipeline {

/// Returns the page of a source as it was read from a picture of this size in pixels. Returns
/// nothing if pages.db does not have it. `number`: from 1. Throws Error{kOutput} if the page is
/// damaged.
[[nodiscard]] std::optional<OcrPage> load_stored_page(const store::PageStore& pages,
                                                      std::string_view sha256, std::uint32_t number,
                                                      std::int32_t width, std::int32_t height);

}  // namespace codau::pipeline
