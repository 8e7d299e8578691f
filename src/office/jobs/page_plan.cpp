#include "office/jobs/page_plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "office/jobs/name_table.h"

namespace codau::office {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostPlaces = 20'000;

constexpr std::array kSideOrders{
    std::pair(SideOrder::kAsScanned, std::string_view("as_scanned")),
    std::pair(SideOrder::kBacksForward, std::string_view("backs_forward")),
    std::pair(SideOrder::kBacksBackward, std::string_view("backs_backward"))};
constexpr std::array kSplits{std::pair(SplitAt::kNone, std::string_view("none")),
                             std::pair(SplitAt::kSeparators, std::string_view("separators")),
                             std::pair(SplitAt::kBlankPages, std::string_view("blank_pages"))};
constexpr std::array kFates{std::pair(PageFate::kKept, std::string_view("kept")),
                            std::pair(PageFate::kDropped, std::string_view("dropped")),
                            std::pair(PageFate::kSplits, std::string_view("splits"))};

std::vector<PlannedPage> list_pages(const std::vector<PageKind>& kinds, std::uint32_t file) {
  std::vector<PlannedPage> out;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    out.push_back({{file, static_cast<std::uint32_t>(i) + 1}, kinds[i]});
  return out;
}

/// Puts a back behind each front. Sides without a partner come last, in their order.
std::vector<PlannedPage> interleave(const std::vector<PlannedPage>& fronts,
                                    const std::vector<PlannedPage>& backs) {
  std::vector<PlannedPage> out;
  for (std::size_t i = 0; i < std::max(fronts.size(), backs.size()); ++i) {
    if (i < fronts.size()) out.push_back(fronts[i]);
    if (i < backs.size()) out.push_back(backs[i]);
  }
  return out;
}

/// Returns all pages in their new order.
std::vector<PlannedPage> order_pages(const std::vector<std::vector<PageKind>>& kinds,
                                     const PageChoices& choices, bool& is_uneven) {
  std::vector<PlannedPage> pages;
  for (std::uint32_t file = 0; file < kinds.size(); ++file)
    std::ranges::move(list_pages(kinds[file], file), std::back_inserter(pages));
  if (choices.sides == SideOrder::kAsScanned) return pages;
  const std::size_t count = choices.backs.empty() ? (pages.size() + 1) / 2 : kinds.front().size();
  const auto middle = pages.begin() + static_cast<std::ptrdiff_t>(count);
  const std::vector<PlannedPage> fronts(pages.begin(), middle);
  std::vector<PlannedPage> backs(middle, pages.end());
  is_uneven = fronts.size() != backs.size();
  if (choices.sides == SideOrder::kBacksBackward) std::ranges::reverse(backs);
  return interleave(fronts, backs);
}

bool has(const std::vector<PagePlace>& places, const PagePlace& one) {
  return std::ranges::find(places, one) != places.end();
}

PageFate decide(const PlannedPage& page, const PageChoices& choices) {
  if (has(choices.drop, page.place)) return PageFate::kDropped;
  if (has(choices.keep, page.place) || page.kind == PageKind::kContent) return PageFate::kKept;
  const bool is_blank = page.kind == PageKind::kBlank;
  if (choices.split == (is_blank ? SplitAt::kBlankPages : SplitAt::kSeparators))
    return PageFate::kSplits;
  return is_blank && choices.drop_blank ? PageFate::kDropped : PageFate::kKept;
}

Json to_array(const std::vector<PagePlace>& places) {
  Json out = Json::array();
  for (const PagePlace& one : places) out.push_back(Json::array({one.file, one.number}));
  return out;
}

/// Reads places into `out`; returns false if they are malformed.
bool read_places(const Json& json, const char* name, std::vector<PagePlace>& out) {
  constexpr std::uint64_t kMostNumber = std::numeric_limits<std::uint32_t>::max();
  const auto found = json.find(name);
  if (found == json.end()) return true;
  if (!found->is_array() || found->size() > kMostPlaces) return false;
  for (const Json& one : *found) {
    if (!one.is_array() || one.size() != 2 || !one[0].is_number_unsigned() ||
        !one[1].is_number_unsigned())
      return false;
    const auto file = one[0].get<std::uint64_t>(), number = one[1].get<std::uint64_t>();
    if (file > kMostPlaces || number < 1 || number > kMostNumber) return false;
    out.push_back({static_cast<std::uint32_t>(file), static_cast<std::uint32_t>(number)});
  }
  return true;
}

/// Reads texts into `out`; returns false if they are malformed.
bool read_names(const Json& json, const char* name, std::vector<std::string>& out) {
  const auto found = json.find(name);
  if (found == json.end()) return true;
  if (!found->is_array() || found->size() > kMostPlaces) return false;
  for (const Json& one : *found) {
    if (!one.is_string()) return false;
    out.push_back(one.get<std::string>());
  }
  return true;
}

std::optional<std::string> read_text(const Json& json, const char* name, std::string missing) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return missing;
  return found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

}  // namespace

std::vector<std::string> list_further_files(const PageChoices& choices) {
  return choices.backs.empty() ? choices.joined : std::vector{choices.backs};
}

PagePlan plan_pages(const std::vector<std::vector<PageKind>>& kinds, const PageChoices& choices) {
  PagePlan out;
  out.pages = order_pages(kinds, choices, out.is_uneven);
  bool is_new = true;  // the next kept page begins a part
  for (PlannedPage& page : out.pages) {
    page.fate = decide(page, choices);
    if (page.fate == PageFate::kSplits || has(choices.begin, page.place)) is_new = true;
    if (page.fate != PageFate::kKept) continue;
    if (is_new) ++out.parts;
    is_new = false;
    page.part = out.parts - 1;
  }
  std::uint32_t next = 0;
  for (const PlannedPage& page : out.pages)
    if (page.fate != PageFate::kKept || page.place != PagePlace{0, ++next}) out.changes = true;
  if (out.parts > 1) out.changes = true;
  return out;
}

std::vector<std::vector<PagePlace>> list_parts(const PagePlan& plan) {
  std::vector<std::vector<PagePlace>> out(plan.parts);
  for (const PlannedPage& page : plan.pages)
    if (page.fate == PageFate::kKept) out[page.part].push_back(page.place);
  return out;
}

std::string_view name_of(SideOrder order) noexcept { return find_name(kSideOrders, order); }
std::string_view name_of(SplitAt split) noexcept { return find_name(kSplits, split); }
std::string_view name_of(PageFate fate) noexcept { return find_name(kFates, fate); }
std::optional<SideOrder> find_side_order(std::string_view name) noexcept {
  return find_value(kSideOrders, name);
}
std::optional<SplitAt> find_split(std::string_view name) noexcept {
  return find_value(kSplits, name);
}

std::string to_json(const PageChoices& choices) {
  return Json({{"drop_blank", choices.drop_blank},
               {"sides", name_of(choices.sides)},
               {"split", name_of(choices.split)},
               {"backs", choices.backs.empty() ? Json() : Json(choices.backs)},
               {"joined", choices.joined},
               {"keep", to_array(choices.keep)},
               {"drop", to_array(choices.drop)},
               {"begin", to_array(choices.begin)}})
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<PageChoices> choices_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  PageChoices out;
  const auto blank = json.find("drop_blank");
  if (blank != json.end() && !blank->is_boolean()) return std::nullopt;
  out.drop_blank = blank != json.end() && blank->get<bool>();
  const auto sides = read_text(json, "sides", "as_scanned"),
             split = read_text(json, "split", "none"), backs = read_text(json, "backs", "");
  const auto order = sides ? find_side_order(*sides) : std::nullopt;
  const auto at = split ? find_split(*split) : std::nullopt;
  if (!order || !at || !backs) return std::nullopt;
  out.sides = *order;
  out.split = *at;
  out.backs = *backs;
  const bool is_read = read_names(json, "joined", out.joined) &&
                       read_places(json, "keep", out.keep) && read_places(json, "drop", out.drop) &&
                       read_places(json, "begin", out.begin);
  if (!is_read || (!out.backs.empty() && !out.joined.empty())) return std::nullopt;
  return out;
}

}  // namespace codau::office
