// document/sections/section_blocks.h — printed lines → the blocks that make one section each
// (standards 1.2 to 1.5).
#pragma once

#include <cstddef>
#include <vector>

#include "core/values.h"
#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// Lines of one zone that belong together; a paragraph of the body with several items on one line
/// (1.5) is as many blocks.
struct SectionBlock {
  LineZone zone = LineZone::kBody;  ///< kHead for all of ô 1 to 5a
  std::vector<std::size_t> lines;   ///< indices into the lines given, ascending
  std::vector<ByteRange> pieces;    ///< where its words stand, ascending
  Passage words;                    ///< of the pieces; none of a table
  bool is_fused = false;            ///< begins or ends within a line, at a bullet
  bool is_numbered_above = false;   ///< its first line is a number, its words stand below
};

/// The blocks of all lines that are neither blank nor aside, in reading order. A number alone on
/// its line belongs to the line below. Badly read (`is_damaged`), a scrap below a title may be a
/// number. Laws: pieces ascend and never overlap; what they leave out
/// of their lines is white space.
[[nodiscard]] std::vector<SectionBlock> split_into_blocks(const Lexicon& lexicon,
                                                          const TextDocument& document,
                                                          const std::vector<PrintedLine>& lines,
                                                          bool is_damaged = false);

}  // namespace codau::document
