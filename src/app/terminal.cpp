#include "app/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "text/utf8.h"

namespace codau::app {
namespace {

constexpr std::size_t kUsualColumns = 80;

struct Range {
  char32_t first, last;
};
// Unicode 15: combining marks of the scripts that file names here use, joiners and selectors.
constexpr std::array kNoColumn{Range{0x300, 0x36F},   Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
                               Range{0x200B, 0x200F}, Range{0x202A, 0x202E}, Range{0x2060, 0x2069},
                               Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F},
                               Range{0xFEFF, 0xFEFF}};
// East_Asian_Width W and F, by blocks.
constexpr std::array kTwoColumns{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},
    Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF},
    Range{0x20000, 0x3FFFD}};

bool is_in(const auto& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [&](const Range& r) { return r.first <= c && c <= r.last; });
}

std::size_t columns_of(char32_t c) {
  if (is_in(kNoColumn, c)) return 0;
  return is_in(kTwoColumns, c) ? 2 : 1;
}

// The end of each letter with its marks, and the columns up to there.
struct Step {
  std::size_t bytes = 0, columns = 0;
};
std::vector<Step> steps_of(std::string_view text) {
  std::vector<Step> steps{{}};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t wide = columns_of(text::next_code_point(text, at));
    if (wide == 0 && steps.size() > 1) {
      steps.back().bytes = at;
    } else {
      steps.push_back({at, steps.back().columns + wide});
    }
  }
  return steps;
}

bool is_set(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::size_t columns_of(std::string_view text) { return steps_of(text).back().columns; }

std::string first_columns(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  for (const Step& step : steps_of(text))
    if (step.columns <= columns) bytes = step.bytes;
  return std::string(text.substr(0, bytes));
}

std::string last_columns(std::string_view text, std::size_t columns) {
  const std::vector<Step> steps = steps_of(text);
  const std::size_t all = steps.back().columns;
  for (const Step& step : steps)
    if (all - step.columns <= columns) return std::string(text.substr(step.bytes));
  return {};
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t taken = columns_of(text);
  return text.append(columns - std::min(columns, taken), ' ');
}

std::string padded_left(std::string text, std::size_t columns) {
  const std::size_t taken = columns_of(text);
  return text.insert(0, columns - std::min(columns, taken), ' ');
}

bool can_redraw(int fd) {
  const char* const kind = std::getenv("TERM");
  return ::isatty(fd) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

bool has_colours(int fd) { return can_redraw(fd) && !is_set("NO_COLOR"); }

std::size_t width_of(int fd) {
  winsize size{};
  const bool is_known = ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return is_known ? size.ws_col : kUsualColumns;
}

}  // namespace codau::app
