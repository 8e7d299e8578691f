// ocr/reading_order.h — sorts the parts of a page into reading order, and gives each line its role.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// A line, or a table in place of a line.
struct PageElement {
  ReadLine line;
  Role role = Role::kBody;
  std::optional<std::size_t> table;  ///< index in ReadPage::tables
};

/// Returns all lines and tables in reading order: page number at the top, header, body, closing,
/// notes, page number at the foot. Furniture (stamps, scanner marks) is last. Law: no word is lost.
[[nodiscard]] std::vector<PageElement> sort_by_reading_order(const ReadPage& read,
                                                             const image::CleanPage& copy);

}  // namespace codau::ocr
