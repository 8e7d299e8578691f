#include "worker/printed_passages.h"

#include <algorithm>
#include <string_view>

namespace codau::worker {
namespace {

constexpr std::uint32_t kEnoughLines = 20, kMostLines = 60;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

void append_unless_blank(std::vector<store::PrintedPassage>& to, store::PrintedPassage passage) {
  if (!is_blank(passage.text)) to.push_back(std::move(passage));
}

/// Splits `text` into passages. `first`: number of its first line.
void cut(std::vector<store::PrintedPassage>& to, std::string_view text, std::uint32_t first) {
  store::PrintedPassage passage;
  passage.first_line = first;
  std::uint32_t line = first - 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view printed = text.substr(at, end - at);
    if (line >= passage.first_line) passage.text += '\n';
    passage.text += printed;
    ++line;
    at = end + 1;
    const std::uint32_t lines = line - passage.first_line + 1;
    if (lines < kEnoughLines || (lines < kMostLines && !is_blank(printed))) continue;
    append_unless_blank(to, std::move(passage));
    passage = {};
    passage.first_line = line + 1;
  }
  append_unless_blank(to, std::move(passage));
}

}  // namespace

std::vector<store::PrintedPassage> split_printed_passages(const TextDocument& text,
                                                          ByteRange part) {
  std::vector<store::PrintedPassage> out;
  for (const TextPage& page : text.pages) {
    const ByteRange of{std::max(page.text.begin, part.begin), std::min(page.text.end, part.end)};
    if (of.begin >= of.end) continue;
    const std::string_view before = slice(text.text, {page.text.begin, of.begin});
    const auto first = static_cast<std::uint32_t>(std::ranges::count(before, '\n')) + 1;
    if (page.number == 0) {
      cut(out, slice(text.text, of), first);
    } else {
      append_unless_blank(out, {page.number, first, std::string(slice(text.text, of))});
    }
  }
  return out;
}

}  // namespace codau::worker
