// ocr/reading_order.h — the parts of a page in the order in which they are read, each line with
// what it is for.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// A line, or a table in place of one.
struct PageElement {
  ReadLine line;
  Role role = Role::kBody;
  std::optional<std::size_t> table;  ///< of ReadPage::tables
};

/// Page number at the top, header, body with its tables, closing, notes, page number at the foot;
/// furniture last. Law: no word is lost.
[[nodiscard]] std::vector<PageElement> sort_by_reading_order(const ReadPage& read,
                                                             const image::CleanPage& copy);

}  // namespace codau::ocr
