// document/sections/lost_numbers.h — infers misread numbers of items from the numbers around them
// (standards 2.3). `open`: the open numbers before the block (NumberStack::open_numbers()).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "document/sections/section_blocks.h"
#include "document/words/numbering.h"

namespace codau::document {

/// Returns the number of block `b` if the read number cannot continue the sequence between the
/// numbers before and after it. Examples: "a Phòng …" between 2. and 4. is 3; a second "I." before
/// capitals is II. Returns nothing if the read number is possible.
[[nodiscard]] std::optional<ItemNumber> infer_lost_number(
    const std::vector<SectionBlock>& blocks, std::size_t b,
    const std::vector<NumberStack::Open>& open);

/// Returns the number of block `b` if a dash or a letter was read instead. Examples: "- Phòng Hành
/// chính", a heading of agencies with dashes below; or "a. Ông …" without a "b.", between "1." and
/// "3.".
[[nodiscard]] std::optional<ItemNumber> infer_skipped_number(
    const Lexicon& lexicon, const std::vector<SectionBlock>& blocks, std::size_t b,
    const std::vector<NumberStack::Open>& open);

/// Returns a dash if a speck was read instead. It counts if bullets are open, or if the next block
/// begins with the same speck.
[[nodiscard]] std::optional<ItemNumber> infer_lost_dash(const std::vector<SectionBlock>& blocks,
                                                        std::size_t b);

}  // namespace codau::document
