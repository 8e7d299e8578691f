// store/schema/printed_passage.h — the printed lines of a document, kept so that they can be found
// and shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace codau::store {

/// Lines that stand together: a page, or a stretch of a text without pages.
struct PrintedPassage {
  std::optional<std::uint32_t> page;  ///< nothing for plain text
  std::uint32_t first_line = 1;       ///< of the page, or of the text
  std::string text;                   ///< lines as text.txt has them, a line feed between them
  bool operator==(const PrintedPassage&) const = default;
};

}  // namespace codau::store
