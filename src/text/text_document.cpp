#include "text/text_document.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/changes.h"
#include "core/error.h"
#include "text/letters.h"
#include "text/running_heads.h"

namespace codau::text {
namespace {

constexpr std::size_t kMaxDocumentBytes = std::size_t{1} << 31U;

std::uint32_t size32(std::size_t n) { return static_cast<std::uint32_t>(n); }

void check_size(std::size_t bytes) {
  if (bytes >= kMaxDocumentBytes) {
    throw Error(Cause::kTooLarge, "a document of " + std::to_string(bytes) + " bytes is too long");
  }
}

// ---- pages that were read from images or layers ----

/// Returns true if only digits differ: "22/7/2018" and "22/1/2018".
bool has_other_digits(std::string_view word, std::string_view other) {
  return word != other && word.size() == other.size() &&
         std::ranges::equal(word, other, [](char one, char two) {
           return one == two || (is_ascii_digit(one) && is_ascii_digit(two));
         });
}

/// Returns true if a streak crosses a digit of `word`.
bool has_hidden_digit(std::string_view word, const OcrGap& gap) {
  return (gap.at < word.size() && is_ascii_digit(word[gap.at])) ||
         (gap.at > 0 && is_ascii_digit(word[gap.at - 1]));
}

/// Returns the probability that a digit of the word is wrong, by the alternatives of the recogniser
/// and by the gap. Measured on 93 synthetic pages: 58 of 167 words with a streak across a digit are
/// wrong.
double compute_digit_error_probability(const OcrPage& page, const OcrWord& word) {
  constexpr double kHiddenDigitErrorProbability = 0.3;
  const std::string_view seen = slice(page.text, word.text);
  double probability =
      word.gap && has_hidden_digit(seen, *word.gap) ? kHiddenDigitErrorProbability : 0;
  for (const OcrAlternative& one : word.alternatives) {
    if (has_other_digits(seen, one.text)) probability += one.probability;
  }
  return std::min(probability, 1.0);
}

void add_line(TextDocument& out, const OcrPage& page, const OcrLine& line, Role role) {
  TextLine added;
  added.text.begin = size32(out.text.size());
  added.words.begin = size32(out.words.size());
  for (std::uint32_t w = line.words.begin; w < line.words.end; ++w) {
    const OcrWord& word = page.words[w];
    if (w > line.words.begin) out.text += ' ';
    const std::uint32_t begin = size32(out.text.size());
    out.text += slice(page.text, word.text);
    out.words.push_back({begin, size32(out.text.size())});
    out.scanned_words.push_back({word.box,
                                 word.confidence,
                                 compute_digit_error_probability(page, word),
                                 word.gap,
                                 word.is_handwritten,
                                 word.has_unread_ink_after,
                                 {}});
    if (word.is_handwritten) out.scanned_words.back().alternatives = word.alternatives;
  }
  added.text.end = size32(out.text.size());
  added.words.end = size32(out.words.size());
  added.role = role;
  added.page = page.number;
  added.box = line.box;
  out.lines.push_back(added);
  out.text += '\n';
}

// `first_line`: index in the document of the first line of the block.
void add_table(TextDocument& out, const OcrPage& page, const OcrBlock& block,
               std::uint32_t first_line) {
  const OcrTable& table = page.tables[*block.table];
  TextTable added{page.number, table.rows, table.columns, {}, {}, table.box};
  added.cells.begin = size32(out.cells.size());
  std::uint32_t at =
      first_line < out.lines.size() ? out.lines[first_line].text.begin : size32(out.text.size());
  for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) {
    const OcrCell& c = page.cells[i];
    ByteRange text{at, at};
    if (!c.lines.empty()) {
      text = {out.lines[first_line + c.lines.begin - block.lines.begin].text.begin,
              out.lines[first_line + c.lines.end - 1 - block.lines.begin].text.end};
      at = text.end;
    }
    out.cells.push_back({c.row, c.column, c.row_span, c.column_span, text, c.box});
  }
  added.cells.end = size32(out.cells.size());
  added.lines = {first_line, size32(out.lines.size())};
  out.tables.push_back(added);
}

std::string furniture_line(const OcrPage& page, const OcrLine& line) {
  if (line.words.empty()) return {};
  const ByteRange all{page.words[line.words.begin].text.begin,
                      page.words[line.words.end - 1].text.end};
  return std::string(slice(page.text, all)) + '\n';
}

void add_page(TextDocument& out, const OcrPage& page, const std::vector<std::uint32_t>& running) {
  TextPage added;
  added.number = page.number;
  added.text.begin = size32(out.text.size());
  added.lines.begin = size32(out.lines.size());
  for (const OcrBlock& block : page.blocks) {
    const std::uint32_t first_line = size32(out.lines.size());
    for (std::uint32_t l = block.lines.begin; l < block.lines.end; ++l) {
      if (block.role == Role::kFurniture) {
        added.furniture += furniture_line(page, page.lines[l]);
      } else {
        const bool head = std::binary_search(running.begin(), running.end(), l);
        add_line(out, page, page.lines[l], head ? Role::kRunningHead : block.role);
      }
    }
    if (block.table) add_table(out, page, block, first_line);
  }
  added.text.end = size32(out.text.size());
  added.lines.end = size32(out.lines.size());
  added.width = page.width;
  added.height = page.height;
  added.dpi = page.dpi;
  added.rotation = page.rotation;
  added.mean_confidence = page.mean_confidence;
  added.origin = page.origin;
  added.warnings = page.warnings;
  added.image_sha256 = page.image_sha256;
  out.pages.push_back(std::move(added));
}

// ---- plain text ----

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

ByteRange trim_range(std::string_view text, ByteRange r) {
  while (r.begin < r.end && is_blank(text[r.begin])) ++r.begin;
  while (r.begin < r.end && is_blank(text[r.end - 1])) --r.end;
  return r;
}

void add_words(TextDocument& out, ByteRange line) {
  for (std::uint32_t at = line.begin; at < line.end;) {
    const std::uint32_t begin = at;
    const bool blank = is_blank(out.text[at]);
    while (at < line.end && is_blank(out.text[at]) == blank) ++at;
    if (!blank) out.words.push_back({begin, at});
  }
}

void add_plain_line(TextDocument& out, ByteRange line) {
  if (!line.empty() && out.text[line.end - 1] == '\r') --line.end;
  TextLine added;
  added.text = line;
  added.words.begin = size32(out.words.size());
  add_words(out, line);
  added.words.end = size32(out.words.size());
  out.lines.push_back(added);
}

// Returns an upper bound for the number of words in the lines of a text.
std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool is_gap = is_blank(c) || c == '\n';
    if (!is_gap && !inside) ++words;
    inside = !is_gap;
  }
  return words;
}

// Adds the lines of a text. A line feed always ends a line; a form feed ends a line that has begun.
void add_plain_lines(TextDocument& out) {
  const std::uint32_t size = size32(out.text.size());
  for (std::uint32_t at = 0; at < size;) {
    while (at < size && out.text[at] == '\f') ++at;
    const std::size_t found = out.text.find_first_of("\n\f", at);
    const std::uint32_t end = found == std::string::npos ? size : size32(found);
    if (at < size) add_plain_line(out, {at, end});
    at = end + 1;
  }
}

std::vector<ByteRange> split_cells(std::string_view text, ByteRange line) {
  std::vector<ByteRange> cells;
  for (std::uint32_t at = line.begin;;) {
    const std::size_t tab = text.substr(0, line.end).find('\t', at);
    const bool last = tab == std::string_view::npos;
    const std::uint32_t end = last ? line.end : size32(tab);
    cells.push_back(trim_range(text, {at, end}));
    if (last) return cells;
    at = end + 1;
  }
}

// Returns true if one line alone proves a table row: three cells with text, or an empty third cell
// at the end. A list ("1.⇥Mục đích"), an indent, and a signature moved right by tabs are not rows.
bool is_wide_row(const std::vector<ByteRange>& cells) {
  const auto full =
      std::count_if(cells.begin(), cells.end(), [](ByteRange c) { return !c.empty(); });
  return full >= 3 || (cells.size() >= 3 && full > 0 && cells.back().empty());
}

// Returns the first bar from `at` on that separates cells; "\\|" is a letter of a cell.
std::size_t find_bar(std::string_view text, std::size_t at) {
  for (;;) {
    at = text.find('|', at);
    if (at == std::string_view::npos || at == 0 || text[at - 1] != '\\') return at;
    ++at;
  }
}

// Returns true for a Markdown table row, "| TT | Nhiệm vụ |": a bar at the start and two or more
// further bars.
bool is_barred_row(const TextDocument& document, const TextLine& line) {
  const std::string_view text = slice(document.text, trim_range(document.text, line.text));
  if (!text.starts_with('|')) return false;
  const std::size_t second = find_bar(text, 1);
  return second != std::string_view::npos && find_bar(text, second + 1) != std::string_view::npos;
}

// Returns the cells between bars; the cells of the rule below the head are empty.
std::vector<ByteRange> split_barred_cells(std::string_view text, ByteRange line) {
  std::vector<ByteRange> cells;
  line = trim_range(text, line);
  for (std::uint32_t at = line.begin + 1; at < line.end;) {
    const std::size_t bar = find_bar(text.substr(0, line.end), at);
    const std::uint32_t end = bar == std::string_view::npos ? line.end : size32(bar);
    cells.push_back(trim_range(text, {at, end}));
    at = end + 1;
  }
  const bool is_rule = slice(text, line).find_first_not_of("|:- ") == std::string_view::npos;
  for (ByteRange& cell : cells) {
    if (is_rule) cell.end = cell.begin;
  }
  return cells;
}

// Returns true for a table row without bars at its ends, "TT | Nhiệm vụ | Hạn": two or more bars,
// each with a blank on both sides.
bool is_inner_barred_row(const TextDocument& document, const TextLine& line) {
  const std::string_view text = slice(document.text, trim_range(document.text, line.text));
  if (text.starts_with('|')) return false;
  int bars = 0;
  for (std::size_t bar = find_bar(text, 0); bar != std::string_view::npos;
       bar = find_bar(text, bar + 1)) {
    const bool is_last = bar + 1 == text.size();
    if (!is_blank(text[bar - 1]) || (!is_last && !is_blank(text[bar + 1]))) return false;
    ++bars;
  }
  return bars > 1;
}

std::vector<ByteRange> split_inner_barred_cells(std::string_view text, ByteRange line) {
  std::vector<ByteRange> cells;
  line = trim_range(text, line);
  for (std::uint32_t at = line.begin; at <= line.end;) {
    const std::size_t bar = find_bar(text.substr(0, line.end), at);
    const std::uint32_t end = bar == std::string_view::npos ? line.end : size32(bar);
    cells.push_back(trim_range(text, {at, end}));
    at = end + 1;
  }
  return cells;
}

void add_plain_table(TextDocument& out, IndexRange lines,
                     std::vector<std::vector<ByteRange>> rows) {
  TextTable table;
  table.rows = size32(rows.size());
  table.lines = lines;
  table.cells.begin = size32(out.cells.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    table.columns = std::max(table.columns, size32(rows[row].size()));
    for (std::uint32_t column = 0; column < rows[row].size(); ++column) {
      out.cells.push_back({row, column, 1, 1, rows[row][column], {}});
    }
  }
  for (std::uint32_t l = lines.begin; l < lines.end; ++l) out.lines[l].role = Role::kTable;
  table.cells.end = size32(out.cells.size());
  out.tables.push_back(table);
}

bool has_tab(const TextDocument& document, const TextLine& line) {
  return slice(document.text, line.text).find('\t') != std::string_view::npos;
}

using IsRow = bool (*)(const TextDocument&, const TextLine&);
using SplitRow = std::vector<ByteRange> (*)(std::string_view, ByteRange);

struct PlainRows {
  std::vector<std::vector<ByteRange>> rows;
  std::uint32_t end = 0;  // line behind them
};

// Returns the bytes of a barred row whose last cell has several lines. Line `begin` does not end
// with a bar; the last line does. Empty if no such line follows.
ByteRange find_open_row(const TextDocument& document, std::uint32_t begin, std::uint32_t& end) {
  constexpr std::uint32_t kMostLines = 8;
  const auto words = [&](std::uint32_t l) {
    return slice(document.text, trim_range(document.text, document.lines[l].text));
  };
  if (!words(begin).starts_with('|') || words(begin).ends_with('|')) return {};
  const std::uint32_t last = std::min(size32(document.lines.size()), begin + kMostLines);
  for (std::uint32_t l = begin + 1; l < last && !words(l).starts_with('|'); ++l) {
    if (!words(l).ends_with('|')) continue;
    end = l + 1;
    return {document.lines[begin].text.begin, document.lines[l].text.end};
  }
  return {};
}

// Returns the consecutive rows from line `begin` on that satisfy `is_row`, and those with bars
// whose last cell has several lines.
PlainRows collect_rows(const TextDocument& document, std::uint32_t begin, IsRow is_row,
                       SplitRow split) {
  PlainRows out{{}, begin};
  while (out.end < document.lines.size()) {
    std::uint32_t end = out.end + 1;
    ByteRange bytes = document.lines[out.end].text;
    if (!is_row(document, document.lines[out.end])) {
      const bool may_go_on = is_row == is_barred_row && out.rows.size() > 1;
      bytes = may_go_on ? find_open_row(document, out.end, end) : ByteRange{};
      if (bytes.empty()) break;
    }
    out.rows.push_back(split(document.text, bytes));
    out.end = end;
  }
  return out;
}

// Reads the table that begins at line `begin`. Returns the line after the run of rows; `begin` if
// there is no run.
std::uint32_t read_plain_table(TextDocument& out, std::uint32_t begin) {
  for (const auto& [is_row, split] : {std::pair<IsRow, SplitRow>(is_barred_row, split_barred_cells),
                                      {is_inner_barred_row, split_inner_barred_cells}}) {
    PlainRows barred = collect_rows(out, begin, is_row, split);
    if (barred.rows.size() < 2) continue;
    add_plain_table(out, {begin, barred.end}, std::move(barred.rows));
    return barred.end;
  }
  PlainRows tabbed = collect_rows(out, begin, has_tab, split_cells);
  if (std::any_of(tabbed.rows.begin(), tabbed.rows.end(), is_wide_row))
    add_plain_table(out, {begin, tabbed.end}, std::move(tabbed.rows));
  return tabbed.end;
}

// ---- carrying over ----

// Maps ranges of the text before the changes to the text after them. An insertion at the border of
// a range is outside the range, although a letter inserted before or after a word belongs to the
// word. So a range at a blank also takes the insertion on its side of the blank.
class RangeMapper {
 public:
  RangeMapper(const std::vector<Change>& changes, std::string_view before)
      : changes_(changes), before_(before) {}

  [[nodiscard]] ByteRange operator()(ByteRange r) const {
    ByteRange out = to_output(changes_, r);
    if (r.begin == 0 || is_gap(r.begin - 1)) {
      const ByteRange lead = insertions(r.begin);
      if (!lead.empty()) out = {std::min(out.begin, lead.begin), std::max(out.end, lead.end)};
    }
    if (r.end == before_.size() || is_gap(r.end)) {
      out.end = std::max(out.end, insertions(r.end).end);
    }
    return out;
  }

 private:
  [[nodiscard]] bool is_gap(std::uint32_t at) const {
    return before_[at] == '\n' || is_blank(before_[at]);
  }
  // Returns the insertions at `at`; empty if they begin or end with a blank.
  [[nodiscard]] ByteRange insertions(std::uint32_t at) const {
    const auto first = std::partition_point(changes_.begin(), changes_.end(), [&](const Change& c) {
      return c.in.end < at || (c.in.end == at && c.in.begin < at);
    });
    auto last = first;
    while (last != changes_.end() && last->in == ByteRange{at, at}) ++last;
    if (first == last || first->after.empty() || last[-1].after.empty() ||
        is_blank(first->after.front()) || is_blank(last[-1].after.back())) {
      return {};
    }
    return {first->out.begin, last[-1].out.end};
  }

  const std::vector<Change>& changes_;
  std::string_view before_;
};

// Separates words that one change joined into one: the first gets the bytes, the next ones are
// empty.
void separate_words(std::vector<ByteRange>& words) {
  std::uint32_t end = 0;
  for (ByteRange& word : words) {
    word.begin = std::max(word.begin, end);
    word.end = std::max(word.end, word.begin);
    end = word.end;
  }
}

}  // namespace

TextDocument to_text_document(const std::vector<OcrPage>& pages) {
  TextDocument out;
  std::size_t bytes = pages.size(), words = 0, lines = 0;
  for (const OcrPage& page : pages) {
    bytes += page.text.size();
    words += page.words.size();
    lines += page.lines.size();
  }
  check_size(bytes);
  out.text.reserve(bytes);
  out.words.reserve(words);
  out.scanned_words.reserve(words);
  out.lines.reserve(lines);
  const auto running = find_running_heads(pages);
  for (std::size_t p = 0; p < pages.size(); ++p) {
    if (p > 0) out.text += '\f';
    add_page(out, pages[p], running[p]);
  }
  return out;
}

TextDocument parse_plain_text(std::string_view utf8) {
  check_size(utf8.size());
  TextDocument out;
  out.text = utf8;
  out.words.reserve(count_words(utf8));
  add_plain_lines(out);
  const std::uint32_t lines = size32(out.lines.size());
  for (std::uint32_t l = 0; l < lines;) {
    const std::uint32_t end = read_plain_table(out, l);
    l = std::max(end, l + 1);
  }
  out.cells.shrink_to_fit();
  TextPage page;
  page.text = {0, size32(utf8.size())};
  page.lines = {0, lines};
  page.origin = TextOrigin::kPlainText;
  out.pages.push_back(std::move(page));
  return out;
}

RestoredDocument apply_restoration(TextDocument document, Restoration restored) {
  check_size(restored.text.size());
  RestoredDocument out;
  out.before.text = std::move(document.text);
  out.before.pages = document.pages;
  out.after = std::move(document);
  out.after.text = std::move(restored.text);
  const RangeMapper map_range(restored.changes, out.before.text);
  if (!restored.changes.empty()) {
    for (ByteRange& word : out.after.words) word = map_range(word);
    for (TextLine& line : out.after.lines) line.text = map_range(line.text);
    for (TextCell& cell : out.after.cells) cell.text = map_range(cell.text);
    for (TextPage& page : out.after.pages) page.text = map_range(page.text);
    separate_words(out.after.words);
  }
  out.changes = std::move(restored.changes);
  out.doubts = std::move(restored.doubts);
  return out;
}

}  // namespace codau::text
