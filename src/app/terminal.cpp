#include "app/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "text/printable.h"
#include "text/utf8.h"

namespace codau::app {
namespace {

constexpr std::size_t kDefaultColumns = 80;

struct CodePointRange {
  char32_t first, last;
};
// Unicode 15: combining marks of the scripts that file names here use, joiners and selectors.
constexpr std::array kZeroColumnRanges{
    CodePointRange{0x300, 0x36F},   CodePointRange{0x1AB0, 0x1AFF}, CodePointRange{0x1DC0, 0x1DFF},
    CodePointRange{0x200B, 0x200F}, CodePointRange{0x202A, 0x202E}, CodePointRange{0x2060, 0x2069},
    CodePointRange{0x20D0, 0x20FF}, CodePointRange{0xFE00, 0xFE0F}, CodePointRange{0xFE20, 0xFE2F},
    CodePointRange{0xFEFF, 0xFEFF}};
// East_Asian_Width W and F, by blocks.
constexpr std::array kTwoColumnRanges{
    CodePointRange{0x1100, 0x115F},   CodePointRange{0x2E80, 0x303E},
    CodePointRange{0x3041, 0xA4CF},   CodePointRange{0xA960, 0xA97F},
    CodePointRange{0xAC00, 0xD7A3},   CodePointRange{0xF900, 0xFAFF},
    CodePointRange{0xFE30, 0xFE6F},   CodePointRange{0xFF00, 0xFF60},
    CodePointRange{0xFFE0, 0xFFE6},   CodePointRange{0x1F300, 0x1F64F},
    CodePointRange{0x1F680, 0x1F6FF}, CodePointRange{0x1F900, 0x1F9FF},
    CodePointRange{0x20000, 0x3FFFD}};

bool is_in(const auto& ranges, char32_t c) {
  return std::ranges::any_of(ranges,
                             [&](const CodePointRange& r) { return r.first <= c && c <= r.last; });
}

std::size_t count_columns(char32_t c) {
  if (is_in(kZeroColumnRanges, c)) return 0;
  return is_in(kTwoColumnRanges, c) ? 2 : 1;
}

// The end of each letter with its marks, and the columns up to there.
struct LetterEnd {
  std::size_t bytes = 0, columns = 0;
};
std::vector<LetterEnd> measure_letters(std::string_view text) {
  std::vector<LetterEnd> ends{{}};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t wide = count_columns(text::next_code_point(text, at));
    if (wide == 0 && ends.size() > 1) {
      ends.back().bytes = at;
    } else {
      ends.push_back({at, ends.back().columns + wide});
    }
  }
  return ends;
}

bool is_set(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::size_t count_columns(std::string_view text) { return measure_letters(text).back().columns; }

std::string take_first_columns(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  for (const LetterEnd& end : measure_letters(text))
    if (end.columns <= columns) bytes = end.bytes;
  return std::string(text.substr(0, bytes));
}

std::string take_last_columns(std::string_view text, std::size_t columns) {
  const std::vector<LetterEnd> ends = measure_letters(text);
  const std::size_t all = ends.back().columns;
  for (const LetterEnd& end : ends)
    if (all - end.columns <= columns) return std::string(text.substr(end.bytes));
  return {};
}

std::string pad_right(std::string text, std::size_t columns) {
  const std::size_t taken = count_columns(text);
  return text.append(columns - std::min(columns, taken), ' ');
}

std::string pad_left(std::string text, std::size_t columns) {
  const std::size_t taken = count_columns(text);
  return text.insert(0, columns - std::min(columns, taken), ' ');
}

bool can_redraw(int fd) {
  const char* const kind = std::getenv("TERM");
  return ::isatty(fd) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

bool has_colours(int fd) { return can_redraw(fd) && !is_set("NO_COLOR"); }

std::size_t terminal_columns(int fd) {
  winsize size{};
  const bool is_known = ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kDefaultColumns;
}

void print_message(Language language, const Message& message) {
  std::fputs((text::make_printable(pick(language, message)) + "\n").c_str(), stderr);
}

}  // namespace codau::app
