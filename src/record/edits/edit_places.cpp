#include "record/edits/edit_places.h"

#include <cstddef>

#include "document/read_document.h"
#include "text/numerals.h"

namespace codau::record {

std::optional<std::vector<std::uint32_t>> parse_pages(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (bool is_more = !text.empty(); is_more;) {
    const std::string_view digits = text.substr(0, text.find(','));
    is_more = digits.size() < text.size();
    text.remove_prefix(digits.size() + (is_more ? 1 : 0));
    const auto page = text::parse_whole_number(digits);
    if (!page || *page < 1 || digits.front() == '0' || out.size() == document::kMaxDocuments)
      return std::nullopt;
    const auto number = static_cast<std::uint32_t>(*page);
    if (out.empty() ? number != 1 : number < out.back()) return std::nullopt;
    out.push_back(number);
  }
  return out;
}

std::string to_text(std::span<const std::uint32_t> pages) {
  std::string out;
  for (const std::uint32_t page : pages) out += (out.empty() ? "" : ",") + std::to_string(page);
  return out;
}

}  // namespace codau::record
