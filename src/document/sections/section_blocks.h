// document/sections/section_blocks.h — divides printed lines into blocks, each of which becomes one
// section (standards 1.2 to 1.5).
#pragma once

#include <cstddef>
#include <vector>

#include "core/values.h"
#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// Lines of one zone that belong together. A paragraph with several items on one line (1.5) gives
/// several blocks.
struct SectionBlock {
  LineZone zone = LineZone::kBody;  ///< kHead for all of ô 1 to 5a
  std::vector<std::size_t> lines;   ///< indices into the given lines, ascending
  std::vector<ByteRange> pieces;    ///< the places of its words, ascending
  Passage words;                    ///< the words of the pieces; empty for a table
  bool is_fused = false;            ///< begins or ends inside a line, at a bullet
  bool is_numbered_above = false;   ///< its first line has only a number, and its words are below
};

/// Returns the blocks of all lines that are neither blank nor aside, in reading order. A number
/// alone on its line belongs to the line below. In badly read text (`is_damaged`), a scrap below a
/// title may be a number. Laws: pieces ascend and never overlap; they leave out only white space of
/// their lines.
[[nodiscard]] std::vector<SectionBlock> split_into_blocks(const Lexicon& lexicon,
                                                          const TextDocument& document,
                                                          const std::vector<PrintedLine>& lines,
                                                          bool is_damaged = false);

}  // namespace codau::document
