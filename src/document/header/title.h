// document/header/title.h — ô 5: type, subject, and the years that a subject names (standards 3.8).
#pragma once

#include "document/header/header_input.h"

namespace codau::document {

struct DocumentTitle {
  TextField type_code, type_name;
  TextField subject;
  Passage subject_words;  ///< what `subject` holds
  Passage organ;          ///< an organ printed as the last title line (12.9); not of the subject
  std::optional<std::int32_t> plan_year;
  /// Of a "giai đoạn", or of a school year: from when pupils come together, in August, to its end,
  /// by 31 May (the ministry's frame of each year).
  std::optional<std::string> period_start, period_end;
  HeaderFlags flags;
};

/// The first of "năm học 2026-2027" in a folded text; nothing for years that do not follow each
/// other.
[[nodiscard]] std::optional<std::int32_t> parse_school_year(std::string_view key);

/// The type and the lines below it; of a công văn what stands behind "V/v" (ruling 13.8). Without a
/// type nothing is filled.
[[nodiscard]] DocumentTitle read_document_title(const HeaderInput& input);

}  // namespace codau::document
