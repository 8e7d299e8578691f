#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "markup/formats.h"

namespace codau::markup {
namespace {

constexpr std::size_t kMostLine = std::size_t{1} << 20U;  // a longer one stays as it is

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_punctuation(char c) {
  constexpr std::string_view kAll = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  return kAll.find(c) != kAll.npos;
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

std::size_t run_of(std::string_view text, char c) {
  return std::min(text.find_first_not_of(c), text.size());
}

/// "```" or "~~~" and more at the beginning; nothing where there is no fence.
std::string_view fence_of(std::string_view line) {
  for (const char c : {'`', '~'}) {
    const std::size_t size = run_of(line, c);
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

/// "[name]: address".
bool is_definition(std::string_view line) {
  const std::size_t close = line.starts_with('[') ? line.find("]:") : line.npos;
  return close != line.npos && line.find('[', 1) == line.npos;
}

/// "---", or what stands below the head of a table: "|---|:--:|".
bool is_rule(std::string_view line) { return line.find_first_not_of("-|: ") == line.npos; }

/// The tags between which no words run on.
bool is_cell_tag(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  const std::string_view name = tag.substr(0, std::min(tag.find_first_of(" \t\n/>"), tag.size()));
  constexpr std::array<std::string_view, 10> kCells{"td",  "th", "tr",    "br", "p",
                                                    "div", "li", "table", "ul", "ol"};
  return std::ranges::find(kCells, name) != kCells.end();
}

/// Line by line: what a line is depends on those before it.
class Markdown {
 public:
  explicit Markdown(const TakePassage& take) : to_(take) {}

  /// A whole line with its line feed.
  void take(std::string_view line) {
    const std::uint64_t begin = at_;
    to_.append(line);
    at_ += line.size();
    if (line.size() <= kMostLine) read(line, begin);
    is_first_ = false;
    const std::string_view seen = trimmed(line);
    was_blank_ = seen.empty();
    if (!seen.empty()) was_list_ = is_list_item(seen) || (was_list_ && is_blank(line.front()));
    to_.gap(was_blank_ ? Gap::kBlock : Gap::kLine);
    if ((was_blank_ && to_.is_long()) || to_.is_too_long()) to_.cut(at_);
  }

  void end() { to_.cut(at_); }

 private:
  void read(std::string_view line, std::uint64_t begin) {
    const std::string_view seen = trimmed(line);
    if (is_first_ && seen == "---") {
      is_front_ = true;
    } else if (is_front_) {
      is_front_ = seen != "---" && seen != "...";
    } else if (!fence_.empty()) {
      if (seen.size() >= fence_.size() && run_of(seen, fence_.front()) == seen.size())
        fence_.clear();
    } else if (is_formula_) {
      is_formula_ = !seen.ends_with("$$");
    } else if (!closing_.empty()) {
      const std::size_t end = line.find(closing_);
      if (end == line.npos) return;
      const std::size_t after = end + closing_.size();
      closing_.clear();
      words(line.substr(after), begin + after);
    } else if (const std::string_view fence = fence_of(without_marks(seen)); !fence.empty()) {
      fence_ = fence;
    } else if (seen.starts_with("$$")) {
      is_formula_ = seen.size() < 4 || !seen.ends_with("$$");
    } else {
      was_code_ = is_indented_code(line);
      if (!was_code_ && !is_definition(seen) && !is_rule(seen)) words(line, begin);
    }
  }

  [[nodiscard]] bool is_indented_code(std::string_view line) const {
    return (line.starts_with("    ") || line.starts_with("\t")) && (was_blank_ || was_code_) &&
           !was_list_;
  }

  /// "> - ```": a fence in a quotation or a list.
  static std::string_view without_marks(std::string_view line) {
    while (line.starts_with("> ") || line.starts_with("- ") || line.starts_with("* "))
      line = trimmed(line.substr(2));
    return line;
  }

  /// What is left of a line without code, formulas, addresses, tags and marks.
  void words(std::string_view line, std::uint64_t begin) {
    std::size_t from = 0, at = 0;
    const auto skip = [&](std::size_t end, Gap gap) {
      put(line, from, at, begin);
      if (gap != Gap::kNone) to_.gap(gap);
      from = at = std::min(end, line.size());
    };
    while (at < line.size()) {
      const std::string_view rest = line.substr(at);
      if (rest[0] == '\\' && rest.size() > 1 && is_punctuation(rest[1])) {
        skip(at + 2, Gap::kNone);
      } else if (rest[0] == '`') {
        skip(at + code(rest), Gap::kWord);
      } else if (const std::size_t size = formula(rest); size > 0) {
        skip(at + size, Gap::kWord);
      } else if (rest[0] == '<' && rest.size() > 1 &&
                 (is_letter(rest[1]) || rest[1] == '/' || rest[1] == '!' || rest[1] == '?')) {
        const std::string close = rest.starts_with("<!--") ? "-->" : ">";
        const std::size_t end = rest.find(close);
        if (end == rest.npos) closing_ = close;
        skip(end == rest.npos ? line.size() : at + end + close.size(),
             is_cell_tag(rest) ? Gap::kCell : Gap::kNone);
      } else if (rest.starts_with("](") || rest.starts_with("][")) {
        const std::size_t end = rest.find(rest[1] == '(' ? ')' : ']', 2);
        skip(end == rest.npos ? at + 2 : at + end + 1, Gap::kNone);
      } else if (rest[0] == '&' && entity(rest) > 0) {
        skip(at + entity(rest), Gap::kWord);
      } else if (rest[0] == '|') {
        skip(at + 1, Gap::kCell);
      } else if (rest[0] == '[' || rest[0] == ']') {
        skip(at + 1, Gap::kWord);
      } else if (is_mark(line, at)) {
        skip(at + 1, Gap::kNone);
      } else {
        ++at;
      }
    }
    put(line, from, line.size(), begin);
  }

  void put(std::string_view, std::size_t from, std::size_t to, std::uint64_t begin) {
    if (to > from) to_.put({begin + from, begin + to}, Notation::kPlain, {});
  }

  /// Bytes of code that begins here; of backquotes that begin none, themselves.
  static std::size_t code(std::string_view rest) {
    const std::size_t size = run_of(rest, '`');
    for (std::size_t at = size; at < rest.size();) {
      at = rest.find('`', at);
      if (at == rest.npos) break;
      const std::size_t close = run_of(rest.substr(at), '`');
      if (close == size) return at + close;
      at += close;
    }
    return size;
  }

  /// Bytes of `$…$` or `$$…$$`; 0 where a sum of money or nothing begins.
  static std::size_t formula(std::string_view rest) {
    const std::size_t size = std::min<std::size_t>(run_of(rest, '$'), 2);
    if (size == 0) return 0;
    const std::size_t end = rest.find(rest.substr(0, size), size);
    if (end == rest.npos || end == size || is_blank(rest[size]) || is_blank(rest[end - 1]))
      return 0;
    return end + size;
  }

  /// Bytes of "&amp;" and its like.
  static std::size_t entity(std::string_view rest) {
    constexpr std::size_t kMost = 10;
    const std::size_t end = rest.substr(0, kMost).find(';');
    if (end == rest.npos || end < 2) return 0;
    const std::string_view name = rest.substr(1, end - 1);
    const bool is_one =
        std::ranges::all_of(name, [](char c) { return is_letter(c) || is_digit(c) || c == '#'; });
    return is_one ? end + 1 : 0;
  }

  /// A mark of Markdown: emphasis, brackets of links, headings, quotations.
  static bool is_mark(std::string_view line, std::size_t at) {
    const char c = line[at];
    const bool in_number =
        at > 0 && at + 1 < line.size() && is_digit(line[at - 1]) && is_digit(line[at + 1]);
    if (c == '*' || c == '~') return !in_number;
    const bool at_edge = at == 0 || at + 1 == line.size() || is_blank(line[at - 1]) ||
                         is_blank(line[at + 1]) || is_punctuation(line[at - 1]) ||
                         is_punctuation(line[at + 1]);
    if (c == '_') return at_edge;
    return (c == '#' || c == '>') &&
           trimmed(line.substr(0, at + 1)).find_first_not_of("#>") == std::string_view::npos;
  }

  Gatherer to_;
  std::uint64_t at_ = 0;
  bool is_first_ = true, is_front_ = false, is_formula_ = false;
  bool was_blank_ = true, was_list_ = false, was_code_ = false;
  std::string fence_;    // that is open
  std::string closing_;  // what ends a tag or a comment that is open
};

}  // namespace

void read_markdown(const Input& input, const TakePassage& take) {
  Markdown markdown(take);
  std::array<char, 65536> buffer{};
  std::string line;
  for (std::size_t size = 0; (size = input.read(buffer.data(), buffer.size())) > 0;) {
    std::string_view bytes(buffer.data(), size);
    for (std::size_t end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n')) {
      line += bytes.substr(0, end + 1);
      bytes.remove_prefix(end + 1);
      markdown.take(line);
      line.clear();
    }
    line += bytes;
    if (line.size() > kMostLine) {
      markdown.take(line);
      line.clear();
    }
  }
  if (!line.empty()) markdown.take(line);
  markdown.end();
}

}  // namespace codau::markup
