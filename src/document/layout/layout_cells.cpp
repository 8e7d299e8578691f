#include "document/layout/layout_cells.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "document/layout/closing.h"
#include "document/layout/head_lines.h"
#include "document/layout/signature_office.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::uint32_t kMostColumns = 3, kMostRows = 8;  // of a layout table

// ---- what a line or cell has ----

bool has_head(std::string_view key) {
  static const Pattern kNumber(R"((?:^|[^a-z])so\s*:\s*\d*[a-z]?\s*[/-]\s*[a-z])");
  return find_national_name(key) || find_motto(key) || kNumber.find(key);
}

/// A line or cell that begins with ô 9b.
bool has_recipients(std::string_view key) {
  static const Pattern kRecipients(R"([| ]*noi nhan\s*:)");
  return kRecipients.at_start(key).has_value();
}

bool has_closing(const Passage& words) {
  static const Pattern kAuthority(R"(\b(?:TM|KT|TL|TUQ)\. ?\p{Lu})");
  return has_recipients(words.key) || kAuthority.find(words.text);
}

bool is_of_layout(const Passage& words) { return has_head(words.key) || has_closing(words); }

// ---- cells and the lines in them ----

/// The part of a line between its bars or tabs; of a table the cells of its row.
std::vector<ByteRange> split_line(std::string_view text, ByteRange line) {
  std::vector<ByteRange> out;
  std::uint32_t begin = line.begin;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    if (text[i] != '|' && text[i] != '\t') continue;
    if (begin < i) out.push_back({begin, i});
    begin = i + 1;
  }
  if (begin < line.end) out.push_back({begin, line.end});
  return out;
}

/// The parts of a cell between tags that end a line, and between strokes of three and more.
std::vector<ByteRange> split_at_tags(std::string_view text, ByteRange cell) {
  static const Pattern kBreak(R"(<(?:br|p|/p|div|/div)\s*/?>|-{3,}|_{3,}|\*{4,})");
  std::vector<ByteRange> out;
  std::uint32_t begin = cell.begin;
  const std::string_view words = slice(text, cell);
  for (std::size_t at = 0; const auto found = kBreak.find(words, at);) {
    at = found->whole().end;
    out.push_back({begin, cell.begin + found->whole().begin});
    begin = cell.begin + found->whole().end;
  }
  out.push_back({begin, cell.end});
  return out;
}

/// Where lines of ô 1 to 4 begin in words that hold several; bytes of the key.
std::vector<std::uint32_t> head_starts(std::string_view key) {
  static const std::array<Pattern, 3> kParts = {
      Pattern(R"((cong hoa xa hoi chu nghia viet nam)\s*)"),
      Pattern(R"((doc lap\s*-?\s*tu do\s*-?\s*hanh phuc)\s*)"), Pattern(R"((?:^|[\s.])(so\s*:))")};
  std::vector<std::uint32_t> out;
  for (const Pattern& part : kParts) {
    const auto found = part.find(key);
    if (!found) continue;
    out.push_back(found->groups[1]->begin);
    if (&part != &kParts.back()) out.push_back(found->whole().end);
  }
  return out;
}

/// Where lines of ô 9b and ô 7 begin.
std::vector<std::uint32_t> closing_starts(const Passage& words) {
  static const Pattern kItem(R"((?::|;|\.)\s+([-+] ))"),
      kAuthority(R"(\s((?:TM|KT|TL|TUQ)\. ?\p{Lu}))");
  std::vector<std::uint32_t> out;
  if (is_recipients_heading(words) || words.key.starts_with("noi nhan")) {
    for (std::size_t at = 0; const auto found = kItem.find(words.key, at);) {
      at = found->whole().end;
      out.push_back(words.in_text(*found->groups[1]).begin);
    }
  }
  if (const auto found = kAuthority.find(words.text)) out.push_back(found->groups[1]->begin);
  return out;
}

/// Where the office and the name begin in "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Phạm Văn Tuyển".
std::vector<std::uint32_t> signature_starts(const Lexicon& lexicon, const Passage& words) {
  std::vector<std::uint32_t> starts;  // of words
  for (std::size_t at = 0; at != std::string::npos; at = words.text.find(' ', at)) {
    if (at > 0) ++at;
    starts.push_back(static_cast<std::uint32_t>(at));
  }
  const auto part = [&](std::size_t from, std::size_t to) {
    return take_part(words, {starts[from], to < starts.size() ? starts[to] : words.all().end});
  };
  std::vector<std::uint32_t> out;
  std::size_t capitals = 0;
  while (capitals < starts.size() && compute_capital_share(part(capitals, capitals + 1).text) == 1)
    ++capitals;
  if (capitals == 0) return out;
  for (std::size_t k = 1; k < capitals; ++k) {
    const auto office = read_office(lexicon, part(k, capitals));
    const auto above = read_office(lexicon, part(0, k));
    const bool is_whole =
        office && office->value == office->name && office->edits == 0 && office->bytes.begin == 0;
    if (!is_whole || !above || above->name.empty()) continue;
    out.push_back(starts[k]);
    break;
  }
  for (std::size_t k = capitals; k < starts.size(); ++k) {
    if (!is_person_line(lexicon, part(k, starts.size()))) continue;
    out.push_back(starts[k]);
    break;
  }
  return out;
}

/// The printed lines of one part of a cell; `is_signature`: it stands beside ô 9b.
std::vector<Passage> split_words(const Lexicon& lexicon, const Passage& words, bool is_signature) {
  std::vector<std::uint32_t> starts;
  if (has_head(words.key)) {
    for (const std::uint32_t at : head_starts(words.key)) starts.push_back(words.to_text(at));
  } else if (has_closing(words)) {
    starts = closing_starts(words);
  }
  std::ranges::sort(starts);
  std::vector<Passage> out;
  std::uint32_t begin = 0;
  starts.push_back(words.all().end);
  for (const std::uint32_t at : starts) {
    if (at <= begin) continue;
    Passage one = take_part(words, {begin, at});
    begin = at;
    if (one.empty()) continue;
    const std::vector<std::uint32_t> inner = is_signature || is_authority_line(lexicon, one)
                                                 ? signature_starts(lexicon, one)
                                                 : std::vector<std::uint32_t>{};
    std::uint32_t from = 0;
    for (const std::uint32_t cut : inner) {
      out.push_back(take_part(one, {from, cut}));
      from = cut;
    }
    out.push_back(take_from(one, from));
  }
  return out;
}

// ---- lines ----

/// A table of plain text that only places the parts of a head or a closing.
bool is_layout_table(const std::vector<PrintedLine>& lines, const TextTable& table,
                     std::size_t first, std::size_t end) {
  if (table.columns > kMostColumns || table.rows > kMostRows) return false;
  return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(first),
                     lines.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const PrintedLine& line) { return is_of_layout(line.passage); });
}

void release_layout_tables(const TextDocument& document, std::vector<PrintedLine>& lines) {
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    if (!lines[i].table) {
      i = end;
      continue;
    }
    while (end < lines.size() && lines[end].table == lines[i].table) ++end;
    if (is_layout_table(lines, document.tables[*lines[i].table], i, end)) {
      for (std::size_t k = i; k < end; ++k) {
        const bool is_rule =
            slice(document.text, lines[k].bytes).find_first_not_of(" |:-\r") == std::string::npos;
        lines[k].zone = is_rule || lines[k].passage.empty() ? LineZone::kBlank : LineZone::kBody;
        lines[k].table.reset();
        lines[k].role = Role::kBody;
      }
    }
    i = end;
  }
}

/// The printed lines that a line holds; empty when it is one.
std::vector<PrintedLine> printed_lines_of(const Lexicon& lexicon, const TextDocument& document,
                                          const PrintedLine& line, bool is_cells) {
  if (line.zone != LineZone::kBody || line.page > 0) return {};
  // columns between blanks are parted elsewhere
  const bool is_in_columns =
      line.gap > 0 && slice(document.text, line.bytes).find_first_of("|\t") == std::string::npos;
  if (!is_cells && (is_in_columns || !is_of_layout(line.passage))) return {};
  const bool has_list = has_recipients(line.passage.key);
  std::vector<PrintedLine> out;
  for (const ByteRange cell : split_line(document.text, line.bytes)) {
    for (const ByteRange part : split_at_tags(document.text, cell)) {
      const Passage cell_words = read_passage(document.text, part);
      const bool is_signature = has_list && !has_recipients(cell_words.key);
      for (Passage& words : split_words(lexicon, cell_words, is_signature)) {
        PrintedLine one = line;
        one.gap = 0;
        one.bytes = words.in_document(words.all());
        one.passage = std::move(words);
        out.push_back(std::move(one));
      }
    }
  }
  if (out.size() < 2) return {};
  return out;
}

/// "CỘNG" / "HÒA XÃ HỘI …", "Số:" / "45/KH-UBND", "…, ngày" / "13 tháng 7 năm 2025".
bool is_broken(std::string_view above, std::string_view below) {
  static const Pattern kName("cong(?: hoa(?: xa(?: hoi(?: chu(?: nghia(?: viet)?)?)?)?)?)?"),
      kNameRest(R"((?:cong )?(?:hoa )?(?:xa )?(?:hoi )?(?:chu )?(?:nghia )?(?:viet )?nam)"),
      kNumber(R"(so\s*:)"), kNumberRest(R"(\d+[a-z]?\s*[/-]\s*[a-z][^ ]*)"),
      kDate(R"(.{2,40},\s*ngay(?:\s+\d{1,2}(?:\s+thang(?:\s+\d{1,2}(?:\s+nam)?)?)?)?)"),
      kDateRest(R"((?:\d{1,2}\s+)?(?:thang\s+)?(?:\d{1,2}\s+)?(?:nam\s+)?\d{4}\W{0,2})");
  return (kName.is_full_match(above) && kNameRest.is_full_match(below)) ||
         (kNumber.is_full_match(above) && kNumberRest.is_full_match(below)) ||
         (kDate.is_full_match(above) && kDateRest.is_full_match(below));
}

void join_broken_lines(const TextDocument& document, std::vector<PrintedLine>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    PrintedLine& line = lines[i];
    const PrintedLine& next = lines[i + 1];
    if (line.page > 0 || line.zone != LineZone::kBody || next.zone != LineZone::kBody) continue;
    if (line.passage.text.size() > kMaxSentenceBytes ||
        !is_broken(line.passage.key, next.passage.key))
      continue;
    line.bytes.end = next.bytes.end;
    line.passage = read_passage(document.text, line.bytes);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace

void restore_layout_lines(const Lexicon& lexicon, const TextDocument& document,
                          std::vector<PrintedLine>& lines) {
  if (lines.empty() || lines.front().page > 0) return;
  std::vector<bool> was_table;
  was_table.reserve(lines.size());
  for (const PrintedLine& line : lines) was_table.push_back(line.table.has_value());
  release_layout_tables(document, lines);
  std::vector<PrintedLine> out;
  out.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<PrintedLine> parts =
        printed_lines_of(lexicon, document, lines[i], was_table[i] && !lines[i].table);
    if (parts.empty())
      out.push_back(std::move(lines[i]));
    else
      std::ranges::move(parts, std::back_inserter(out));
  }
  join_broken_lines(document, out);
  lines = std::move(out);
}

}  // namespace codau::document
