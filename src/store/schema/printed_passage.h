// store/schema/printed_passage.h — printed lines of a document, stored for search and display.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace codau::store {

/// Consecutive printed lines: a page, or a stretch of a text without pages.
struct PrintedPassage {
  std::optional<std::uint32_t> page;  ///< nothing for plain text
  std::uint32_t first_line = 1;       ///< number of the first line in the page or the text, from 1
  std::string text;                   ///< lines as in text.txt, separated by line feeds
  bool operator==(const PrintedPassage&) const = default;
};

}  // namespace codau::store
