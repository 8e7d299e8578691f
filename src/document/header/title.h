// document/header/title.h — ô 5: type, subject, and the years that a subject names (standards 3.8).
#pragma once

#include "document/header/head.h"

namespace codau::document {

struct Title {
  Text type_code, type_name;
  Text subject;
  Passage subject_words;  ///< what `subject` holds
  Passage organ;          ///< an organ printed as the last title line (12.9); not of the subject
  std::optional<std::int32_t> plan_year;
  /// Of a "giai đoạn", or of a school year: from when pupils come together, in August, to its end,
  /// by 31 May (the ministry's frame of each year).
  std::optional<std::string> period_start, period_end;
  Flags flags;
};

/// The first of "năm học 2026-2027" in a folded text; nothing for years that do not follow each
/// other.
[[nodiscard]] std::optional<std::int32_t> school_year(std::string_view key);

/// The type and the lines below it; of a công văn what stands behind "V/v" (ruling 13.8). Without a
/// type nothing is filled.
[[nodiscard]] Title read_title(const HeadInput& input);

}  // namespace codau::document
