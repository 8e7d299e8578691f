// record/edits/edit_places.h — places in a file that edits of people name: first pages of
// documents, and printed lines.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::record {

/// A printed line: its page in the file (0: plain text), and its number there, from 1.
struct PrintedLine {
  std::uint32_t page = 0, line = 0;
  auto operator<=>(const PrintedLine&) const = default;
};

/// Parses ascending page numbers, "1,4,9". The first is 1, and pages may repeat. Returns an empty
/// list for an empty text, and nothing for any other text or more pages than a file may have
/// documents. Law: parse_pages(to_text(pages)) == pages.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> parse_pages(std::string_view text);
[[nodiscard]] std::string to_text(std::span<const std::uint32_t> pages);

}  // namespace codau::record
