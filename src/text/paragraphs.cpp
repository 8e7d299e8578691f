// Implements find_paragraphs() of text/text_document.h: printed lines → paragraphs.
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

bool is_space_in_line(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f'; }

bool drop_front(string_view& text, string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

void drop_spaces(string_view& text) {
  while (!text.empty() && is_space_in_line(text.front())) text.remove_prefix(1);
}

// Returns the line without Markdown, which is markup and not content (standards 1.1).
string_view without_markup(string_view line) {
  for (std::size_t size = line.size() + 1; line.size() < size;) {
    size = line.size();
    drop_spaces(line);
    while (drop_front(line, "#") || drop_front(line, "**") || drop_front(line, "<p>")) {
    }
    if (line.size() > 1 && line[0] == '*' && !is_space_in_line(line[1])) line.remove_prefix(1);
  }
  while (!line.empty() && (is_space_in_line(line.back()) || line.back() == '*'))
    line.remove_suffix(1);
  if (line.ends_with("</p>")) line.remove_suffix(4);
  return line;
}

// Returns the first letter or digit; 0 if the text has neither. Skips other signs, for example
// brackets and quotes.
char32_t first_letter_or_digit(string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (letter(c) || (c < 0x80 && is_ascii_digit(static_cast<char>(c)))) return c;
  }
  return 0;
}

bool begins_upper(string_view text) { return letter(first_letter_or_digit(text)).upper; }

bool begins_lower(string_view text) {
  const Letter first = letter(first_letter_or_digit(text));
  return first && !first.upper;
}

// Returns true if the text ends in . ; : ! ? or …, also before closing quotes and brackets.
bool ends_closed(string_view text) {
  constexpr string_view kClosingSigns[] = {"”", "\"", "’", "'", "»", ")", " "};
  for (bool dropped = true; dropped;) {
    dropped = false;
    for (const string_view after : kClosingSigns) {
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
           (is_ascii_digit(text[at]) || string_view("IVXLCl|").find(text[at]) != string_view::npos))
      ++at;
    const string_view group = text.substr(begin, at - begin);
    if (group.ends_with('V') && text.substr(at).starts_with("v.")) ++at;  // V seen twice: "Vv."
    const bool arabic = std::all_of(group.begin(), group.end(), is_ascii_digit);
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
  const bool spaced = is_space_in_line(text[at]);
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
  constexpr string_view kNumberClosers[] = {"-", "–", "—", "/", ":", "~"};
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
  if (!std::ranges::any_of(kNumberClosers, drop) || !begins_upper(text)) return false;
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
  constexpr string_view kTitleWords[] = {"dieu ", "phan ", "chuong ", "muc ", "phu luc "};
  if (!begins_upper(text)) return false;
  const std::string key = strip_diacritics(to_lower(text.substr(0, 40)));
  for (const string_view title : kTitleWords) {
    if (!key.starts_with(title)) continue;
    const std::size_t end = key.find_first_not_of("0123456789ivxlc", title.size());
    if (end == title.size()) return key.compare(end, 4, "thu ") == 0;
    return end == std::string::npos || key[end] == '.' || key[end] == ':';
  }
  return false;
}

// Skips one or two specks before the sign, as OCR leaves them: "‘ - UBND", "~ b)", "“II. NỘI DUNG".
string_view skip_specks(string_view text) {
  constexpr string_view kSpecks[] = {"~", "‘", "’", "“", "'", "\"", "_", ".", ",", ":"};
  string_view rest = text;
  for (int specks = 0; specks < 2; ++specks) {
    for (const string_view speck : kSpecks) drop_front(rest, speck);
  }
  if (rest.empty() || rest.size() == text.size()) return text;
  if (!is_space_in_line(rest.front())) {
    if (is_ascii_digit(rest.front())) return has_number(rest) ? rest : text;
    constexpr string_view kClosingQuotes[] = {"”", "\"", "’", "'"};
    const bool is_quote = std::ranges::any_of(
        kClosingQuotes, [rest](string_view sign) { return rest.find(sign) != rest.npos; });
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
  text = skip_specks(text);
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

struct LineExtent {
  double left = 0, right = 0, height = 0;
};

// Returns the extent along the reading direction, independent of the page rotation.
LineExtent find_extent(const PageBox& b, const TextPage& page) {
  const PageBox box = rotate_upright(b, page);
  return {1.0 * box.left, 1.0 * box.right, 1.0 * height_of(box)};
}

double nearest_rank_percentile(std::vector<double> values, std::size_t percent) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) * percent / 100);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

bool is_printed(const PageBox& box) { return box != PageBox{}; }

// The column that the body lines of a page fill; in pixels, or in letters for plain text.
struct BodyColumn {
  double left = 0, right = 0;
};

// Hard-wrapped text has at most this many letters a line; longer lines are whole paragraphs.
constexpr double kMaxWrappedLineLetters = 140;

class ColumnLayout {
 public:
  explicit ColumnLayout(const TextDocument& document) : document_(document) {
    for (const TextPage& page : document.pages) columns_.push_back(column(page));
  }

  /// Returns the free room of line `l` of page `p`, as a share of the column width. The room is
  /// measured after adding the first word of line `next`. Negative: the line is full.
  [[nodiscard]] double compute_room(std::size_t p, std::uint32_t l, std::uint32_t next) const {
    const TextLine& line = document_.lines[l];
    const BodyColumn& column = columns_[p];
    const double width = column.right - column.left;
    if (width <= 0) return 1;
    const IndexRange words = document_.lines[next].words;
    const bool is_blank = words.empty();
    if (is_printed(line.box)) {
      const LineExtent span = find_extent(line.box, document_.pages[p]);
      const PageBox first = is_blank ? PageBox{} : document_.scanned_word(words.begin).box;
      const LineExtent word = find_extent(first, document_.pages[p]);
      return (column.right - span.right - 0.8 * span.height - (word.right - word.left)) / width;
    }
    if (width > kMaxWrappedLineLetters) return 1;
    const ByteRange first = is_blank ? ByteRange{} : document_.words[words.begin];
    return (0.9 * width - letters(line.text) - 1 - letters(first)) / width;
  }

  /// Returns true if the line begins right of the column's left edge, as the first line of a
  /// paragraph does.
  [[nodiscard]] bool is_indented(std::size_t p, std::uint32_t l) const {
    const TextLine& line = document_.lines[l];
    if (!is_printed(line.box)) return false;
    const LineExtent span = find_extent(line.box, document_.pages[p]);
    return span.left - columns_[p].left > 1.2 * span.height;
  }

  /// Returns the distance in line heights by which line `next` begins right of line `l`.
  [[nodiscard]] double compute_indent_step(std::size_t p, std::uint32_t l, std::size_t q,
                                           std::uint32_t next) const {
    const LineExtent here = find_extent(document_.lines[l].box, document_.pages[p]);
    const LineExtent there = find_extent(document_.lines[next].box, document_.pages[q]);
    return (there.left - columns_[q].left - here.left + columns_[p].left) /
           std::max(1.0, here.height);
  }

  /// Returns true if the line has about equal room on its left and right, as titles do.
  [[nodiscard]] bool is_centred(std::size_t p, std::uint32_t l) const {
    const TextLine& line = document_.lines[l];
    if (!is_printed(line.box)) return false;
    constexpr double kMinSideRoomWidths = 0.04;
    constexpr double kMaxUnevennessWidths = 0.08;
    const LineExtent span = find_extent(line.box, document_.pages[p]);
    const double width = columns_[p].right - columns_[p].left;
    const double left = span.left - columns_[p].left;
    const double right = columns_[p].right - span.right;
    return std::min(left, right) > kMinSideRoomWidths * width &&
           std::abs(left - right) < kMaxUnevennessWidths * width;
  }

 private:
  [[nodiscard]] double letters(ByteRange r) const {
    return static_cast<double>(count_code_points(slice(document_.text, r)));
  }

  [[nodiscard]] BodyColumn column(const TextPage& page) const {
    std::vector<double> left;
    std::vector<double> right;
    for (std::uint32_t l = page.lines.begin; l < page.lines.end; ++l) {
      const TextLine& line = document_.lines[l];
      if (line.role != Role::kBody || line.words.empty()) continue;
      const LineExtent span =
          is_printed(line.box) ? find_extent(line.box, page) : LineExtent{0, letters(line.text), 0};
      left.push_back(span.left);
      right.push_back(span.right);
    }
    return {nearest_rank_percentile(std::move(left), 10),
            nearest_rank_percentile(std::move(right), 90)};
  }

  const TextDocument& document_;
  std::vector<BodyColumn> columns_;
};

// ---- the walk ----

enum class LineGap : std::uint8_t { kNone, kPage, kBlank, kOther };

struct WrappedLine {
  std::uint32_t index = 0;
  std::size_t page = 0;
  string_view text;  ///< without markup
  bool capitals = false;
  bool closed = false;
  bool hard_break = false;  ///< two blanks at the end are Markdown's line break
};

bool has_leading_year(string_view text) {
  return text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_ascii_digit) &&
         (text.starts_with("19") || text.starts_with("20")) &&
         (text.size() == 4 || !is_ascii_digit(text[4]));
}

/// "giai đoạn 2021" / "- 2025": the second line is the end of a span of years, not an item.
bool ends_span_of_years(string_view last, string_view next) {
  if (last.size() < 4 || !has_leading_year(last.substr(last.size() - 4))) return false;
  if (!drop_front(next, "-") && !drop_front(next, "–")) return false;
  drop_spaces(next);
  return has_leading_year(next);
}

/// Returns true if `next` is indented as the first line of a paragraph. If the paragraph above has
/// one line (a heading), both lines have the same indent. Otherwise `next` begins right of the
/// paragraph's last line. Lines below a bullet may hang right of its first line, so an indent there
/// is no evidence.
bool begins_as_paragraph(const ColumnLayout& layout, const WrappedLine& last,
                         const WrappedLine& next, bool is_first) {
  if (!layout.is_indented(next.page, next.index)) return false;
  constexpr double kMaxSameIndentLineHeights = 0.5, kMinIndentLineHeights = 1.2;
  const double step = layout.compute_indent_step(last.page, last.index, next.page, next.index);
  return is_first ? std::abs(step) < kMaxSameIndentLineHeights : step > kMinIndentLineHeights;
}

/// Returns true for one letter and a capital after it ("ở Phòng Tài chính"), which may be a speck
/// before an item.
bool begins_with_letter(string_view text) {
  const std::size_t space = text.find(' ');
  return space != string_view::npos && count_code_points(text.substr(0, space)) == 1 &&
         begins_upper(text.substr(space));
}

/// Returns true if a paragraph continues below a blank line, which readers put between lines that
/// are far apart. A line in lower case continues any open clause, and a closed one whose last line
/// is full. A number continues an open clause whose last line is full ("… trước ngày" /
/// "20/4/2026").
bool is_continuation_below_blank(const ColumnLayout& layout, const WrappedLine& last,
                                 const WrappedLine& next) {
  const bool lower = begins_lower(next.text);
  if (lower && !last.closed) return true;
  const char32_t first = first_letter_or_digit(next.text);
  const bool is_number = first >= U'0' && first <= U'9';
  if (last.closed ? !lower || begins_with_letter(next.text) : !is_number) return false;
  // letters: about half a line of a page; short lines do not show the column width. Any value from
  // 0 to 60 gives the same result on 499 texts.
  constexpr std::size_t kMinOpenLineLetters = 40;
  return count_code_points(last.text) >= kMinOpenLineLetters &&
         layout.compute_room(last.page, last.index, next.index) < 0;
}

bool is_continuation(const ColumnLayout& layout, const WrappedLine& last, const WrappedLine& next,
                     LineGap gap, bool is_first) {
  if (gap == LineGap::kNone && ends_span_of_years(last.text, next.text)) return true;
  if (gap == LineGap::kOther || begins_item(next.text, !last.closed)) return false;
  const bool lower = begins_lower(next.text);
  if (gap == LineGap::kBlank) return is_continuation_below_blank(layout, last, next);
  if (lower) return true;
  if (last.capitals && next.capitals && !last.closed) return gap == LineGap::kNone;
  if (last.hard_break || last.capitals) return false;
  if (layout.is_centred(last.page, last.index) != layout.is_centred(next.page, next.index))
    return false;
  const double room = layout.compute_room(last.page, last.index, next.index);
  if (room > 0 && (last.closed || next.capitals)) return false;
  if (last.closed && layout.is_indented(next.page, next.index)) return false;
  if (begins_as_paragraph(layout, last, next, is_first)) return false;
  constexpr double kMaxRoomWidths = 0.2;
  return room < kMaxRoomWidths;
}

bool is_transparent(Role role) { return role == Role::kPageNumber || role == Role::kRunningHead; }

WrappedLine describe_line(const TextDocument& document, std::uint32_t l, std::size_t page) {
  const string_view raw = slice(document.text, document.lines[l].text);
  WrappedLine out{l, page, without_markup(raw), false, false, raw.ends_with("  ")};
  out.capitals = is_capitals(out.text);
  out.closed = ends_closed(out.text);
  return out;
}

}  // namespace

PageBox rotate_upright(const PageBox& box, const TextPage& page) {
  return rotated(box, page.width, page.height, page.rotation);
}

std::vector<Paragraph> find_paragraphs(const TextDocument& document) {
  const ColumnLayout layout(document);
  std::vector<Paragraph> out;
  std::optional<WrappedLine> last;
  LineGap gap = LineGap::kOther;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    gap = std::max(gap, LineGap::kPage);
    const IndexRange lines = document.pages[p].lines;
    for (std::uint32_t l = lines.begin; l < lines.end; ++l) {
      const Role role = document.lines[l].role;
      if (is_transparent(role)) continue;
      const WrappedLine line = describe_line(document, l, p);
      if (role != Role::kBody) {
        gap = LineGap::kOther;
      } else if (first_letter_or_digit(line.text) == 0) {  // a blank line, a line of stars, a speck
        gap = std::max(gap, LineGap::kBlank);
      } else {
        const bool is_first = !out.empty() && out.back().lines.size() == 1;
        if (!last || !is_continuation(layout, *last, line, gap, is_first)) out.emplace_back();
        out.back().lines.push_back(l);
        last = line;
        gap = LineGap::kNone;
      }
    }
  }
  return out;
}

}  // namespace codau::text
