#include "text/font_capitals.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "text/letters.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

using std::string_view;

constexpr std::size_t kMaxHeadingCharacters = 80;
constexpr std::size_t kMaxShortCharacters = 50;  ///< of a line that does not go on in the next

/// A line of the decoded text.
struct FontLine {
  std::size_t begin = 0, end = 0;  ///< bytes, without the line feed
  bool is_decoded = false;         ///< has a word decoded from TCVN3
  bool is_raised = false;
};

std::vector<FontLine> read_lines(string_view text, const std::vector<Change>& changes) {
  std::vector<FontLine> out;
  auto change = changes.begin();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    FontLine line{at, end};
    for (; change != changes.end() && change->out.begin < end; ++change)
      line.is_decoded = line.is_decoded || change->rule == "tcvn3";
    out.push_back(line);
    at = end + 1;
  }
  return out;
}

bool has_capital(string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (letter(next_code_point(line, at)).upper) return true;
  }
  return false;
}

string_view trim(string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r\f"),
                    end = line.find_last_not_of(" \t\r\f");
  return begin == line.npos ? string_view() : line.substr(begin, end + 1 - begin);
}

/// Returns true for a line that nobody writes in small letters.
bool proves_font(string_view line) {
  constexpr std::array<string_view, 13> kStarts{"i. ",   "ii. ",   "iii. ", "iv. ", "vi. ",
                                                "vii. ", "viii. ", "ix. ",  "tm. ", "kt. ",
                                                "tl. ",  "tuq. ",  "q. "};
  const string_view shown = trim(line);
  if (has_capital(shown)) return false;
  if (fold_key(shown) == "cong hoa xa hoi chu nghia viet nam") return true;
  return std::ranges::any_of(kStarts, [&](string_view start) { return shown.starts_with(start); });
}

/// Returns true for a line of small letters that may be a heading.
bool may_be_heading(string_view line) {
  const string_view shown = trim(line);
  if (shown.empty() || has_capital(shown)) return false;
  if (count_code_points(shown) > kMaxHeadingCharacters) return false;
  if (string_view(".,;:").find(shown.back()) != string_view::npos) return false;
  if (proves_font(shown)) return true;
  std::size_t at = 0;
  if (!letter(next_code_point(shown, at))) return false;
  // "a) …", "b. …"
  return at >= shown.size() || (shown[at] != ')' && shown[at] != '.');
}

/// Returns true if the line after `line` begins a paragraph.
bool ends_paragraph(string_view line) {
  const string_view shown = trim(line);
  return shown.empty() || count_code_points(shown) <= kMaxShortCharacters ||
         string_view(".;:!?").find(shown.back()) != string_view::npos;
}

}  // namespace

RewrittenText restore_capital_lines(string_view decoded, const std::vector<Change>& changes) {
  std::vector<FontLine> lines = read_lines(decoded, changes);
  const auto text_of = [&](const FontLine& line) {
    return decoded.substr(line.begin, line.end - line.begin);
  };
  if (std::ranges::none_of(lines, [&](const FontLine& line) {
        return line.is_decoded && proves_font(text_of(line));
      })) {
    return {std::string(decoded), {}};
  }
  Rewriter out(decoded, "encoding");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_decoded || !may_be_heading(text_of(lines[i]))) continue;
    if (i > 0 && !lines[i - 1].is_raised && !ends_paragraph(text_of(lines[i - 1]))) continue;
    lines[i].is_raised = true;
    out.replace(lines[i].begin, lines[i].end, to_upper(text_of(lines[i])), "tcvn3", 0.9);
  }
  return std::move(out).finish();
}

}  // namespace codau::text
