// document/sections/lost_numbers.h — numbers of a badly read text that only those around them tell
// (standards 2.3).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "document/sections/section_blocks.h"
#include "document/words/numbering.h"

namespace codau::document {

/// The number of block b where what stands in its place can be none of the sequence, but the number
/// before it is in `open` and the one behind it goes on: "a Phòng …" between 2. and 4. is 3, a
/// second "I." in front of capitals is II. Nothing where the print does as it is.
[[nodiscard]] std::optional<ItemNumber> infer_lost_number(
    const std::vector<SectionBlock>& blocks, std::size_t b,
    const std::vector<NumberStack::Open>& open);

/// The number of block b where a dash or a letter is read in its place: "- Phòng Hành chính", a
/// heading of agencies with dashes below it, or "a. Ông …", no "b." behind, between "1." and "3.".
[[nodiscard]] std::optional<ItemNumber> infer_skipped_number(
    const Lexicon& lexicon, const std::vector<SectionBlock>& blocks, std::size_t b,
    const std::vector<NumberStack::Open>& open);

/// A speck in the place of a dash: counts where bullets are open, or where the next block begins
/// with the same one.
[[nodiscard]] std::optional<ItemNumber> infer_lost_dash(const std::vector<SectionBlock>& blocks,
                                                        std::size_t b);

}  // namespace codau::document
