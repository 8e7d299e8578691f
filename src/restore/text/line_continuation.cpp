#include "restore/text/line_continuation.h"

#include "restore/text/spelling.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace codau::restore {

bool continues_sentence(std::string_view line) noexcept {
  if (line.empty()) return false;
  std::size_t at = 0;
  const char32_t first = text::next_code_point(line, at);
  return is_letter(first) && !is_upper(first);
}

bool sentence_goes_on(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return false;
  if (std::string_view(",;:.)").find(text[at]) != std::string_view::npos) return true;
  if (text[at] != ' ' || at + 1 >= text.size()) return false;
  std::size_t next = at + 1;
  const text::Letter found = text::letter(text::next_code_point(text, next));
  return found && !found.upper;
}

}  // namespace codau::restore
