// document/layout/printed_line.h — a printed line, and the zone of the document to which it belongs
// (standards, section 1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/words/passage.h"

namespace codau::document {

/// The zone of a line: the part of the document that it belongs to.
enum class LineZone : std::uint8_t {
  kBlank,
  kHead,     ///< ô 1 to 4: motto, organ, number, place and date
  kTitle,    ///< ô 5a: the name of the document type
  kSubject,  ///< ô 5a: the lines below the type; of a công văn, the lines from "V/v" on
  kBody,
  kTable,
  kRecipients,    ///< ô 9b
  kSignature,     ///< ô 7
  kAppendixHead,  ///< "Phụ lục 1", its title, "(Kèm theo …)"
  kAside          ///< page numbers, running heads, stray characters: part of no section
};

/// A printed line. If two columns were read as one line, each half is a line (standards 12.2).
struct PrintedLine {
  Passage passage;
  ByteRange bytes;
  LineZone zone = LineZone::kBody;
  Role role = Role::kBody;
  std::uint32_t page = 0;
  std::uint32_t source = 0;            ///< index into TextDocument::lines
  std::optional<std::uint32_t> table;  ///< index into TextDocument::tables
  /// the first line of its page; in plain text, the first after a form feed
  bool begins_page = false;
  /// The first word of the next line has a capital, and would have fitted here. So the line break
  /// is intended.
  bool ends_early = false;
  /// In plain text: the byte after the last wide gap of the line, where a second column may begin;
  /// 0: none.
  std::uint32_t gap = 0;
  bool is_bold = false;  ///< by Markdown: a weak hint (1.1)
  bool is_bold_to_end = false;
  bool is_page_title = false;  ///< "# …" of Markdown
  PageBox box;                 ///< in pixels of the page image; empty for plain text
};

/// Returns true for a line that no reader uses: blank, or page furniture.
[[nodiscard]] inline bool is_blank_line(const PrintedLine& line) {
  return line.zone == LineZone::kBlank || line.zone == LineZone::kAside;
}

/// Splits line `i` before byte `at` of its passage. Does nothing if one half would be blank.
void split_printed_line(std::vector<PrintedLine>& lines, std::size_t i, std::uint32_t at);

/// Returns the number or letter of an appendix line ("Phụ lục 1", "Biểu số 02", "Mẫu số 03a");
/// empty if it has none. Returns nothing for another line.
[[nodiscard]] std::optional<std::string> read_appendix_label(const Passage& line);

}  // namespace codau::document
