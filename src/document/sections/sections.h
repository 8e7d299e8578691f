// document/sections/sections.h — the tree of headings, paragraphs, bullets and tables (standards
// section 2).
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

/// A section with what the readers of tasks and references need of it.
struct SectionNode {
  Section section;
  Passage heading, text;  ///< what Section::heading and Section::text hold
  std::vector<ByteRange> pieces;
  std::optional<NumberForm> form;      ///< of numbered and bulleted nodes; a lost bullet is kDash
  std::optional<std::uint32_t> table;  ///< index into TextDocument::tables
  std::uint32_t appendix = 0;          ///< the appendix it stands in, from 1; 0 for none

  /// "2.", "a)": no bullet.
  [[nodiscard]] bool has_number() const { return form && *form < NumberForm::kDash; }
  /// "3. Sở Tài chính: Bố trí kinh phí."
  [[nodiscard]] bool has_both() const { return !heading.empty() && !text.empty(); }
};

/// All sections in reading order, the document's own zones (header, recipients, signature)
/// included; a table of plain text that is longer than 1 MiB is several, as one on several pages
/// is. Of a text that was badly read (`is_damaged`) a Roman number that repeats is the next one
/// where strokes alone part the two: "II." behind "II." lost one. Laws: every printed line that is
/// neither blank nor aside lies in the bytes of a section, or of several where bullets are fused;
/// bytes ascend and never overlap; a parent stands before its children; number, heading and text of
/// all sections one behind the other are the text of those lines. Left out is white space,
/// transport marks (passage.h), dots, colons and specks at the end of a heading, and specks before
/// a damaged number ("~ b)"); lines that are aside (read_layout.h) are page furniture.
[[nodiscard]] std::vector<SectionNode> read_sections(const Lexicon& lexicon,
                                                     const TextDocument& document,
                                                     const std::vector<PrintedLine>& lines,
                                                     bool is_damaged = false);

}  // namespace codau::document
