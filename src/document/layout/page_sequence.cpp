#include "document/layout/page_sequence.h"

#include <algorithm>
#include <set>

#include "document/layout/head_lines.h"
#include "document/references/document_type.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

constexpr std::size_t kHeadLines = 10;   ///< ô 1 to 4 of a page
constexpr std::size_t kTitleLines = 14;  ///< ô 1 to 5a
constexpr std::size_t kLinesAhead = 60;  ///< a cover of plain text is no longer

/// A number or a date that somebody filled in.
bool is_filled(std::string_view key) {
  static const Pattern kDate(
      R"(,\s*ngay\s*\d{1,2}\s*(?:thang|/)\s*\d{1,2}|,\s*ngay\b.{0,12}\bthang\s*\d{1,2}\s*nam\s*20\d\d)");
  return key.size() < 120 && (has_number(key) || kDate.find(key));
}

/// "Mẫu số 01", "Phụ lục II", "(Ban hành kèm theo Quyết định số …)".
bool is_attached(std::string_view key) {
  static const Pattern kPromulgated(R"(.{0,12}kem theo .*)");
  return is_attachment_label(key) || kPromulgated.fits(key);
}

/// What the lines of a page, or of a text, tell of a head.
struct Signs {
  bool motto = false, filled = false, title = false, attached = false;
  [[nodiscard]] bool is_head() const { return motto && (filled || title) && !attached; }
  [[nodiscard]] bool is_whole() const { return motto && filled && title && !attached; }
};

/// Of at most `most` lines that are not blank, from line i on, of the same page.
Signs signs_from(const Lexicon& lexicon, const std::vector<Line>& lines, std::size_t i,
                 std::size_t most) {
  constexpr std::size_t kSubjectLines = 5;  // behind which another title may stand
  std::size_t behind_title = 0;
  Signs out;
  for (std::size_t k = i, seen = 0; k < lines.size() && seen < most; ++k) {
    if (lines[k].page != lines[i].page) break;
    if (is_blank(lines[k])) continue;
    ++seen;
    const Passage& words = lines[k].passage;
    out.motto = out.motto || find_national_name(words.key);
    if (out.title) ++behind_title;
    out.attached = out.attached || (behind_title <= kSubjectLines && is_attached(words.key));
    out.filled = out.filled || (is_filled(words.key) && !is_attached(words.key));
    out.title =
        out.title || read_type(lexicon, words) || is_address(words.key) || begins_about(words.key);
  }
  return out;
}

/// The page numbers in print, in the order of the pages.
std::vector<std::uint32_t> page_numbers(const std::vector<Line>& lines, std::size_t end) {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < end; ++i) {
    const Line& line = lines[i];
    if (line.zone != Zone::kAside || (line.page > 0 && line.role != Role::kPageNumber)) continue;
    if (const auto number = page_number_of(line.passage.key)) out.push_back(*number);
  }
  return out;
}

/// True when line i is the first of its page or, in plain text, of what a blank line parts.
bool begins_part(const std::vector<Line>& lines, std::size_t i) {
  if (lines[i].zone != Zone::kBody) return false;
  return i == 0 || lines[i].page != lines[i - 1].page ||
         (lines[i].page == 0 && lines[i - 1].zone != Zone::kBody);
}

}  // namespace

std::optional<std::uint32_t> page_number_of(std::string_view key) {
  static const Pattern kNumber(R"([^0-9]{0,3}(\d{1,3})[^0-9]{0,3})");
  const auto match = kNumber.at_start(key);
  if (!match || match->whole().size() != key.size()) return std::nullopt;
  return static_cast<std::uint32_t>(text::whole_number(match->of(key, 1)).value_or(0));
}

bool are_pages_out_of_order(const std::vector<Line>& lines) {
  const auto head = std::ranges::find(lines, Zone::kHead, &Line::zone);
  const bool is_late = head != lines.end() && head->page > 1;
  const auto before = static_cast<std::size_t>(head - lines.begin());
  if (is_late && !page_numbers(lines, before).empty()) return true;
  const std::vector<std::uint32_t> numbers = page_numbers(lines, lines.size());
  if (numbers.size() < 2 || std::ranges::is_sorted(numbers)) return false;
  const std::set<std::uint32_t> all(numbers.begin(), numbers.end());
  const auto span = static_cast<std::size_t>(*all.rbegin() - *all.begin()) + 1;
  const std::size_t pages = std::ranges::max_element(lines, {}, &Line::page)->page;
  return all.size() == numbers.size() && span <= std::max(pages, numbers.size());
}

std::size_t begin_of_head_at(const std::vector<Line>& lines, std::size_t at) {
  static const Pattern kRule(R"([^a-z0-9]+)");
  constexpr std::size_t kSubjectLines = 3;  // of a letter, between its number and what is beside
  const auto is_head = [&](const Line& line) {
    const Passage& words = line.passage;
    return capital_share(words.text) >= kCapitals || find_name_or_motto(words.key) ||
           is_filled(words.key) || kRule.fits(words.key) || begins_about(words.key);
  };
  std::size_t begin = at, others = 0, seen = 0;
  for (std::size_t i = at; i-- > 0 && seen < kHeadLines && lines[i].page == lines[at].page;) {
    const Line& line = lines[i];
    if (is_blank(line)) continue;
    const bool is_free = line.zone == Zone::kBody || line.zone == Zone::kAppendixHead;
    const std::string& key = line.passage.key;
    if (!is_free && !find_name_or_motto(key) && !is_filled(key))
      break;  // of a closing that went too far
    ++seen;
    if (!is_head(line)) {
      if (++others > kSubjectLines) break;
      continue;
    }
    if (others > 0 && !begins_about(line.passage.key)) break;
    others = 0;
    begin = i;
  }
  return begin;
}

std::optional<std::size_t> second_head(const Lexicon& lexicon, const std::vector<Line>& lines) {
  bool has_first = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.zone == Zone::kHead || line.zone == Zone::kTitle) has_first = true;
    const bool is_text = line.zone != Zone::kHead && line.zone != Zone::kBlank;
    if (!has_first || !is_text || !find_national_name(line.passage.key)) continue;
    const std::size_t begin = begin_of_head_at(lines, i);
    std::size_t above = begin;
    while (above > 0 && is_blank(lines[above - 1])) --above;
    const bool is_form = above > 0 && is_attached(lines[above - 1].passage.key);
    if (!is_form && signs_from(lexicon, lines, begin, i - begin + kTitleLines).is_whole())
      return begin;
  }
  return std::nullopt;
}

std::size_t begin_of_head(const Lexicon& lexicon, const std::vector<Line>& lines) {
  if (lines.empty()) return 0;
  const Signs first = signs_from(lexicon, lines, 0, kHeadLines);
  if (first.motto || first.filled) return 0;
  for (std::size_t i = 1, seen = 0; i < lines.size(); ++i) {
    if (lines[i].page == 0 && ++seen > kLinesAhead) break;
    if (!begins_part(lines, i)) continue;
    const Signs here = signs_from(lexicon, lines, i, kHeadLines);
    if (first.title ? signs_from(lexicon, lines, i, kTitleLines).is_whole() : here.is_head())
      return i;
  }
  return 0;
}

}  // namespace codau::document
