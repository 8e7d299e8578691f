// document/sections/unnumbered_headings.h — headings that have no number (standards section 1,
// "Body order").
#pragma once

#include <cstddef>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/sections/section_blocks.h"
#include "document/words/numbering.h"

namespace codau::document {

/// Tells which blocks of a text are headings without a number. Keeps both lists by reference.
class UnnumberedHeadings {
 public:
  UnnumberedHeadings(const std::vector<SectionBlock>& blocks,
                     const std::vector<PrintedLine>& lines);

  /// True for a line in capitals where no Roman number is open; and, in a text that numbers no
  /// section by Roman numbers or above, for a short line that begins with a capital, has no final
  /// sign and stands between what is closed and what it heads, or in bold. A line between two
  /// numbers that follow each other parts nothing.
  [[nodiscard]] bool is_heading(std::size_t b, const std::vector<NumberStack::Open>& open) const;

 private:
  [[nodiscard]] bool is_title(std::size_t b) const;
  [[nodiscard]] bool is_bold(std::size_t b) const;
  [[nodiscard]] bool is_closed_before(std::size_t b) const;
  [[nodiscard]] bool heads_next(std::size_t b) const;
  [[nodiscard]] bool parts_run(std::size_t b, const std::vector<NumberStack::Open>& open) const;

  const std::vector<SectionBlock>& blocks_;
  const std::vector<PrintedLine>& lines_;
  bool has_high_numbers_ = false;
};

}  // namespace codau::document
