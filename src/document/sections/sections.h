// document/sections/sections.h — builds the tree of headings, paragraphs, bullets and tables
// (standards, section 2).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/values.h"
#include "document/document.h"
#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"
#include "document/words/numbering.h"
#include "document/words/passage.h"

namespace codau::document {

/// A section, with facts that the readers of tasks and references need.
struct SectionNode {
  Section section;
  Passage heading, text;  ///< the words of Section::heading and Section::text
  std::vector<ByteRange> pieces;
  /// for sections with a number or bullet; a lost bullet is kDash
  std::optional<NumberForm> form;
  std::optional<std::uint32_t> table;  ///< index into TextDocument::tables
  std::uint32_t appendix = 0;          ///< the appendix with the section, from 1; 0: none

  /// Returns true for a number ("2.", "a)"), false for a bullet.
  [[nodiscard]] bool has_number() const { return form && *form < NumberForm::kDash; }
  /// Returns true for a heading with a sentence: "3. Sở Tài chính: Bố trí kinh phí."
  [[nodiscard]] bool has_both() const { return !heading.empty() && !text.empty(); }
};

/// Returns all sections in reading order, with the zones header, recipients and signature. A table
/// of plain text over 1 MiB is several sections, as is a table on several pages. In badly read text
/// (`is_damaged`), a repeated Roman number becomes the next one if only strokes differ: "II." after
/// "II." lost a stroke. Laws: each printed line that is neither blank nor aside lies in the bytes
/// of a section, or of several if bullets are fused. Bytes ascend and never overlap. A parent
/// stands before its children. Number, heading and text of all sections, one after another, are the
/// text of those lines. They leave out only: white space, transport marks (passage.h), dots, colons
/// and specks at the end of a heading, and specks before a damaged number ("~ b)").
[[nodiscard]] std::vector<SectionNode> read_sections(const Lexicon& lexicon,
                                                     const TextDocument& document,
                                                     const std::vector<PrintedLine>& lines,
                                                     bool is_damaged = false);

}  // namespace codau::document
