#include "document/page_order.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/layout/head_lines.h"
#include "document/layout/page_sequence.h"
#include "document/words/passage.h"

namespace codau::document {
namespace {

std::string key_of(const TextDocument& text, const TextLine& line) {
  return fold(slice(text.text, line.text));
}

/// The pages of both texts; those of plain text lie between its form feeds.
struct Pages {
  std::vector<TextPage> before, after;
};

std::vector<TextPage> between_feeds(const TextDocument& text) {
  std::vector<TextPage> out;
  std::uint32_t line = 0;
  for (std::size_t at = 0; at <= text.text.size();) {
    const std::size_t end = std::min(text.text.find('\f', at), text.text.size());
    TextPage page;
    page.number = static_cast<std::uint32_t>(out.size() + 1);
    page.text = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    page.lines = {line, line};
    while (page.lines.end < text.lines.size() && text.lines[page.lines.end].text.begin < end)
      ++page.lines.end;
    line = page.lines.end;
    out.push_back(std::move(page));
    at = end + 1;
  }
  return out;
}

bool is_plain(const TextDocument& text) {
  return std::ranges::all_of(text.pages, [](const TextPage& page) { return page.number == 0; });
}

Pages pages_of(const RestoredDocument& input) {
  if (!is_plain(input.after)) return {input.before.pages, input.after.pages};
  return {between_feeds(input.before), between_feeds(input.after)};
}

/// What a line of plain text at the edge of its page says.
std::optional<std::uint32_t> number_at_edge(const TextDocument& text, IndexRange lines,
                                            bool is_first) {
  for (std::uint32_t k = lines.begin; k < lines.end; ++k) {
    const std::uint32_t i = is_first ? k : lines.end - 1 - (k - lines.begin);
    const std::string key = key_of(text, text.lines[i]);
    if (!key.empty()) return parse_page_number(key);
  }
  return std::nullopt;
}

/// The number printed on the page; 1 for a page without one.
std::uint32_t printed_number(const TextDocument& text, const TextPage& page) {
  if (is_plain(text)) {
    const auto first = number_at_edge(text, page.lines, true);
    return first ? *first : number_at_edge(text, page.lines, false).value_or(1);
  }
  for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
    if (text.lines[i].role != Role::kPageNumber) continue;
    if (const auto number = parse_page_number(key_of(text, text.lines[i]))) return *number;
  }
  return 1;
}

/// True when the page begins with the name of the state or the Party.
bool begins_document(const TextDocument& text, const TextPage& page) {
  constexpr std::uint32_t kHeadLines = 10;
  const std::uint32_t end = std::min(page.lines.end, page.lines.begin + kHeadLines);
  for (std::uint32_t i = page.lines.begin; i < end; ++i) {
    if (find_name_or_motto(key_of(text, text.lines[i]))) return true;
  }
  return false;
}

/// The places of the pages as their numbers have them; nothing where they prove none.
std::optional<std::vector<std::size_t>> printed_order(const TextDocument& text,
                                                      const std::vector<TextPage>& pages) {
  if (pages.size() < 2) return std::nullopt;
  const std::size_t none = pages.size();
  std::vector<std::size_t> order(pages.size(), none);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::uint32_t number = printed_number(text, pages[i]);
    if (number == 0 || number > order.size() || order[number - 1] != none) return std::nullopt;
    order[number - 1] = i;
  }
  if (std::ranges::is_sorted(order)) return std::nullopt;
  const std::size_t first = order.front();
  if (first != 0 && !begins_document(text, pages[first])) return std::nullopt;
  return order;
}

/// A table of plain text may run over a form feed.
bool lies_in_one(const std::vector<TextPage>& pages, const TextTable& table) {
  return std::ranges::any_of(pages, [&](const TextPage& page) {
    return page.lines.begin <= table.lines.begin && table.lines.end <= page.lines.end;
  });
}

template <class Unit>
Range<Unit> moved(Range<Unit> range, std::size_t from, std::size_t to) {
  const auto at = [&](std::uint32_t place) {
    return static_cast<std::uint32_t>(place - from + to);
  };
  return {at(range.begin), at(range.end)};
}

/// Adds a page of `from` to the text and pages of `to`.
void add_text(const TextDocument& from, TextPage page, TextDocument& to) {
  if (!to.pages.empty()) to.text += '\f';
  const auto begin = static_cast<std::uint32_t>(to.text.size());
  to.text += slice(from.text, page.text);
  page.text = moved(page.text, page.text.begin, begin);
  to.pages.push_back(std::move(page));
}

/// Adds the words, lines, tables and cells of a page that was added as the last one.
void add_lines(const TextDocument& from, const TextPage& page, TextDocument& to) {
  const auto shifted = [&](ByteRange bytes) {
    return moved(bytes, page.text.begin, to.pages.back().text.begin);
  };
  const std::size_t first_line = to.lines.size();
  to.pages.back().lines = moved(page.lines, page.lines.begin, first_line);
  for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
    TextLine line = from.lines[i];
    const IndexRange words = line.words;
    line.text = shifted(line.text);
    line.words = moved(words, words.begin, to.words.size());
    for (std::uint32_t w = words.begin; w < words.end; ++w) {
      to.words.push_back(shifted(from.words[w]));
      if (!from.scanned_words.empty()) to.scanned_words.push_back(from.scanned_words[w]);
    }
    to.lines.push_back(std::move(line));
  }
  for (TextTable table : from.tables) {
    if (table.lines.begin < page.lines.begin || table.lines.begin >= page.lines.end) continue;
    const IndexRange cells = table.cells;
    table.cells = moved(cells, cells.begin, to.cells.size());
    table.lines = moved(table.lines, page.lines.begin, first_line);
    for (std::uint32_t c = cells.begin; c < cells.end; ++c) {
      TextCell cell = from.cells[c];
      cell.text = shifted(cell.text);
      to.cells.push_back(cell);
    }
    to.tables.push_back(table);
  }
}

/// Adds what restoration did on a page that was added as the last one.
void add_changes(const RestoredDocument& from, ByteRange in, ByteRange out, RestoredDocument& to) {
  const std::uint32_t in_now = to.before.pages.back().text.begin,
                      out_now = to.after.pages.back().text.begin;
  auto change = std::ranges::lower_bound(from.changes, in.begin, {},
                                         [](const Change& one) { return one.in.begin; });
  for (; change != from.changes.end() && change->in.begin <= in.end; ++change) {
    Change one = *change;
    one.in = moved(one.in, in.begin, in_now);
    one.out = moved(one.out, out.begin, out_now);
    to.changes.push_back(std::move(one));
  }
  auto doubt = std::ranges::lower_bound(from.doubts, out.begin, {},
                                        [](const Doubt& one) { return one.out.begin; });
  for (; doubt != from.doubts.end() && doubt->out.begin <= out.end; ++doubt) {
    Doubt one = *doubt;
    one.out = moved(one.out, out.begin, out_now);
    to.doubts.push_back(std::move(one));
  }
}

}  // namespace

std::optional<RestoredDocument> reorder_pages(const RestoredDocument& input) {
  const Pages pages = pages_of(input);
  const auto order = printed_order(input.after, pages.after);
  const auto is_whole = [&](const TextTable& table) { return lies_in_one(pages.after, table); };
  if (!order || !std::ranges::all_of(input.after.tables, is_whole)) return std::nullopt;
  RestoredDocument out;
  for (const std::size_t place : *order) {
    const TextPage &before = pages.before[place], &after = pages.after[place];
    add_text(input.before, before, out.before);
    add_text(input.after, after, out.after);
    add_lines(input.after, after, out.after);
    out.before.pages.back().lines = out.after.pages.back().lines;
    add_changes(input, before.text, after.text, out);
  }
  if (is_plain(input.after)) {
    out.before.pages = input.before.pages;
    out.after.pages = input.after.pages;
  }
  return out;
}

}  // namespace codau::document
