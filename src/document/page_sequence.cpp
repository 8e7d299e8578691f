#include "document/page_sequence.h"

#include <algorithm>
#include <set>

#include "document/document_type.h"
#include "document/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

constexpr std::size_t kHeadLines = 10;  ///< ô 1 to 4 of a page

bool is_motto(std::string_view key) {
  static const Pattern kPattern(R"(cong h.{1,3} xa h.{1,3} ch.{1,3} ngh|dang cong san viet nam$)");
  return kPattern.find(key).has_value();
}

/// A number or a date that somebody filled in.
bool is_filled(std::string_view key) {
  static const Pattern kPattern(
      R"((?:^|\s)s[o06]\s?[:.]?\s?\d+[a-z]?\s?[/-]\s?[a-z]|,\s*ngay\s*\d{1,2}\s*(?:thang|/)\s*\d{1,2})");
  return key.size() < 120 && kPattern.find(key).has_value();
}

/// True when one of the lines around i, of the same page, is filled in.
bool is_head_around(const std::vector<Line>& lines, std::size_t i) {
  const std::size_t begin = i > kHeadLines ? i - kHeadLines : 0;
  const std::size_t end = std::min(lines.size(), i + kHeadLines);
  for (std::size_t k = begin; k < end; ++k) {
    if (lines[k].page == lines[i].page && lines[k].zone != Zone::kHead &&
        is_filled(lines[k].passage.key))
      return true;
  }
  return false;
}

/// True when the page that begins with line i begins with motto or title.
bool begins_with_head(const std::vector<Line>& lines, std::size_t i, bool title_alone) {
  bool has_motto = false, filled = false, has_title = false;
  for (std::size_t k = i, seen = 0; k < lines.size() && seen < kHeadLines; ++k) {
    if (lines[k].page != lines[i].page) break;
    if (lines[k].zone != Zone::kBody) continue;
    ++seen;
    has_motto = has_motto || is_motto(lines[k].passage.key);
    filled = filled || is_filled(lines[k].passage.key);
    has_title = has_title || read_type(lines[k].passage);
  }
  return title_alone ? has_motto || has_title : has_motto && (filled || has_title);
}

}  // namespace

bool are_pages_out_of_order(const std::vector<Line>& lines) {
  static const Pattern kNumber(R"([^0-9]{0,3}(\d{1,3})[^0-9]{0,3})");
  std::vector<std::int32_t> numbers;
  for (const Line& line : lines) {
    if (line.zone != Zone::kAside || (line.page > 0 && line.role != Role::kPageNumber)) continue;
    const auto match = kNumber.at_start(line.passage.key);
    if (match && match->whole().size() == line.passage.key.size())
      numbers.push_back(text::whole_number(match->of(line.passage.key, 1)).value_or(0));
  }
  if (numbers.size() < 2 || std::ranges::is_sorted(numbers)) return false;
  const std::set<std::int32_t> all(numbers.begin(), numbers.end());
  const auto span = static_cast<std::size_t>(*all.rbegin() - *all.begin()) + 1;
  return all.size() == numbers.size() && span == numbers.size();
}

bool has_second_head(const std::vector<Line>& lines) {
  bool has_first = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.zone == Zone::kHead || line.zone == Zone::kTitle) has_first = true;
    const bool is_text = line.zone != Zone::kHead && line.zone != Zone::kBlank;
    if (has_first && is_text && is_motto(line.passage.key) && is_head_around(lines, i)) return true;
  }
  return false;
}

std::size_t begin_of_head(const std::vector<Line>& lines) {
  if (lines.empty() || lines.front().page == 0 || begins_with_head(lines, 0, true)) return 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].page != lines[i - 1].page && begins_with_head(lines, i, false)) return i;
  }
  return 0;
}

}  // namespace codau::document
