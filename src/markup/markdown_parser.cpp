#include "markup/markdown_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "markup/escaping.h"

namespace codau::markup {
namespace {

/// A longer tag or address is text, so that the time stays linear.
constexpr std::size_t kMaxTagBytes = 4096;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_punctuation(char c) {
  constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  return kPunctuation.find(c) != kPunctuation.npos;
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

std::size_t count_leading(std::string_view text, char c) {
  return std::min(text.find_first_not_of(c), text.size());
}

/// Returns the fence at the beginning of a line, "```" or "~~~" or longer; empty if the line has no
/// fence.
std::string_view fence_of(std::string_view line) {
  for (const char c : {'`', '~'}) {
    const std::size_t size = count_leading(line, c);
    if (size >= 3 && (c == '~' || line.find('`', size) == line.npos)) return line.substr(0, size);
  }
  return {};
}

bool is_list_item(std::string_view line) {
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const std::string_view mark = line.substr(digits);
  if (digits == 0)
    return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
  return mark.starts_with(". ") || mark.starts_with(") ");
}

/// Returns the columns of white space at the beginning of a line.
std::size_t indent_of(std::string_view line) {
  constexpr std::size_t kTabColumns = 4;
  std::size_t columns = 0;
  for (const char c : line.substr(0, std::min(line.find_first_not_of(" \t"), line.size())))
    columns = c == '\t' ? (columns / kTabColumns + 1) * kTabColumns : columns + 1;
  return columns;
}

/// Returns the column of the text of a list item: 5 for "  1. text".
std::size_t column_of_item(std::string_view line) {
  constexpr std::size_t kMaxItemSpaces = 4;  // more spaces begin code
  const std::string_view item = trimmed(line);
  const std::size_t mark = item.find(' ');
  const std::size_t spaces = count_leading(item.substr(mark), ' ');
  return indent_of(line) + mark + (spaces > kMaxItemSpaces ? 1 : spaces);
}

/// Returns true for a line that open inline code cannot reach: a blank line, a list item, a
/// heading, a table row.
bool is_block_begin(std::string_view seen) {
  return seen.empty() || seen.front() == '#' || seen.front() == '|' || is_list_item(seen);
}

/// Returns true for "[name]: address", except for a footnote, "[^1]: text".
bool is_definition(std::string_view line) {
  const std::size_t close = line.starts_with('[') ? line.find("]:") : line.npos;
  return close != line.npos && line.find('[', 1) == line.npos && !line.starts_with("[^");
}

/// Returns true for a rule "---" or the line below the head of a table, "|---|:--:|".
bool is_rule(std::string_view line) { return line.find_first_not_of("-|: ") == line.npos; }

/// Returns true for tags that end a word.
bool is_cell_tag(std::string_view name) {
  constexpr std::array<std::string_view, 10> kWordEndingTags{"td",  "th", "tr",    "br", "p",
                                                             "div", "li", "table", "ul", "ol"};
  return std::ranges::find(kWordEndingTags, name) != kWordEndingTags.end();
}

/// Returns true for a line of front matter: "key: value", a continuation of a value, a comment.
bool is_front_matter(std::string_view line) {
  return line.empty() || is_blank(line.front()) || line.front() == '-' || line.front() == '#' ||
         line.find(':') != line.npos;
}

/// Returns the line without quotation and list marks: "> - 1. ```" has a fence.
std::string_view strip_line_marks(std::string_view line) {
  while (true) {
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const bool is_numbered = digits > 0 && (line.substr(digits).starts_with(". ") ||
                                            line.substr(digits).starts_with(") "));
    if (is_numbered) {
      line = trimmed(line.substr(digits + 2));
    } else if (line.starts_with("> ") || line.starts_with("- ") || line.starts_with("* ") ||
               line.starts_with("+ ")) {
      line = trimmed(line.substr(2));
    } else {
      return line;
    }
  }
}

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower_of);
  return out;
}

/// Returns the tag name in lower case, "td" for "<td class=…" and "</td>"; empty if no tag begins.
std::string name_of(std::string_view rest) {
  rest.remove_prefix(rest.starts_with("</") ? 2 : 1);
  if (rest.empty() || !is_letter(rest.front())) return "";
  const auto end = std::ranges::find_if(
      rest, [](char c) { return !is_letter(c) && !is_digit(c) && c != '-' && c != ':'; });
  const std::string_view name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  const bool ends =
      end == rest.end() || is_blank(*end) || *end == '>' || *end == '/' || *end == '\\';
  return ends ? lower(name) : "";
}

/// Returns the bytes of "](address)", "](<address> \"title\")" or "][name]"; 0 if no address
/// follows.
std::size_t count_address_bytes(std::string_view rest) {
  rest = rest.substr(0, kMaxTagBytes);
  if (rest.starts_with("][")) {
    const std::size_t end = rest.find(']', 2);
    return end == rest.npos ? 0 : end + 1;
  }
  if (!rest.starts_with("](")) return 0;
  int depth = 0;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '(') ++depth;
    if (rest[at] == ')' && --depth == 0) return at + 1;
  }
  return 0;
}

/// Returns the bytes of "[[page|name]]" or "{#anchor .class}"; 0 for anything else.
std::size_t count_reference_bytes(std::string_view rest) {
  const bool is_wiki = rest.starts_with("[["),
             is_anchor = rest.starts_with("{#") || rest.starts_with("{.");
  if (!is_wiki && !is_anchor) return 0;
  const std::string_view close = is_wiki ? "]]" : "}";
  const std::size_t end = rest.substr(0, kMaxTagBytes).find(close);
  return end == rest.npos ? 0 : end + close.size();
}

/// Returns the bytes of the code that begins here, or of the backquotes alone if they begin no
/// code.
std::size_t count_code_bytes(std::string_view rest) {
  const std::size_t size = count_leading(rest, '`');
  for (std::size_t at = size; at < rest.size();) {
    at = rest.find('`', at);
    if (at == rest.npos) break;
    const std::size_t close = count_leading(rest.substr(at), '`');
    if (close == size) return at + close;
    at += close;
  }
  return size;
}

/// Returns the bytes of `$…$` or `$$…$$`; 0 for a sum of money or anything else.
std::size_t count_formula_bytes(std::string_view rest) {
  const std::size_t size = rest.starts_with("$$") ? 2 : rest.starts_with('$') ? 1 : 0;
  if (size == 0) return 0;
  const std::size_t end = rest.find(rest.substr(0, size), size);
  if (end == rest.npos || end == size || is_blank(rest[size]) || is_blank(rest[end - 1])) return 0;
  return end + size;
}

/// Returns the bytes of an entity such as "&amp;"; 0 for anything else.
std::size_t count_entity_bytes(std::string_view rest) {
  constexpr std::size_t kMaxEntityBytes = 10;
  if (rest.front() != '&') return 0;
  const std::size_t end = rest.substr(0, kMaxEntityBytes).find(';');
  if (end == rest.npos || end < 2) return 0;
  const bool is_one = std::ranges::all_of(
      rest.substr(1, end - 1), [](char c) { return is_letter(c) || is_digit(c) || c == '#'; });
  return is_one ? end + 1 : 0;
}

/// Returns true for a mark of emphasis.
bool is_mark(std::string_view line, std::size_t at) {
  const char c = line[at];
  const bool has_both = at > 0 && at + 1 < line.size();
  if (c == '*' || c == '~') return !has_both || !is_digit(line[at - 1]) || !is_digit(line[at + 1]);
  if (c != '_') return false;
  return !has_both || is_blank(line[at - 1]) || is_blank(line[at + 1]) ||
         is_punctuation(line[at - 1]) || is_punctuation(line[at + 1]);
}

}  // namespace

void MarkdownParser::add_line(std::string_view line, std::uint64_t begin) {
  const std::string_view seen = trimmed(line);
  if (is_block_begin(seen)) quotes_ = 0;
  read(line, begin);
  is_first_ = false;
  if (is_list_item(seen) && !was_code_) {
    list_ = column_of_item(line);
  } else if (!seen.empty() && (was_blank_ || !is_blank(line.front()))) {
    list_ = std::min(list_, indent_of(line));
  }
  was_blank_ = seen.empty();
  to_.widen_separator(was_blank_ ? WordSeparator::kBlock : WordSeparator::kLine);
}

void MarkdownParser::read(std::string_view line, std::uint64_t begin) {
  const std::string_view seen = trimmed(line);
  if (is_first_ && seen == "---") {
    is_front_ = true;
  } else if (!continue_construct(line, seen, begin)) {
    if (const std::string_view fence = fence_of(strip_line_marks(seen)); !fence.empty()) {
      fence_ = fence;
    } else if (seen == "$$" ||
               (seen.starts_with("$$") && !is_blank(seen[2]) && seen.find("$$", 2) == seen.npos)) {
      is_formula_ = true;
    } else {
      was_code_ = is_indented_code(line);
      if (!was_code_ && !is_definition(seen) && !is_rule(seen)) add_line_words(line, begin);
    }
  }
}

/// Continues a construct that an earlier line opened; returns false if no construct is open.
bool MarkdownParser::continue_construct(std::string_view line, std::string_view seen,
                                        std::uint64_t begin) {
  if (is_front_) {
    const bool ends = seen == "---" || seen == "...";
    is_front_ = !ends && is_front_matter(line);
    return ends || is_front_;
  }
  if (!fence_.empty()) {
    const std::string_view inside = strip_line_marks(seen);
    if (inside.size() >= fence_.size() && count_leading(inside, fence_.front()) == inside.size())
      fence_.clear();
    return true;
  }
  if (is_formula_) {
    is_formula_ = !seen.ends_with("$$");
    return true;
  }
  if (closing_.empty()) return false;
  const std::size_t end = lower(line).find(closing_);
  if (end == line.npos) return true;
  const std::size_t after = end + closing_.size();
  closing_.clear();
  add_line_words(line.substr(after), begin + after);
  return true;
}

bool MarkdownParser::is_indented_code(std::string_view line) const {
  constexpr std::size_t kCodeIndentColumns = 4;
  return (was_blank_ || was_code_) && indent_of(line) >= list_ + kCodeIndentColumns;
}

/// Returns the bytes of a tag or a comment, up to the line end if the tag ends on another line.
/// Returns 0 if no tag begins, as in "5 <C và".
std::size_t MarkdownParser::skip_tag(std::string_view rest, bool begins_line) {
  constexpr std::array<std::string_view, 4> kCodeTags{"script", "style", "pre", "code"};
  const bool is_comment = rest.starts_with("<!--");
  const std::string name = name_of(rest);
  const std::string_view near = rest.substr(0, kMaxTagBytes);
  const bool is_address = near.find("://") < near.find('>') && near.find('>') != near.npos;
  if (name.empty() && !is_comment && !is_address && !rest.starts_with("<!") &&
      !rest.starts_with("<?"))
    return 0;
  const std::string_view close = is_comment ? "-->" : ">";
  std::size_t end = (is_comment ? rest : near).find(close);
  if (end == rest.npos) {
    if (!is_comment && !begins_line) return 0;
    closing_ = close;
    return rest.size();
  }
  end += close.size();
  if (rest.starts_with("</") || std::ranges::find(kCodeTags, name) == kCodeTags.end()) return end;
  const std::string last = "</" + name;
  const auto behind =
      std::search(rest.begin() + static_cast<std::ptrdiff_t>(end), rest.end(), last.begin(),
                  last.end(), [](char a, char b) { return lower_of(a) == b; });
  if (behind != rest.end()) return static_cast<std::size_t>(behind - rest.begin());
  closing_ = last + ">";
  return rest.size();
}

/// Handles backquotes that are not closed on their line. If a later line of the paragraph closes
/// them, the text between was code and stays unchanged.
void MarkdownParser::open_or_close_code(std::size_t quotes) {
  if (quotes_ == quotes) {
    to_.freeze_from(code_first_);
    quotes_ = 0;
  } else if (quotes_ == 0) {
    quotes_ = quotes;
    code_first_ = to_.count_runs();
  }
}

/// Adds the words of a line without its marks, code, formulas, tags and addresses.
void MarkdownParser::add_line_words(std::string_view line, std::uint64_t begin) {
  const std::size_t head = std::min(line.find_first_not_of(" \t>#"), line.size());
  std::size_t from = head, at = head;
  const auto put = [&](std::size_t to) {
    if (to > from) to_.add_words({begin + from, begin + to}, escaping_, element_);
  };
  const auto skip = [&](std::size_t size, WordSeparator separator) {
    put(at);
    if (separator != WordSeparator::kNone) to_.widen_separator(separator);
    from = at = std::min(at + size, line.size());
  };
  while (at < line.size()) {
    const std::string_view rest = line.substr(at);
    if (rest[0] == '\\' && rest.size() > 1) {
      const bool is_escape = is_json(escaping_) ? rest[1] == '\\' : is_punctuation(rest[1]);
      is_escape ? skip(2, WordSeparator::kWord) : void(at += 2);
    } else if (rest[0] == '`') {
      const std::size_t quotes = count_leading(rest, '`');
      const bool closes = quotes == quotes_;
      const std::size_t size = closes ? quotes : count_code_bytes(rest);
      skip(size, WordSeparator::kWord);
      if (size == quotes) open_or_close_code(quotes);
    } else if (const std::size_t size = count_formula_bytes(rest); size > 0) {
      skip(size, WordSeparator::kWord);
    } else if (rest[0] == '<') {
      const bool begins_line = trimmed(line.substr(0, at)).empty();
      const std::string name = name_of(rest);
      const std::size_t length = skip_tag(rest, begins_line);
      length > 0 ? skip(length, is_cell_tag(name) ? WordSeparator::kCell : WordSeparator::kNone)
                 : void(++at);
    } else if (const std::size_t there =
                   std::max({count_address_bytes(rest), count_reference_bytes(rest),
                             count_entity_bytes(rest)});
               there > 0) {
      skip(there, WordSeparator::kWord);
    } else if (rest[0] == '|') {
      skip(1, WordSeparator::kCell);
    } else if (rest[0] == '[' || rest[0] == ']') {
      skip(1, WordSeparator::kWord);
    } else if (is_mark(line, at)) {
      skip(1, WordSeparator::kNone);
    } else {
      ++at;
    }
  }
  put(line.size());
}

}  // namespace codau::markup
