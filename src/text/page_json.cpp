#include "text/page_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/hex.h"
#include "text/json_text.h"

namespace codau::text {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 9> kRoleNames{"body",        "header_left",  "header_right",
                                                     "table",       "recipients",   "signature",
                                                     "page_number", "running_head", "furniture"};
constexpr std::size_t kMaxNesting = 2;  // nesting: rows inside an array of the page
constexpr std::array<std::string_view, 3> kOriginNames{"ocr", "layer", "text"};

// ---- writing ----

template <class Integer>
void add_integer(std::string& out, Integer n) {
  std::array<char, 24> buffer{};
  out.append(buffer.data(), std::to_chars(buffer.begin(), buffer.end(), n).ptr);
}

void add_decimal(std::string& out, double x) {
  std::array<char, 400> buffer{};
  out.append(buffer.data(),
             std::to_chars(buffer.begin(), buffer.end(), x, std::chars_format::fixed, 4).ptr);
}

template <class... Integer>
void add_integers(std::string& out, Integer... n) {
  std::size_t written = 0;
  ((out.append(written++ == 0 ? "" : ","), add_integer(out, n)), ...);
}

void add_box(std::string& out, const PageBox& b) {
  out += ',';
  add_integers(out, b.left, b.top, b.right, b.bottom);
}

// "key":[row,row,…] — one row an item, so that a page of 500 words stays small.
template <class Item, class Row>
void add_rows(std::string& out, std::string_view key, const std::vector<Item>& items, Row row) {
  out += ",\"";
  out += key;
  out += "\":[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    out += i == 0 ? "[" : ",[";
    row(items[i]);
    out += ']';
  }
  out += ']';
}

void add_block(std::string& out, const OcrBlock& b) {
  append_json_string(out, kRoleNames.at(static_cast<std::size_t>(b.role)));
  out += ',';
  add_integers(out, b.lines.begin, b.lines.end);
  out += ',';
  if (b.table) {
    add_integer(out, *b.table);
  } else {
    out += "null";
  }
  add_box(out, b.box);
}

void add_alternatives(std::string& out, const OcrWord& word) {
  for (const OcrAlternative& one : word.alternatives) {
    out += ',';
    append_json_string(out, one.text);
    out += ',';
    add_decimal(out, one.probability);
  }
}

void add_gap(std::string& out, const OcrWord& word) {
  if (!word.gap) return;
  out += ',';
  add_integer(out, word.gap->at);
  out += ',';
  add_decimal(out, word.gap->width);
}

void add_layout(std::string& out, const OcrPage& page) {
  add_rows(out, "words", page.words, [&](const OcrWord& w) {
    add_integers(out, w.text.begin, w.text.end);
    add_box(out, w.box);
    out += ',';
    add_decimal(out, w.confidence);
    add_alternatives(out, w);
    add_gap(out, w);
    if (w.is_handwritten || w.has_unread_ink_after) out += w.is_handwritten ? ",true" : ",false";
    if (w.has_unread_ink_after) out += ",true";
  });
  add_rows(out, "lines", page.lines, [&](const OcrLine& l) {
    add_integers(out, l.words.begin, l.words.end);
    add_box(out, l.box);
  });
  add_rows(out, "cells", page.cells, [&](const OcrCell& c) {
    add_integers(out, c.row, c.column, c.row_span, c.column_span, c.lines.begin, c.lines.end);
    add_box(out, c.box);
  });
  add_rows(out, "tables", page.tables, [&](const OcrTable& t) {
    add_integers(out, t.rows, t.columns, t.cells.begin, t.cells.end);
    add_box(out, t.box);
  });
  add_rows(out, "blocks", page.blocks, [&](const OcrBlock& b) { add_block(out, b); });
}

// ---- reading ----

[[noreturn]] void refuse(const std::string& what) {
  throw Error(ErrorCode::kInput, "page JSON: " + what);
}

void require(bool holds, const char* what) {
  if (!holds) refuse(what);
}

const Json& find_member(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) refuse(std::string("'") + key + "' is missing");
  return *found;
}

template <class Integer>
Integer read_integer(const Json& value, const char* what) {
  constexpr auto kMax = static_cast<std::int64_t>(std::numeric_limits<Integer>::max());
  constexpr auto kMin = static_cast<std::int64_t>(std::numeric_limits<Integer>::min());
  if (!value.is_number_integer()) refuse(std::string(what) + " is not a whole number");
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(kMax)) {
    refuse(std::string(what) + " is too large");
  }
  const auto n = value.get<std::int64_t>();
  if (n < kMin) refuse(std::string(what) + " is too small");
  return static_cast<Integer>(n);
}

double read_decimal(const Json& value, double least, double most, const char* what) {
  const double x = value.is_number() ? value.get<double>() : std::nan("");
  if (!(x >= least && x <= most)) refuse(std::string(what) + " is out of range");
  return x;
}

std::string read_string(const Json& value, const char* what) {
  if (!value.is_string()) refuse(std::string(what) + " is not a string");
  return value.get_ref<const std::string&>();
}

template <class Enum, std::size_t N>
Enum read_enum(const Json& value, const std::array<std::string_view, N>& names, const char* what) {
  const auto found = std::find(names.begin(), names.end(), read_string(value, what));
  if (found == names.end()) refuse(std::string(what) + " is unknown");
  return static_cast<Enum>(found - names.begin());
}

const Json& read_array(const Json& object, const char* key) {
  const Json& rows = find_member(object, key);
  if (!rows.is_array()) refuse(std::string("'") + key + "' is not an array");
  return rows;
}

// Reads the rows of `key`; each must be an array of `width` values.
template <class Item, class Read>
std::vector<Item> read_rows(const Json& object, const char* key, std::size_t width, Read read) {
  std::vector<Item> out;
  for (const Json& row : read_array(object, key)) {
    if (!row.is_array() || row.size() != width) {
      refuse(std::string("'") + key + "': a row does not have " + std::to_string(width) +
             " values");
    }
    out.push_back(read(row));
  }
  return out;
}

PageBox read_box(const Json& row, std::size_t at) {
  const auto side = [&](std::size_t i) { return read_integer<std::int32_t>(row[at + i], "a box"); };
  return {side(0), side(1), side(2), side(3)};
}

template <class Unit>
Range<Unit> read_range(const Json& row, std::size_t at, std::size_t limit, const char* what) {
  const Range<Unit> out{read_integer<std::uint32_t>(row[at], what),
                        read_integer<std::uint32_t>(row[at + 1], what)};
  if (out.begin > out.end || out.end > limit) refuse(std::string(what) + " leaves its bounds");
  return out;
}

std::uint32_t read_count(const Json& value, const char* what) {
  return read_integer<std::uint32_t>(value, what);
}

constexpr std::size_t kWordRowValues = 7;  // values before the alternatives
constexpr double kMaxGapXHeights = 100;    // in heights of small letters

// Returns how many of the flags is_handwritten and has_unread_ink_after the row ends with.
std::size_t count_trailing_flags(const Json& row) {
  std::size_t flags = 0;
  while (flags < 2 && row.size() > kWordRowValues + flags &&
         row[row.size() - 1 - flags].is_boolean())
    ++flags;
  return flags;
}

// Returns the gap in the last two of the first `end` values of the row; nothing if the row has no
// gap.
std::optional<OcrGap> read_gap(const Json& row, std::size_t end, std::uint32_t bytes) {
  if (end < kWordRowValues + 2 || !row[end - 2].is_number()) return std::nullopt;
  const OcrGap out{read_integer<std::uint32_t>(row[end - 2], "a gap"),
                   read_decimal(row[end - 1], 0, kMaxGapXHeights, "the width of a gap")};
  require(out.at <= bytes, "a gap leaves its word");
  return out;
}

OcrWord read_word(const Json& row, std::size_t bytes) {
  require(row.is_array() && row.size() >= kWordRowValues, "'words': a row has less than 7 values");
  OcrWord out{read_range<ByteUnit>(row, 0, bytes, "a word"), read_box(row, 2),
              read_decimal(row[6], 0, 1, "the confidence of a word")};
  const std::size_t flags = count_trailing_flags(row);
  std::size_t end = row.size() - flags;
  if (flags > 0) {
    out.is_handwritten = row[end].get<bool>();
    out.has_unread_ink_after = flags == 2;
    require(row.back().get<bool>(), "the last flag of a word is false");
  }
  out.gap = read_gap(row, end, out.text.size());
  if (out.gap) end -= 2;
  require(end <= kWordRowValues + 2 * kMaxAlternativesPerWord && (end - kWordRowValues) % 2 == 0,
          "a word does not have up to five alternatives, a gap and a hand");
  for (std::size_t at = kWordRowValues; at < end; at += 2) {
    out.alternatives.push_back(
        {read_string(row[at], "an alternative"),
         read_decimal(row[at + 1], 0, 1, "the probability of an alternative")});
  }
  return out;
}

OcrBlock read_block(const Json& row, std::size_t lines) {
  OcrBlock out{read_enum<Role>(row[0], kRoleNames, "the role of a block"),
               read_range<IndexUnit>(row, 1, lines, "lines of a block"),
               {},
               read_box(row, 4)};
  if (!row[3].is_null()) out.table = read_count(row[3], "the table of a block");
  return out;
}

bool is_code(std::string_view text) {
  constexpr std::size_t kMaxCodeBytes = 40;
  return !text.empty() && text.size() <= kMaxCodeBytes &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == text.npos;
}

OcrPage read_unchecked_page(const Json& object) {
  OcrPage page;
  page.number = read_count(find_member(object, "number"), "number");
  page.width = read_integer<std::int32_t>(find_member(object, "width"), "width");
  page.height = read_integer<std::int32_t>(find_member(object, "height"), "height");
  page.dpi = read_integer<std::int32_t>(find_member(object, "dpi"), "dpi");
  page.rotation = read_integer<std::int32_t>(find_member(object, "rotation"), "rotation");
  page.skew_degrees = read_decimal(find_member(object, "skew_degrees"), -360, 360, "skew_degrees");
  page.origin = read_enum<TextOrigin>(find_member(object, "origin"), kOriginNames, "origin");
  page.mean_confidence =
      read_decimal(find_member(object, "mean_confidence"), 0, 1, "mean_confidence");
  page.text = read_string(find_member(object, "text"), "text");
  for (const Json& row : read_array(object, "words"))
    page.words.push_back(read_word(row, page.text.size()));
  page.lines = read_rows<OcrLine>(object, "lines", 6, [&](const Json& row) -> OcrLine {
    return {read_range<IndexUnit>(row, 0, page.words.size(), "words of a line"), read_box(row, 2)};
  });
  page.cells = read_rows<OcrCell>(object, "cells", 10, [&](const Json& row) -> OcrCell {
    return {read_count(row[0], "a row"),
            read_count(row[1], "a column"),
            read_count(row[2], "a row span"),
            read_count(row[3], "a column span"),
            read_range<IndexUnit>(row, 4, page.lines.size(), "lines of a cell"),
            read_box(row, 6)};
  });
  page.tables = read_rows<OcrTable>(object, "tables", 8, [&](const Json& row) -> OcrTable {
    return {read_count(row[0], "rows of a table"), read_count(row[1], "columns of a table"),
            read_range<IndexUnit>(row, 2, page.cells.size(), "cells of a table"), read_box(row, 4)};
  });
  page.blocks = read_rows<OcrBlock>(
      object, "blocks", 8, [&](const Json& row) { return read_block(row, page.lines.size()); });
  for (const Json& code : read_array(object, "warnings")) {
    page.warnings.push_back(read_string(code, "a warning"));
    require(is_code(page.warnings.back()), "a warning is no code");
  }
  page.image_sha256 = read_string(find_member(object, "image_sha256"), "image_sha256");
  return page;
}

// ---- invariants of OcrPage ----

template <class Item, class Get>
void check_tiling(const std::vector<Item>& items, std::size_t size, Get get, const char* what) {
  std::uint32_t next = 0;
  for (const Item& item : items) {
    const IndexRange r = get(item);
    require(r.begin == next, what);
    next = r.end;
  }
  require(next == size, what);
}

constexpr std::string_view kLineBreaks("\n\r\f\0", 4);

// Checks that words are joined by one space, every line ends in one line feed, and the text
// contains nothing else.
void check_text(const OcrPage& page) {
  const std::string_view text = page.text;
  std::size_t at = 0;
  for (const OcrLine& line : page.lines) {
    for (std::uint32_t w = line.words.begin; w < line.words.end; ++w) {
      const ByteRange word = page.words[w].text;
      if (w > line.words.begin) require(text[at++] == ' ', "words are not joined by one space");
      require(word.begin == at && !word.empty(), "words do not ascend through the text");
      require(slice(text, word).find_first_of(kLineBreaks) == text.npos,
              "a word holds a line break");
      at = word.end;
      require(at < text.size(), "the last line has no end");
    }
    require(at < text.size() && text[at++] == '\n', "a line does not end with a line feed");
  }
  require(at == text.size(), "text is left behind the last line");
}

void check_alternatives(const OcrPage& page) {
  std::size_t bytes = 0;
  for (const OcrWord& word : page.words) {
    for (const OcrAlternative& one : word.alternatives) {
      require(!one.text.empty() && one.text.find_first_of(kLineBreaks) == std::string::npos,
              "an alternative is empty or holds a line break");
    }
    require(std::ranges::is_sorted(word.alternatives, std::greater(), &OcrAlternative::probability),
            "alternatives of a word are out of order");
    bytes += count_alternative_bytes(word);
  }
  require(bytes <= kMaxAlternativeJsonBytes,
          "alternatives take more room than a page has for them");
}

void check_boxes(const OcrPage& page) {
  const auto lies_on_page = [&page](const auto& item) {
    const PageBox& b = item.box;
    return 0 <= b.left && b.left <= b.right && b.right <= page.width && 0 <= b.top &&
           b.top <= b.bottom && b.bottom <= page.height;
  };
  require(std::ranges::all_of(page.words, lies_on_page) &&
              std::ranges::all_of(page.lines, lies_on_page) &&
              std::ranges::all_of(page.cells, lies_on_page) &&
              std::ranges::all_of(page.tables, lies_on_page) &&
              std::ranges::all_of(page.blocks, lies_on_page),
          "a box leaves the page");
}

constexpr std::uint32_t kMaxTableRows = 10'000;
constexpr std::uint32_t kMaxTableColumns = 1'000;

void check_table(const OcrPage& page, const OcrTable& table, IndexRange lines) {
  require(table.rows <= kMaxTableRows && table.columns <= kMaxTableColumns, "a table is too large");
  std::vector<std::uint32_t> free_from(table.columns, 0);  // first row not yet covered, by column
  std::uint32_t next_line = lines.begin;
  std::pair<std::uint32_t, std::uint32_t> last{0, 0};
  for (std::uint32_t i = table.cells.begin; i < table.cells.end; ++i) {
    const OcrCell& c = page.cells[i];
    require(c.row < table.rows && c.row_span > 0 && c.row_span <= table.rows - c.row &&
                c.column < table.columns && c.column_span > 0 &&
                c.column_span <= table.columns - c.column,
            "a cell leaves its table");
    require(i == table.cells.begin || last < std::pair(c.row, c.column), "cells are out of order");
    last = {c.row, c.column};
    for (std::uint32_t k = c.column; k < c.column + c.column_span; ++k) {
      require(free_from[k] <= c.row, "cells overlap");
      free_from[k] = c.row + c.row_span;
    }
    if (c.lines.empty()) continue;
    require(c.lines.begin >= next_line && c.lines.end <= lines.end,
            "lines of a cell are out of order or not in the block of its table");
    next_line = c.lines.end;
  }
}

void check_blocks(const OcrPage& page) {
  check_tiling(
      page.blocks, page.lines.size(), [](const OcrBlock& b) { return b.lines; },
      "blocks do not tile the lines");
  check_tiling(
      page.tables, page.cells.size(), [](const OcrTable& t) { return t.cells; },
      "tables do not tile the cells");
  std::uint32_t next_table = 0;
  for (const OcrBlock& b : page.blocks) {
    require(b.table.has_value() == (b.role == Role::kTable), "a block has no table of its role");
    if (!b.table) continue;
    require(*b.table == next_table && next_table < page.tables.size(), "a table is out of order");
    check_table(page, page.tables[next_table++], b.lines);
  }
  require(next_table == page.tables.size(), "a table is in no block");
}

void check_page(const OcrPage& page) {
  require(page.number > 0, "number is not positive");
  require(page.width >= 0 && page.height >= 0 && page.dpi >= 0, "a size is negative");
  require(page.rotation >= 0 && page.rotation < 360 && page.rotation % 90 == 0,
          "rotation is not 0, 90, 180 or 270");
  require(
      page.image_sha256.empty() || (page.image_sha256.size() == 64 && is_hex(page.image_sha256)),
      "image_sha256 is not 64 hex digits");
  check_tiling(
      page.lines, page.words.size(), [](const OcrLine& l) { return l.words; },
      "lines do not tile the words");
  check_text(page);
  check_alternatives(page);
  check_boxes(page);
  check_blocks(page);
}

}  // namespace

std::size_t count_alternative_bytes(const OcrWord& word) {
  std::string out;
  add_alternatives(out, word);
  return out.size();
}

std::string to_json(const OcrPage& page) {
  std::string out = "{\"number\":";
  add_integer(out, page.number);
  const auto add = [&](const char* key, std::int32_t n) {
    out += key;
    add_integer(out, n);
  };
  add(",\"width\":", page.width);
  add(",\"height\":", page.height);
  add(",\"dpi\":", page.dpi);
  add(",\"rotation\":", page.rotation);
  out += ",\"skew_degrees\":";
  add_decimal(out, page.skew_degrees);
  out += ",\"origin\":";
  append_json_string(out, kOriginNames.at(static_cast<std::size_t>(page.origin)));
  out += ",\"mean_confidence\":";
  add_decimal(out, page.mean_confidence);
  out += ",\"text\":";
  append_json_string(out, page.text);
  add_layout(out, page);
  out += ",\"warnings\":[";
  for (std::size_t i = 0; i < page.warnings.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(out, page.warnings[i]);
  }
  out += "],\"image_sha256\":";
  append_json_string(out, page.image_sha256);
  out += '}';
  return out;
}

OcrPage page_from_json(std::string_view json) {
  require(is_nested_within(json, kMaxNesting), "it nests too deeply");
  const Json object = Json::parse(json, nullptr, false);
  require(object.is_object(), "not a JSON object");
  OcrPage page = read_unchecked_page(object);
  check_page(page);
  return page;
}

}  // namespace codau::text
