#include "document/tables/plain_line.h"

#include <cstddef>

#include "document/words/numbering.h"
#include "document/words/passage.h"

namespace codau::document {

PlainLine read_plain_line(const TextDocument& document, std::uint32_t index) {
  constexpr std::uint32_t kTab = 8, kGap = 2;
  PlainLine out;
  out.index = index;
  const ByteRange bytes = document.lines[index].text;
  for (std::uint32_t at = bytes.begin; at < bytes.end;) {
    const auto byte = static_cast<unsigned char>(document.text[at]);
    const bool is_space = byte == ' ' || byte == '\t' || byte == '\r';
    std::uint32_t next = at + 1;
    while (next < bytes.end && (static_cast<unsigned char>(document.text[next]) & 0xC0U) == 0x80U)
      ++next;
    const std::size_t width = byte == '\t' ? kTab - out.ink.size() % kTab : 1;
    for (std::size_t k = 0; k < width; ++k) {
      out.byte_at.push_back(at);
      out.ink += is_space ? ' ' : 'x';
    }
    at = next;
  }
  out.byte_at.push_back(bytes.end);
  const auto size = static_cast<std::uint32_t>(out.ink.size());
  std::uint32_t blanks = kGap;
  for (std::uint32_t column = 0; column < size; ++column) {
    if (out.ink[column] == ' ') {
      ++blanks;
      continue;
    }
    if (blanks >= kGap) out.parts.push_back({column, column + 1, {}});
    out.parts.back().end = column + 1;
    blanks = 0;
  }
  for (PlainPart& part : out.parts) part.text = {out.byte_at[part.begin], out.byte_at[part.end]};
  out.begins_page =
      index > 0 &&
      slice(document.text, {document.lines[index - 1].text.end, bytes.begin}).find('\f') !=
          std::string_view::npos;
  return out;
}

ByteRange text_of(const PlainLine& line) {
  return {line.parts.front().text.begin, line.parts.back().text.end};
}

std::string_view words_of(const TextDocument& document, const PlainLine& line) {
  return slice(document.text, text_of(line));
}

std::optional<std::int32_t> read_plain_ordinal(std::string_view words) {
  if (words.ends_with('.')) words.remove_suffix(1);
  return parse_lone_number(words);
}

void PlainTable::add_cell(std::size_t row, std::size_t column, ByteRange text) {
  cells.push_back(
      {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), 1, 1, text, {}});
}

}  // namespace codau::document
