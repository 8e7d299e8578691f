// document/layout/printed_line.h — a printed line and the part of the document that it belongs to
// (standards 1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/words/passage.h"

namespace codau::document {

enum class LineZone : std::uint8_t {
  kBlank,
  kHead,     ///< ô 1 to 4: motto, organ, number, place and date
  kTitle,    ///< ô 5a: the name of the type
  kSubject,  ///< ô 5a: the lines below it; of a công văn those from "V/v" on
  kBody,
  kTable,
  kRecipients,    ///< ô 9b
  kSignature,     ///< ô 7
  kAppendixHead,  ///< "Phụ lục 1", its title, "(Kèm theo …)"
  kAside          ///< page numbers, running heads, stray glyphs: in no section
};

/// A printed line, or a half of one where two columns were read as one (standards 12.2).
struct PrintedLine {
  Passage passage;
  ByteRange bytes;
  LineZone zone = LineZone::kBody;
  Role role = Role::kBody;
  std::uint32_t page = 0;
  std::uint32_t source = 0;            ///< index into TextDocument::lines
  std::optional<std::uint32_t> table;  ///< index into TextDocument::tables
  bool begins_page = false;  ///< the first of its page; of a text, the first after a form feed
  /// The next line begins with a capital although its first word had room here: the break is meant.
  bool ends_early = false;
  /// Byte of the text behind the last wide gap of a line of plain text, where a second column may
  /// begin; 0: none.
  std::uint32_t gap = 0;
  bool is_bold = false;  ///< by Markdown: a weak hint (1.1)
  bool is_bold_to_end = false;
  bool is_page_title = false;  ///< "# …" of Markdown
  PageBox box;                 ///< of the page as it is read; empty for plain text
};

/// True for a line that no reader of words sees: blank, or page furniture.
[[nodiscard]] inline bool is_blank_line(const PrintedLine& line) {
  return line.zone == LineZone::kBlank || line.zone == LineZone::kAside;
}

/// Cuts line i in two before byte `at` of its clean text; no change where one half would be blank.
void split_printed_line(std::vector<PrintedLine>& lines, std::size_t i, std::uint32_t at);

/// The number or letter of an appendix line ("Phụ lục 1", "Biểu số 02", "Mẫu số 03a"), empty when
/// it has none; nothing for another line.
[[nodiscard]] std::optional<std::string> read_appendix_label(const Passage& line);

}  // namespace codau::document
