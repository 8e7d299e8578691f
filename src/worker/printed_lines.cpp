#include "worker/printed_lines.h"

#include <algorithm>
#include <string_view>

namespace codau::worker {
namespace {

constexpr std::uint32_t kEnoughLines = 20, kMostLines = 60;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

void add(std::vector<store::Printed>& to, store::Printed passage) {
  if (!is_blank(passage.text)) to.push_back(std::move(passage));
}

void cut(std::vector<store::Printed>& to, std::string_view text) {
  store::Printed passage;
  std::uint32_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view printed = text.substr(at, end - at);
    if (line >= passage.first_line) passage.text += '\n';
    passage.text += printed;
    ++line;
    at = end + 1;
    const std::uint32_t lines = line - passage.first_line + 1;
    if (lines < kEnoughLines || (lines < kMostLines && !is_blank(printed))) continue;
    add(to, std::move(passage));
    passage = {};
    passage.first_line = line + 1;
  }
  add(to, std::move(passage));
}

}  // namespace

std::vector<store::Printed> printed_lines(const TextDocument& text) {
  std::vector<store::Printed> out;
  for (const TextPage& page : text.pages) {
    if (page.number == 0) {
      cut(out, slice(text.text, page.text));
    } else {
      add(out, {page.number, 1, std::string(slice(text.text, page.text))});
    }
  }
  return out;
}

}  // namespace codau::worker
