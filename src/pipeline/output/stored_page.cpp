#include "pipeline/output/stored_page.h"

#include <string>
#include <utility>

#include "text/page_json.h"

namespace codau::pipeline {

std::optional<OcrPage> load_stored_page(const store::PageStore& pages, std::string_view sha256,
                                        std::uint32_t number, std::int32_t width,
                                        std::int32_t height) {
  std::optional<OcrPage> found;
  const store::PageStore::StoredPagePlace place = pages.place(sha256, number);
  for (const std::string& key : pages.keys(place.sha256, place.number)) {
    const auto json = pages.page(place.sha256, key, place.number);
    if (!json) continue;
    OcrPage read = text::page_from_json(*json);
    if (read.width == width && read.height == height) found = std::move(read);
  }
  return found;
}

}  // namespace codau::pipeline
