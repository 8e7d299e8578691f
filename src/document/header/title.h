// document/header/title.h — reads type and subject of a document, and the years that the subject
// names (ô 5; standards 3.8).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

/// The parts of a title.
struct DocumentTitle {
  TextField type_code, type_name;
  TextField subject;
  Passage subject_words;  ///< the words of `subject`
  /// an organ printed as the last line of the title (12.9); it is no part of the subject
  Passage organ;
  std::optional<std::int32_t> plan_year;
  /// First and last day of a "giai đoạn", ISO. A school year is from August, when pupils come
  /// together, to 31 May (the ministry's frame of each year).
  std::optional<std::string> period_start, period_end;
  HeaderFlags flags;
};

/// Returns the first year of "năm học 2026-2027" in a folded text; nothing if the years do not
/// follow each other.
[[nodiscard]] std::optional<std::int32_t> parse_school_year(std::string_view key);

/// Returns the type and the lines below it. The subject of a công văn is the text after "V/v"
/// (ruling 13.8). Without a type, all members are empty.
[[nodiscard]] DocumentTitle read_document_title(const HeaderInput& input);

}  // namespace codau::document
