// document/sections/unnumbered_headings.h — recognises headings without a number (standards,
// section 1, "Body order").
#pragma once

#include <cstddef>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/sections/section_blocks.h"
#include "document/words/numbering.h"

namespace codau::document {

/// Tells which blocks of a text are headings without a number. Keeps references to both lists.
class UnnumberedHeadings {
 public:
  UnnumberedHeadings(const std::vector<SectionBlock>& blocks,
                     const std::vector<PrintedLine>& lines);

  /// Returns true for block `b` in two cases. A line between two consecutive numbers is never a
  /// heading.
  /// 1. It is a line in capitals, and no Roman number is open.
  /// 2. It is a short line that begins with a capital and has no final sign. It is bold, or stands
  ///    between a closed text and the text that it heads. No section of the text has a Roman number
  ///    or a higher one.
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
