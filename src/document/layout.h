// document/layout.h — which part of a document each printed line belongs to (standards section 1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "document/passage.h"

namespace codau::document {

enum class Zone : std::uint8_t {
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
struct Line {
  Passage passage;
  Bytes bytes;
  Zone zone = Zone::kBody;
  Role role = Role::kBody;
  std::uint32_t page = 0;
  std::uint32_t source = 0;            ///< index into TextDocument::lines
  std::optional<std::uint32_t> table;  ///< index into TextDocument::tables
  /// The next line begins with a capital although its first word had room here: the break is meant.
  bool ends_early = false;
};

struct DocumentType {
  std::string_view code, name;
};

/// The type that a title line names ("KẾ HOẠCH" → KH, Kế hoạch), damaged letters allowed.
[[nodiscard]] std::optional<DocumentType> read_type(const Passage& line);
/// The type that a code of NĐ 30 Phụ lục III abbreviates.
[[nodiscard]] std::optional<DocumentType> type_of_code(std::string_view code);

/// All lines in reading order with their zones.
[[nodiscard]] std::vector<Line> read_layout(const TextDocument& document);

/// True when the line opens a signature block: "TM. ỦY BAN …", "KT. CHỦ TỊCH".
[[nodiscard]] bool is_authority(const Passage& line);
/// True when the whole line is an office in capitals: "PHÓ CHỦ TỊCH", "GIÁM ĐỐC".
[[nodiscard]] bool is_position(const Passage& line);
/// True when the line has the shape of a person's name, a stroke or two at its ends apart.
[[nodiscard]] bool is_person(const Passage& line);
/// True when the line opens the list of recipients.
[[nodiscard]] bool is_recipients_heading(const Passage& line);

/// The number or letter of an appendix line, empty when it has none; nothing for another line.
[[nodiscard]] std::optional<std::string> read_appendix(const Passage& line);

}  // namespace codau::document
