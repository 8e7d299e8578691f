#include "review/queue/page_ranges.h"

#include <algorithm>
#include <set>
#include <utility>

#include "text/numerals.h"

namespace codau::review {
namespace {

constexpr std::string_view kDash = "–";

std::string_view trim_spaces(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<PageRange> parse_page_range(std::string_view typed) {
  const std::size_t at = std::min(typed.find(kDash), typed.find('-'));
  const bool is_long = at < typed.size() && typed.substr(at).starts_with(kDash);
  const std::string_view first = typed.substr(0, at);
  const std::string_view last =
      at < typed.size() ? typed.substr(at + (is_long ? kDash.size() : 1)) : first;
  const auto from = text::parse_whole_number(trim_spaces(first)),
             to = text::parse_whole_number(trim_spaces(last));
  if (!from || !to || *from < 1 || *to < *from) return std::nullopt;
  return PageRange{static_cast<std::uint32_t>(*from), static_cast<std::uint32_t>(*to)};
}

std::string to_text(PageRange range) {
  const std::string from = std::to_string(range.from);
  return range.from == range.to ? from : from + std::string(kDash) + std::to_string(range.to);
}

std::string to_text(std::span<const std::uint32_t> first_pages, std::uint32_t pages) {
  std::string out;
  for (std::size_t i = 0; i < first_pages.size(); ++i) {
    const std::uint32_t last = i + 1 < first_pages.size() ? first_pages[i + 1] - 1 : pages;
    out += (i > 0 ? ", " : "") + to_text(PageRange{first_pages[i], std::max(first_pages[i], last)});
  }
  return out;
}

std::optional<std::vector<std::uint32_t>> divide_with(std::span<const std::uint32_t> first_pages,
                                                      std::uint32_t pages, PageRange was,
                                                      PageRange is) {
  if (is.from < 1 || is.to < is.from || is.to > pages) return std::nullopt;
  std::multiset<std::uint32_t> out(first_pages.begin(), first_pages.end());
  const auto drop_one = [&](std::uint32_t page) {
    if (const auto found = out.find(page); found != out.end()) out.erase(found);
  };
  if (is.from != was.from) drop_one(was.from);
  if (is.to != was.to) drop_one(was.to + 1);
  out.erase(out.upper_bound(is.from), out.upper_bound(is.to));
  for (const std::uint32_t page : {std::uint32_t{1}, is.from, is.to + 1}) {
    if (page <= pages && !out.contains(page)) out.insert(page);
  }
  return std::vector<std::uint32_t>(out.begin(), out.end());
}

std::optional<std::vector<std::uint32_t>> parse_division(std::string_view typed,
                                                         std::uint32_t pages) {
  std::vector<std::uint32_t> out;
  std::uint32_t behind = 1;
  for (bool is_more = true; is_more;) {
    const std::string_view one = typed.substr(0, typed.find(','));
    is_more = one.size() < typed.size();
    typed.remove_prefix(one.size() + (is_more ? 1 : 0));
    const auto range = parse_page_range(one);
    if (!range || range->from != behind) return std::nullopt;
    out.push_back(range->from);
    behind = range->to + 1;
  }
  return behind == pages + 1 ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace codau::review
