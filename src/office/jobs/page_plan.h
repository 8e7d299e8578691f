// office/jobs/page_plan.h — plans the pages of an uploaded scan. Blank pages are dropped, fronts
// and backs are put in order, a pile is parted, single pictures are joined. A person sees the plan
// before it is carried out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page_kind.h"

namespace codau::office {

/// The order in which a scan has the sides of its sheets.
enum class SideOrder : std::uint8_t {
  kAsScanned,
  kBacksForward,   ///< all fronts, then all backs, both from the first sheet to the last
  kBacksBackward,  ///< all fronts, then all backs from the last sheet to the first
};
/// Where a scan is parted into several files.
enum class SplitAt : std::uint8_t { kNone, kSeparators, kBlankPages };

/// What a person has chosen for a file.
struct PageChoices {
  bool drop_blank = false;
  SideOrder sides = SideOrder::kAsScanned;
  SplitAt split = SplitAt::kNone;
  std::string backs = {};  ///< path of the file that has the backs; empty: this file has both
  std::vector<std::string> joined = {};  ///< files whose pages follow; empty if `backs` is not
  std::vector<PagePlace> keep = {};      ///< stay, although they look blank
  std::vector<PagePlace> drop = {};      ///< go, although they have content
  std::vector<PagePlace> begin = {};     ///< begin a part, with this page or the next that is kept
  bool operator==(const PageChoices&) const = default;
};

/// What becomes of a page.
enum class PageFate : std::uint8_t {
  kKept,
  kDropped,  ///< blank, or dropped by a person
  kSplits,   ///< parts the scan, and is left out
};
/// A page of the scan, and what becomes of it.
struct PlannedPage {
  PagePlace place;  ///< file 0: the file itself; others as in list_further_files()
  PageKind kind = PageKind::kContent;
  PageFate fate = PageFate::kKept;
  std::uint32_t part = 0;  ///< of a kept page: index of its part
  bool operator==(const PlannedPage&) const = default;
};
/// The pages in their new order.
struct PagePlan {
  std::vector<PlannedPage> pages;
  std::uint32_t parts = 0;  ///< number of files that the scan becomes; 0 if no page is kept
  bool is_uneven = false;   ///< fronts and backs differ in number, so that sides may be mixed up
  bool changes = false;     ///< false: the file is read as it came
};

/// Returns the paths of the files whose pages go with those of the file itself: the file of the
/// backs, or the joined files.
[[nodiscard]] std::vector<std::string> list_further_files(const PageChoices& choices);

/// Plans the pages of a file. `kinds`: of its pages, then of the pages of each further file.
/// Laws: each page is in the plan once. Without choices, nothing changes. A part has a kept page.
[[nodiscard]] PagePlan plan_pages(const std::vector<std::vector<PageKind>>& kinds,
                                  const PageChoices& choices);

/// Returns the kept pages of each part, in order.
[[nodiscard]] std::vector<std::vector<PagePlace>> list_parts(const PagePlan& plan);

/// Return the names of the API, and the value of a name.
[[nodiscard]] std::string_view name_of(SideOrder order) noexcept;
[[nodiscard]] std::string_view name_of(SplitAt split) noexcept;
[[nodiscard]] std::string_view name_of(PageFate fate) noexcept;
[[nodiscard]] std::optional<SideOrder> find_side_order(std::string_view name) noexcept;
[[nodiscard]] std::optional<SplitAt> find_split(std::string_view name) noexcept;

/// Encodes choices as JSON, in the form of the API.
[[nodiscard]] std::string to_json(const PageChoices& choices);
/// Returns the choices of such a text; nothing if it is malformed, or has over 20,000 pages
/// or files.
[[nodiscard]] std::optional<PageChoices> choices_from_json(std::string_view json);

}  // namespace codau::office
