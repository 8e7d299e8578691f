#include "document/header/header_input.h"

#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {

std::optional<std::int32_t> find_last_year(std::string_view key) {
  static const Pattern kPattern(R"(\bnam\s+[1il|]?((?:19|20)\d\d)\b)");
  std::optional<std::int32_t> year;
  std::size_t at = 0;
  while (const auto match = kPattern.find(key, at)) {
    year = text::parse_whole_number(match->of(key, 1));
    at = match->whole().end;
  }
  return year;
}

Passage strip_strokes(const Passage& line) {
  static const Pattern kWords(R"([^a-z]*([a-z].*[a-z])[^a-z]*)");
  const auto match = kWords.at_start(line.key);
  return match ? take_part(line, line.in_text(*match->groups[1])) : Passage{};
}

Passage strip_edge_noise(const Passage& line) {
  static const Pattern kWords(R"((?:[^a-z0-9"'(]{1,2} )*[-_~=]?(.*?)(?: [^a-z0-9"')]{1,6})*$)");
  const auto match = kWords.at_start(line.key);
  return match ? take_part(line, line.in_text(*match->groups[1])) : line;
}

}  // namespace codau::document
