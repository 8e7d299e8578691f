// document/tables/column_head.h — finds the titles of columns in plain text whose columns are
// divided by spaces.
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

/// The title of a column. Its pieces stand one below the other.
struct PlainTitle {
  std::uint32_t begin = 0, end = 0;  ///< columns
  std::vector<ByteRange> pieces;     ///< bytes of the document, from the top down
  ColumnRole role = ColumnRole::kUnknown;
};

/// The head of a table in plain text.
struct PlainHead {
  std::size_t begin = 0, end = 0;  ///< lines
  std::vector<PlainTitle> titles;  ///< three or more, from left to right
};

/// Returns true if the line may be part of a head: it has three parts, or begins with a title of
/// ordinals.
[[nodiscard]] bool may_be_head(const Lexicon& lexicon, const TextDocument& document,
                               const PlainLine& line);

/// Returns the head around line `at`: up to two lines above it and three below, without a blank
/// line between. One title must be that of the tasks, and two others must have different purposes.
/// Of all such groups of lines, the one whose titles have the most purposes is the head.
[[nodiscard]] std::optional<PlainHead> find_column_head(const Lexicon& lexicon,
                                                        const TextDocument& document,
                                                        std::span<const PlainLine> lines,
                                                        std::size_t at);

}  // namespace codau::document
