#include "document/layout/page_sequence.h"

#include <algorithm>
#include <set>
#include <span>

#include "document/layout/closing.h"
#include "document/layout/head_lines.h"
#include "document/references/document_type.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

constexpr std::size_t kMaxHeadLines = 10;  ///< ô 1 to 4 of a page
constexpr std::size_t kTitleLines = 14;    ///< ô 1 to 5a
constexpr std::size_t kLinesAhead = 60;    ///< a cover of plain text is no longer

/// A number or a date that somebody filled in.
bool is_filled(std::string_view key) {
  static const Pattern kDate(
      R"(,\s*ngay\s*\d{1,2}\s*(?:thang|/)\s*\d{1,2}|,\s*ngay\b.{0,12}\bthang\s*\d{1,2}\s*nam\s*20\d\d)");
  return key.size() < 120 && (has_number(key) || kDate.find(key));
}

/// "Số: …/BC-…", "ngày … tháng … năm 20…": left open in a form; a year in print is none.
bool is_left_open(std::string_view key) {
  static const Pattern kDots(R"(…|\.{3}|_{3}|\[[^a-z0-9]*\])"), kYear(R"(nam.{0,3}(?:19|20)\d\d)");
  return kDots.find(key) && !kYear.find(key);
}

/// "Mẫu số 01", "Phụ lục II", "(Ban hành kèm theo Quyết định số …)".
bool is_attached(std::string_view key) {
  static const Pattern kPromulgated(R"(.{0,12}kem theo .*)");
  return is_attachment_label(key) || kPromulgated.is_full_match(key);
}

/// "UBND XÃ A    Mẫu số 01/BC": the label stands to the right of the organ.
bool ends_with_label(std::string_view key) {
  static const Pattern kLabel(
      R"(.{0,60}\b(?:mau|bieu|phu luc) (?:so ?:? ?)?(?:\d{1,2}[a-z]?|[ivx]{1,4})\b.{0,8})");
  return kLabel.is_full_match(key);
}

/// What the lines of a page, or of a text, tell of a head.
struct Signs {
  bool motto = false, filled = false, title = false, attached = false;
  bool damaged = false;  ///< a number or a date that may be damaged
  bool organ = false;    ///< capitals above the title that are neither motto nor number
  bool open = false;     ///< a line to be filled in
  [[nodiscard]] bool is_head() const { return motto && (filled || title) && !attached; }
  [[nodiscard]] bool is_whole() const { return motto && filled && title && !attached; }
  /// Enough behind a closing: two of three besides the organ, no form.
  [[nodiscard]] bool is_likely() const {
    if (attached || open || !organ) return false;
    return motto ? filled || (damaged && title) : filled && title;
  }
};

/// Two words or more in capitals, as ô 2 prints them.
bool names_organ(const Passage& words) {
  return compute_capital_share(words.text) >= kMinCapitalShare && count_words(words.text) > 1;
}

/// Of at most `most` lines that are not blank, from line i on, of the same page.
Signs signs_from(const Lexicon& lexicon, const std::vector<PrintedLine>& lines, std::size_t i,
                 std::size_t most) {
  constexpr std::size_t kMaxLinesAfterTitle = 5;  // further on another title may stand
  std::size_t behind_title = 0;
  Signs out;
  for (std::size_t k = i, seen = 0; k < lines.size() && seen < most; ++k) {
    if (lines[k].page != lines[i].page) break;
    if (is_blank_line(lines[k])) continue;
    ++seen;
    const Passage& words = lines[k].passage;
    const bool is_motto = find_name_or_motto(words.key).has_value();
    out.motto = out.motto || find_national_name(words.key);
    out.damaged = out.damaged || is_damaged_head_line(lexicon, words.key);
    if (!out.title) {
      out.open = out.open || is_left_open(words.key);
      out.attached = out.attached || ends_with_label(words.key);
      out.organ = out.organ || (!is_motto && !is_head_line(words.key) && names_organ(words));
    }
    if (out.title) ++behind_title;
    out.attached = out.attached || (behind_title <= kMaxLinesAfterTitle && is_attached(words.key));
    out.filled = out.filled || (is_filled(words.key) && !is_attached(words.key));
    out.title = out.title || read_title_type(lexicon, words) || is_address_line(words.key) ||
                begins_with_about(words.key);
  }
  return out;
}

/// The page numbers in print, in the order of the pages.
std::vector<std::uint32_t> page_numbers(std::span<const PrintedLine> lines) {
  std::vector<std::uint32_t> out;
  for (const PrintedLine& line : lines) {
    if (line.zone != LineZone::kAside || (line.page > 0 && line.role != Role::kPageNumber))
      continue;
    if (const auto number = parse_page_number(line.passage.key)) out.push_back(*number);
  }
  return out;
}

/// True when line i is the first of its page or, in plain text, of what a blank line parts.
bool begins_part(const std::vector<PrintedLine>& lines, std::size_t i) {
  if (lines[i].zone != LineZone::kBody) return false;
  return i == 0 || lines[i].page != lines[i - 1].page ||
         (lines[i].page == 0 && lines[i - 1].zone != LineZone::kBody);
}

/// Returns whether printed page numbers restart at the page of line i: none or 1 there, then 2.
bool restarts_page_numbers(std::span<const PrintedLine> lines, std::size_t i) {
  std::size_t begin = i;
  while (begin > 0 && !lines[begin].begins_page) --begin;
  const auto before = page_numbers(lines.first(begin)), now = page_numbers(lines.subspan(begin));
  const std::size_t first = !now.empty() && now[0] == 1 ? 1 : 0;
  return !before.empty() && before.back() > 1 && first < now.size() && now[first] == 2;
}

/// True when nothing but blank lines and page furniture stands above line i on its page.
bool heads_page(const std::vector<PrintedLine>& lines, std::size_t i) {
  while (i > 0 && !lines[i].begins_page && is_blank_line(lines[i - 1])) --i;
  return lines[i].begins_page;
}

/// What stands above a line that may begin another document.
struct Passed {
  bool head = false;    ///< of the first document: its zones, or a motto in whatever is left of it
  bool closed = false;  ///< a list of recipients or a signature
  bool enclosed = false;  ///< behind these an appendix or a form
  std::size_t since = 0;  ///< lines behind the last line that closes

  void take(const Lexicon& lexicon, const std::vector<PrintedLine>& lines, std::size_t i) {
    const PrintedLine& line = lines[i];
    const std::string& key = line.passage.key;
    head = head || line.zone == LineZone::kHead || line.zone == LineZone::kTitle ||
           find_name_or_motto(key).has_value();
    const bool closes = line.zone == LineZone::kSignature || line.zone == LineZone::kRecipients ||
                        is_recipients_heading(line.passage) || is_archive_item(line.passage) ||
                        (!closed && is_closing_start(lexicon, lines, i));
    since = closes ? 0 : since + 1;
    enclosed = closed && (enclosed || line.zone == LineZone::kAppendixHead || is_attached(key));
    closed = closed || closes;
  }
};

/// "“CỘNG HÒA …": an example of a head in the text.
bool opens_quotation(std::string_view text) {
  return text.starts_with("“") || text.starts_with('"') || text.starts_with("«") ||
         text.starts_with("‘");
}

/// Whether the head from line `begin` on, with its motto in line `at`, begins another document: it
/// is whole, or behind a closing enough of it is left.
bool begins_document(const Lexicon& lexicon, const std::vector<PrintedLine>& lines,
                     std::size_t begin, std::size_t at, const Passed& passed) {
  constexpr std::size_t kSignatureLines = 8;  // from the last item of the list to the name
  std::size_t above = begin;
  while (above > 0 && is_blank_line(lines[above - 1])) --above;
  if (above > 0 && is_attached(lines[above - 1].passage.key)) return false;
  const Signs signs = signs_from(lexicon, lines, begin, at - begin + kTitleLines);
  const bool is_quoted = !passed.closed && opens_quotation(lines[begin].passage.text);
  if (signs.is_whole()) return !is_quoted;
  const bool is_near = heads_page(lines, begin) || passed.since <= kSignatureLines + at - begin;
  return passed.closed && is_near && signs.is_likely() &&
         (!passed.enclosed || restarts_page_numbers(lines, begin));
}

/// Returns whether a list of recipients follows line i: the closing above is of another document.
bool has_closing_after(const std::vector<PrintedLine>& lines, std::size_t i) {
  return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(),
                     [](const PrintedLine& line) { return is_recipients_heading(line.passage); });
}

}  // namespace

std::optional<std::uint32_t> parse_page_number(std::string_view key) {
  static const Pattern kNumber(R"([^0-9]{0,3}(\d{1,3})[^0-9]{0,3})");
  const auto match = kNumber.at_start(key);
  if (!match || match->whole().size() != key.size()) return std::nullopt;
  return static_cast<std::uint32_t>(text::parse_whole_number(match->of(key, 1)).value_or(0));
}

bool has_pages_out_of_order(const std::vector<PrintedLine>& lines) {
  const auto head = std::ranges::find(lines, LineZone::kHead, &PrintedLine::zone);
  const bool is_late = head != lines.end() && head->page > 1;
  const auto before = static_cast<std::size_t>(head - lines.begin());
  if (is_late && !page_numbers(std::span(lines).first(before)).empty()) return true;
  const std::vector<std::uint32_t> numbers = page_numbers(lines);
  if (numbers.size() < 2 || std::ranges::is_sorted(numbers)) return false;
  const std::set<std::uint32_t> all(numbers.begin(), numbers.end());
  const auto span = static_cast<std::size_t>(*all.rbegin() - *all.begin()) + 1;
  const std::size_t pages = std::ranges::max_element(lines, {}, &PrintedLine::page)->page;
  return all.size() == numbers.size() && span <= std::max(pages, numbers.size());
}

std::size_t find_head_start_at(const std::vector<PrintedLine>& lines, std::size_t at) {
  static const Pattern kRule(R"([^a-z0-9]+)");
  // The subject of a letter may stand between its number and the motto.
  constexpr std::size_t kMaxLetterSubjectLines = 3;
  const auto is_head = [&](const PrintedLine& line) {
    const Passage& words = line.passage;
    return compute_capital_share(words.text) >= kMinCapitalShare || find_name_or_motto(words.key) ||
           is_filled(words.key) || kRule.is_full_match(words.key) || begins_with_about(words.key);
  };
  std::size_t begin = at, others = 0, seen = 0;
  for (std::size_t i = at; i-- > 0 && seen < kMaxHeadLines && lines[i].page == lines[at].page;) {
    const PrintedLine& line = lines[i];
    if (lines[i + 1].begins_page) break;
    if (is_blank_line(line)) continue;
    const bool is_free = line.zone == LineZone::kBody || line.zone == LineZone::kAppendixHead;
    const std::string& key = line.passage.key;
    if (!is_free && !find_name_or_motto(key) && !is_filled(key))
      break;  // of a closing that went too far
    ++seen;
    if (!is_head(line)) {
      if (++others > kMaxLetterSubjectLines) break;
      continue;
    }
    if (others > 0 && !begins_with_about(line.passage.key)) break;
    others = 0;
    begin = i;
  }
  return begin;
}

std::optional<std::size_t> find_second_head(const Lexicon& lexicon,
                                            const std::vector<PrintedLine>& lines) {
  Passed passed;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PrintedLine& line = lines[i];
    if (is_blank_line(line)) continue;
    const bool is_name = find_national_name(line.passage.key).has_value();
    const bool may_begin = is_name || heads_page(lines, i);
    const bool is_second =
        line.zone == LineZone::kHead ? passed.closed && has_closing_after(lines, i) : passed.head;
    if (may_begin && is_second) {
      const std::size_t begin = is_name ? find_head_start_at(lines, i) : i;
      if (begins_document(lexicon, lines, begin, i, passed)) return begin;
    }
    passed.take(lexicon, lines, i);
  }
  return std::nullopt;
}

namespace {

/// Returns the first line of the head in a web page with menus above it, or 0. Only in plain text.
/// The head has the name of the state or the motto, and a number or a title beside it.
std::size_t find_head_behind_page_menu(const Lexicon& lexicon,
                                       const std::vector<PrintedLine>& lines) {
  constexpr std::size_t kMostLines = 400;
  if (lines.front().page > 0) return 0;
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
    if (lines[i].zone != LineZone::kBody || !find_name_or_motto(lines[i].passage.key)) continue;
    const std::size_t begin = find_head_start_at(lines, i);
    return signs_from(lexicon, lines, begin, kMaxHeadLines).is_head() ? begin : 0;
  }
  return 0;
}

}  // namespace

std::size_t find_head_start(const Lexicon& lexicon, const std::vector<PrintedLine>& lines) {
  if (lines.empty()) return 0;
  const Signs first = signs_from(lexicon, lines, 0, kMaxHeadLines);
  if (first.motto || first.filled) return 0;
  for (std::size_t i = 1, seen = 0; i < lines.size(); ++i) {
    if (lines[i].page == 0 && ++seen > kLinesAhead) break;
    if (!begins_part(lines, i)) continue;
    const Signs here = signs_from(lexicon, lines, i, kMaxHeadLines);
    if (first.title ? signs_from(lexicon, lines, i, kTitleLines).is_whole() : here.is_head())
      return i;
  }
  return first.is_head() ? 0 : find_head_behind_page_menu(lexicon, lines);
}

}  // namespace codau::document
