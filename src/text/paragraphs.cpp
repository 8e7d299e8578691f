// Implements paragraphs() of text/text_document.h: printed lines → paragraphs.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/box.h"
#include "text/letters.h"
#include "text/text_document.h"
#include "text/unicode.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

using std::string_view;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool drop_front(string_view& text, string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

void drop_spaces(string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

// Returns the line without Markdown, which is markup and not content (standards 1.1).
string_view without_markup(string_view line) {
  for (std::size_t size = line.size() + 1; line.size() < size;) {
    size = line.size();
    drop_spaces(line);
    while (drop_front(line, "#") || drop_front(line, "**") || drop_front(line, "<p>")) {
    }
    if (line.size() > 1 && line[0] == '*' && !is_space(line[1])) line.remove_prefix(1);
  }
  while (!line.empty() && (is_space(line.back()) || line.back() == '*')) line.remove_suffix(1);
  if (line.ends_with("</p>")) line.remove_suffix(4);
  return line;
}

// Returns the first letter or digit; 0 if the text has neither. Skips other signs, for example
// brackets and quotes.
char32_t first_sign(string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (letter(c) || (c < 0x80 && is_digit(static_cast<char>(c)))) return c;
  }
  return 0;
}

bool begins_upper(string_view text) { return letter(first_sign(text)).upper; }

bool begins_lower(string_view text) {
  const Letter first = letter(first_sign(text));
  return first && !first.upper;
}

// Returns true if the text ends in . ; : ! ? or …, also before closing quotes and brackets.
bool ends_closed(string_view text) {
  constexpr string_view kAfter[] = {"”", "\"", "’", "'", "»", ")", " "};
  for (bool dropped = true; dropped;) {
    dropped = false;
    for (const string_view after : kAfter) {
      if (text.ends_with(after)) {
        text.remove_suffix(after.size());
        dropped = true;
      }
    }
  }
  return text.ends_with("…") ||
         (!text.empty() && string_view(".;:!?").find(text.back()) != string_view::npos);
}

// Returns true for at least two words, five letters and 70 % capitals among the letters.
bool is_capitals(string_view text) {
  std::size_t upper = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Letter found = letter(next_code_point(text, at));
    if (!found) continue;
    ++letters;
    if (found.upper) ++upper;
  }
  return letters >= 5 && 10 * upper >= 7 * letters && text.find(' ') != string_view::npos;
}

// ---- numbers and bullets (standards 2) ----

// Returns true if the text begins with a number, followed by blanks or a capital. Numbers: "1."
// "12)" "II." "I11." "1.1." "1.2.3" "A."
bool has_number(string_view text) {
  std::size_t at = 0;
  std::size_t levels = 0;
  bool closed = false;
  while (at < text.size()) {
    const std::size_t begin = at;
    while (at < text.size() && at - begin < 5 &&
           (is_digit(text[at]) || string_view("IVXLCl|").find(text[at]) != string_view::npos))
      ++at;
    const string_view group = text.substr(begin, at - begin);
    if (group.ends_with('V') && text.substr(at).starts_with("v.")) ++at;  // V seen twice: "Vv."
    const bool arabic = std::all_of(group.begin(), group.end(), is_digit);
    if (group.empty() && levels == 0 && text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z') ++at;
    if (at == begin) break;
    if (arabic && group.size() > 2) return false;
    ++levels;
    closed = at < text.size() && (text[at] == '.' || text[at] == ')');
    if (!closed) break;
    ++at;
    if (text[at - 1] == ')') break;
  }
  if (levels == 0 || (levels == 1 && !closed) || at == text.size()) return false;
  const bool spaced = is_space(text[at]);
  return (spaced && closed) || begins_upper(text.substr(at));
}

// "a. Kết quả": a small letter and a full stop before a capital.
bool has_small_letter(string_view text) {
  if (!begins_lower(text)) return false;
  std::size_t at = 0;
  const Letter first = letter(next_code_point(text, at));
  text.remove_prefix(at);
  return first && drop_front(text, ". ") && begins_upper(text);
}

// "I- MỤC ĐÍCH" "1/ Mục đích" "a/ Kiểm tra": a number closed by a dash, stroke or colon, as in
// Party papers and reports. Words must follow, not a code ("15/KH-UBND") or a date. `open` as for
// begins_item: "khu 1 - Thị trấn" may be broken anywhere.
bool has_stroke_number(string_view text, bool open) {
  constexpr string_view kStrokes[] = {"-", "–", "—", "/", ":", "~"};
  const std::size_t roman = std::min(text.find_first_not_of("IVXl|1"), text.size());
  const std::size_t arabic = std::min(text.find_first_not_of("0123456789"), text.size());
  std::size_t at = roman <= 5 ? roman : 0;
  if (at == 0 && arabic <= 2) at = arabic;
  const bool is_letter = at == 0 && !text.empty();
  if (is_letter && letter(next_code_point(text, at)).upper) return false;
  text.remove_prefix(at);
  const bool apart = !is_letter && drop_front(text, " ");
  if (open && (apart || text.starts_with(':'))) return false;
  if (!open && !is_letter && !apart && drop_front(text, ", "))
    return begins_upper(text);  // "4, Tuần"
  const auto drop = [&text](string_view stroke) { return drop_front(text, stroke); };
  if (!std::ranges::any_of(kStrokes, drop) || !begins_upper(text)) return false;
  if (text.front() == ' ') return true;
  const string_view word = text.substr(0, text.find(' '));
  return !is_letter && word.find_first_of("/-") == string_view::npos &&
         (to_upper(word) != word || is_capitals(text));
}

// "a)" "đ)" "(1)" "(b)", also with the letter lost or misread: ")" "¢)".
bool has_bracket(string_view text) {
  drop_front(text, "(");
  for (std::size_t at = 0, signs = 0; at < text.size() && signs < 3; ++signs) {
    const char32_t c = next_code_point(text, at);
    if (c == ')') return true;
    if (c == ' ' || letter(c).upper) return false;
    if (signs == 1 && letter(c)) return false;
  }
  return false;
}

// "Điều 5." "Phần I" "Chương II" "Mục 1:" "Phụ lục 2": the number ends the line or is closed by a
// sign.
bool has_title_number(string_view text) {
  constexpr string_view kTitles[] = {"dieu ", "phan ", "chuong ", "muc ", "phu luc "};
  if (!begins_upper(text)) return false;
  const std::string key = strip_marks(to_lower(text.substr(0, 40)));
  for (const string_view title : kTitles) {
    if (!key.starts_with(title)) continue;
    const std::size_t end = key.find_first_not_of("0123456789ivxlc", title.size());
    if (end == title.size()) return key.compare(end, 4, "thu ") == 0;
    return end == std::string::npos || key[end] == '.' || key[end] == ':';
  }
  return false;
}

// Skips one or two specks before the sign, as OCR leaves them: "‘ - UBND", "~ b)", "“II. NỘI DUNG".
string_view without_noise(string_view text) {
  constexpr string_view kNoise[] = {"~", "‘", "’", "“", "'", "\"", "_", ".", ",", ":"};
  string_view rest = text;
  for (int specks = 0; specks < 2; ++specks) {
    for (const string_view speck : kNoise) drop_front(rest, speck);
  }
  if (rest.empty() || rest.size() == text.size()) return text;
  if (!is_space(rest.front())) {
    if (is_digit(rest.front())) return has_number(rest) ? rest : text;
    constexpr string_view kClosing[] = {"”", "\"", "’", "'"};
    const bool is_quote = std::ranges::any_of(
        kClosing, [rest](string_view sign) { return rest.find(sign) != rest.npos; });
    return !is_quote && (has_number(rest) || has_bracket(rest)) ? rest : text;
  }
  drop_spaces(rest);
  return rest;
}

// `open`: the line before does not end a sentence, so a dash may be one inside it ("kinh tế / - xã
// hội").
bool begins_item(string_view text, bool open) {
  constexpr string_view kDashes[] = {"-", "–", "—"};
  constexpr string_view kBullets[] = {"•", "●", "▪", "\uF0B7", "+", "·", "* "};
  text = without_noise(text);
  for (const string_view dash : kDashes) {
    if (drop_front(text, dash)) {
      drop_spaces(text);
      return !(open && begins_lower(text)) || has_bracket(text);
    }
  }
  for (const string_view bullet : kBullets) {
    if (text.starts_with(bullet)) return true;
  }
  return has_number(text) || has_stroke_number(text, open) || has_small_letter(text) ||
         has_bracket(text) || has_title_number(text) ||
         fold_key(text.substr(0, 20)).starts_with("noi nhan");
}

// ---- where lines end ----

struct Span {
  double left = 0, right = 0, height = 0;
};

// Returns the extent along the reading direction, independent of the page rotation.
Span upright(const PageBox& b, const TextPage& page) {
  const PageBox box = as_read(b, page);
  return {1.0 * box.left, 1.0 * box.right, 1.0 * height_of(box)};
}

double percentile(std::vector<double> values, std::size_t percent) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * percent / 100);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

bool is_printed(const PageBox& box) { return box != PageBox{}; }

// The column that the body lines of a page fill; in pixels, or in letters for plain text.
struct Column {
  double left = 0, right = 0;
};

// Hard-wrapped text has at most this many letters a line; longer lines are whole paragraphs.
constexpr double kWidestWrap = 140;

class Layout {
 public:
  explicit Layout(const TextDocument& document) : document_(document) {
    for (const TextPage& page : document.pages) columns_.push_back(column(page));
  }

  /// Returns the free room of line `l` of page `p`, as a share of the column width. The room is
  /// measured after adding the first word of line `next`. Negative: the line is full.
  [[nodiscard]] double room(std::size_t p, std::uint32_t l, std::uint32_t next) const {
    const TextLine& line = document_.lines[l];
    const Column& column = columns_[p];
    const double width = column.right - column.left;
    if (width <= 0) return 1;
    const Items words = document_.lines[next].words;
    const bool is_blank = words.empty();
    if (is_printed(line.box)) {
      const Span span = upright(line.box, document_.pages[p]);
      const PageBox first = is_blank ? PageBox{} : document_.print(words.begin).box;
      const Span word = upright(first, document_.pages[p]);
      return (column.right - span.right - 0.8 * span.height - (word.right - word.left)) / width;
    }
    if (width > kWidestWrap) return 1;
    const Bytes first = is_blank ? Bytes{} : document_.words[words.begin];
    return (0.9 * width - letters(line.text) - 1 - letters(first)) / width;
  }

  /// Returns true if the line begins right of the column's left edge, as the first line of a
  /// paragraph does.
  [[nodiscard]] bool indented(std::size_t p, std::uint32_t l) const {
    const TextLine& line = document_.lines[l];
    if (!is_printed(line.box)) return false;
    const Span span = upright(line.box, document_.pages[p]);
    return span.left - columns_[p].left > 1.2 * span.height;
  }

  /// Returns the distance in line heights by which line `next` begins right of line `l`.
  [[nodiscard]] double step_in(std::size_t p, std::uint32_t l, std::size_t q,
                               std::uint32_t next) const {
    const Span here = upright(document_.lines[l].box, document_.pages[p]);
    const Span there = upright(document_.lines[next].box, document_.pages[q]);
    return (there.left - columns_[q].left - here.left + columns_[p].left) /
           std::max(1.0, here.height);
  }

  /// Returns true if the line has about equal room on its left and right, as titles do.
  [[nodiscard]] bool centred(std::size_t p, std::uint32_t l) const {
    const TextLine& line = document_.lines[l];
    if (!is_printed(line.box)) return false;
    constexpr double kRoom = 0.04;
    constexpr double kUneven = 0.08;
    const Span span = upright(line.box, document_.pages[p]);
    const double width = columns_[p].right - columns_[p].left;
    const double left = span.left - columns_[p].left;
    const double right = columns_[p].right - span.right;
    return std::min(left, right) > kRoom * width && std::abs(left - right) < kUneven * width;
  }

 private:
  [[nodiscard]] double letters(Bytes r) const {
    return static_cast<double>(code_points(slice(document_.text, r)));
  }

  [[nodiscard]] Column column(const TextPage& page) const {
    std::vector<double> left;
    std::vector<double> right;
    for (std::uint32_t l = page.lines.begin; l < page.lines.end; ++l) {
      const TextLine& line = document_.lines[l];
      if (line.role != Role::kBody || line.words.empty()) continue;
      const Span span =
          is_printed(line.box) ? upright(line.box, page) : Span{0, letters(line.text), 0};
      left.push_back(span.left);
      right.push_back(span.right);
    }
    return {percentile(std::move(left), 10), percentile(std::move(right), 90)};
  }

  const TextDocument& document_;
  std::vector<Column> columns_;
};

// ---- the walk ----

enum class Gap : std::uint8_t { kNone, kPage, kBlank, kOther };

struct Line {
  std::uint32_t index = 0;
  std::size_t page = 0;
  string_view text;  ///< without markup
  bool capitals = false;
  bool closed = false;
  bool hard_break = false;  ///< two blanks at the end are Markdown's line break
};

bool is_year(string_view text) {
  return text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit) &&
         (text.starts_with("19") || text.starts_with("20")) &&
         (text.size() == 4 || !is_digit(text[4]));
}

/// "giai đoạn 2021" / "- 2025": the second line is the end of a span of years, not an item.
bool ends_span_of_years(string_view last, string_view next) {
  if (last.size() < 4 || !is_year(last.substr(last.size() - 4))) return false;
  if (!drop_front(next, "-") && !drop_front(next, "–")) return false;
  drop_spaces(next);
  return is_year(next);
}

/// Returns true if `next` is indented as the first line of a paragraph. If the paragraph above has
/// one line (a heading), both lines have the same indent. Otherwise `next` begins right of the
/// paragraph's last line. Lines below a bullet may hang right of its first line, so an indent there
/// is no evidence.
bool begins_as_paragraph(const Layout& layout, const Line& last, const Line& next, bool is_first) {
  if (!layout.indented(next.page, next.index)) return false;
  constexpr double kSame = 0.5, kRight = 1.2;
  const double step = layout.step_in(last.page, last.index, next.page, next.index);
  return is_first ? std::abs(step) < kSame : step > kRight;
}

/// Returns true for one letter and a capital after it ("ở Phòng Tài chính"), which may be a speck
/// before an item.
bool begins_with_letter(string_view text) {
  const std::size_t space = text.find(' ');
  return space != string_view::npos && code_points(text.substr(0, space)) == 1 &&
         begins_upper(text.substr(space));
}

/// Returns true if a paragraph continues below a blank line, which readers put between lines that
/// are far apart. A line in lower case continues any open clause, and a closed one whose last line
/// is full. A number continues an open clause whose last line is full ("… trước ngày" /
/// "20/4/2026").
bool goes_on_below_blank(const Layout& layout, const Line& last, const Line& next) {
  const bool lower = begins_lower(next.text);
  if (lower && !last.closed) return true;
  const char32_t first = first_sign(next.text);
  const bool is_number = first >= U'0' && first <= U'9';
  if (last.closed ? !lower || begins_with_letter(next.text) : !is_number) return false;
  // letters: about half a line of a page; short lines do not show the column width. Any value from
  // 0 to 60 gives the same result on 499 texts.
  constexpr std::size_t kLeast = 40;
  return code_points(last.text) >= kLeast && layout.room(last.page, last.index, next.index) < 0;
}

bool continues(const Layout& layout, const Line& last, const Line& next, Gap gap, bool is_first) {
  if (gap == Gap::kNone && ends_span_of_years(last.text, next.text)) return true;
  if (gap == Gap::kOther || begins_item(next.text, !last.closed)) return false;
  const bool lower = begins_lower(next.text);
  if (gap == Gap::kBlank) return goes_on_below_blank(layout, last, next);
  if (lower) return true;
  if (last.capitals && next.capitals && !last.closed) return gap == Gap::kNone;
  if (last.hard_break || last.capitals) return false;
  if (layout.centred(last.page, last.index) != layout.centred(next.page, next.index)) return false;
  const double room = layout.room(last.page, last.index, next.index);
  if (room > 0 && (last.closed || next.capitals)) return false;
  if (last.closed && layout.indented(next.page, next.index)) return false;
  if (begins_as_paragraph(layout, last, next, is_first)) return false;
  constexpr double kClearlyShort = 0.2;
  return room < kClearlyShort;
}

bool is_transparent(Role role) { return role == Role::kPageNumber || role == Role::kRunningHead; }

Line look_at(const TextDocument& document, std::uint32_t l, std::size_t page) {
  const string_view raw = slice(document.text, document.lines[l].text);
  Line out{l, page, without_markup(raw), false, false, raw.ends_with("  ")};
  out.capitals = is_capitals(out.text);
  out.closed = ends_closed(out.text);
  return out;
}

}  // namespace

PageBox as_read(const PageBox& box, const TextPage& page) {
  return rotated(box, page.width, page.height, page.rotation);
}

std::vector<Paragraph> paragraphs(const TextDocument& document) {
  const Layout layout(document);
  std::vector<Paragraph> out;
  std::optional<Line> last;
  Gap gap = Gap::kOther;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    gap = std::max(gap, Gap::kPage);
    const Items lines = document.pages[p].lines;
    for (std::uint32_t l = lines.begin; l < lines.end; ++l) {
      const Role role = document.lines[l].role;
      if (is_transparent(role)) continue;
      const Line line = look_at(document, l, p);
      if (role != Role::kBody) {
        gap = Gap::kOther;
      } else if (first_sign(line.text) == 0) {  // a blank line, a line of stars, a speck
        gap = std::max(gap, Gap::kBlank);
      } else {
        const bool is_first = !out.empty() && out.back().lines.size() == 1;
        if (!last || !continues(layout, *last, line, gap, is_first)) out.emplace_back();
        out.back().lines.push_back(l);
        last = line;
        gap = Gap::kNone;
      }
    }
  }
  return out;
}

}  // namespace codau::text
