#include "restore/text/line_continuation.h"

#include "restore/text/spelling.h"
#include "text/utf8.h"

namespace codau::restore {

bool continues_sentence(std::string_view line) noexcept {
  if (line.empty()) return false;
  std::size_t at = 0;
  const char32_t first = text::next_code_point(line, at);
  return is_letter(first) && !is_upper(first);
}

}  // namespace codau::restore
