// document/tables/column_head.h — titles of columns between blanks, in plain text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "document/tables/plain_line.h"
#include "document/tasks/column_roles.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// A title: its pieces stand one below another.
struct PlainTitle {
  std::uint32_t begin = 0, end = 0;  ///< columns
  std::vector<ByteRange> pieces;     ///< bytes of the document, from the top down
  ColumnRole role = ColumnRole::kUnknown;
};

struct PlainHead {
  std::size_t begin = 0, end = 0;  ///< lines
  std::vector<PlainTitle> titles;  ///< from the left, three or more
};

/// Whether the line may be one of a head: it has three parts, or it begins with a title of
/// ordinals.
[[nodiscard]] bool may_be_head(const Lexicon& lexicon, const TextDocument& document,
                               const PlainLine& line);

/// The head around line `at`: up to two lines above and three below without a blank line between.
/// One title is that of the tasks, and others have two more purposes. Of the lines that may be a
/// head those are it whose titles have the most purposes.
[[nodiscard]] std::optional<PlainHead> find_column_head(const Lexicon& lexicon,
                                                        const TextDocument& document,
                                                        std::span<const PlainLine> lines,
                                                        std::size_t at);

}  // namespace codau::document
