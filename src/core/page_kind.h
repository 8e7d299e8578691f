// core/page_kind.h — the kind of a scanned page (text, blank, separator sheet), and the place of a
// page in a list of files. Both serve people who divide a pile of scans into documents.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/enum_values.h"

namespace codau {

/// The kind of a page, by its content.
enum class PageKind : std::uint8_t {
  kContent,    ///< print, writing or a picture; also every page whose kind is uncertain
  kBlank,      ///< empty paper; specks, bleed-through, punch holes and edges do not count
  kSeparator,  ///< a sheet that people put between two documents: codau's own, or with patch T
};

/// A kind and its name in JSON and in databases.
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

/// A page, given by its file in a list of files and by its number in this file.
struct PagePlace {
  std::uint32_t file = 0;    ///< index of the file in the list, from 0
  std::uint32_t number = 1;  ///< of the page in its file, from 1
  bool operator==(const PagePlace&) const = default;
};

}  // namespace codau
