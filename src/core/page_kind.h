// core/page_kind.h — the kinds and places of scanned pages, as they matter when scans are added.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/enum_values.h"

namespace codau {

/// What a page holds.
enum class PageKind : std::uint8_t {
  kContent,    ///< print, writing, a picture; also every page of which the program is unsure
  kBlank,      ///< nothing but paper: specks, bleed-through, punch holes and edges are no content
  kSeparator,  ///< a separator sheet of codau or with patch T, which parts a pile of papers
};

/// A kind and its name in data.
struct NamedPageKind {
  PageKind kind;
  std::string_view name;
};
inline constexpr auto kPageKinds =
    std::to_array<NamedPageKind>({{PageKind::kContent, "content"},
                                  {PageKind::kBlank, "blank"},
                                  {PageKind::kSeparator, "separator"}});
static_assert(has_line_for_each(kPageKinds, &NamedPageKind::kind));

/// Returns the name of a kind.
[[nodiscard]] constexpr std::string_view name_of(PageKind kind) noexcept {
  for (const NamedPageKind& one : kPageKinds)
    if (one.kind == kind) return one.name;
  return {};
}
/// Returns the kind of a name; nothing for other texts.
[[nodiscard]] constexpr std::optional<PageKind> find_page_kind(std::string_view name) noexcept {
  for (const NamedPageKind& one : kPageKinds)
    if (one.name == name) return one.kind;
  return std::nullopt;
}

/// A page among several files.
struct PagePlace {
  std::uint32_t file = 0;    ///< index of the file, from 0
  std::uint32_t number = 1;  ///< of the page in its file, from 1
  bool operator==(const PagePlace&) const = default;
};

}  // namespace codau
