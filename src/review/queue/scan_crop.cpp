#include "review/queue/scan_crop.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/box.h"
#include "record/schema/typed_row.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

/// In inches. A text line of a plan is 6.3 inches wide and 0.25 high (13 to 14 points, 18 from line
/// to line).
constexpr double kLeastWidth = 4.2, kLeastHeight = 0.7, kBeside = 0.35, kAbove = 0.3;
constexpr std::int32_t kUsualDpi = 200;

std::optional<std::int64_t> find_mark_number(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  constexpr std::int64_t kMost = 1'000'000;
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  const auto out = found->get<std::int64_t>();
  return out >= 0 && out <= kMost ? std::optional(out) : std::nullopt;
}

/// Returns [begin, end), extended on both sides to a length of at least `least`, within [0, most).
std::array<std::int32_t, 2> widened(std::int32_t begin, std::int32_t end, double least,
                                    std::int32_t most) {
  const auto missing = std::max(0, static_cast<std::int32_t>(least) - (end - begin));
  begin -= missing / 2;
  end += missing - missing / 2;
  if (begin < 0) end -= begin;          // the rest of one side
  if (end > most) begin -= end - most;  // goes to the other side
  begin = std::clamp(begin, 0, most - 1);
  return {begin, std::clamp(end, begin + 1, most)};
}

}  // namespace

std::vector<PageMark> parse_marks(std::string_view text) {
  std::vector<PageMark> out;
  if (!text::is_nested_within(text, 2, 10'000)) return out;
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_array()) return out;
  for (const nlohmann::json& one : json) {
    if (!one.is_object()) continue;
    const auto page = find_mark_number(one, "page"), x = find_mark_number(one, "x"),
               y = find_mark_number(one, "y"), w = find_mark_number(one, "w"),
               h = find_mark_number(one, "h");
    if (!page || !x || !y || !w || !h || *w == 0 || *h == 0) continue;
    const auto side = [](std::int64_t at) { return static_cast<std::int32_t>(at); };
    out.push_back({*page, {side(*x), side(*y), side(*x + *w), side(*y + *h)}});
  }
  return out;
}

RelativeBox to_relative_box(const ScanPage& page, const PageBox& part, const PageBox& box) {
  const double width = width_of(part), height = height_of(part);
  const double left = (std::max(box.left, part.left) - part.left) / width,
               top = (std::max(box.top, part.top) - part.top) / height,
               right = (std::min(box.right, part.right) - part.left) / width,
               bottom = (std::min(box.bottom, part.bottom) - part.top) / height;
  switch (page.turn) {
    case 90:
      return {1 - bottom, left, bottom - top, right - left};
    case 180:
      return {1 - right, 1 - bottom, right - left, bottom - top};
    case 270:
      return {top, 1 - right, bottom - top, right - left};
    default:
      return {left, top, right - left, bottom - top};
  }
}

PageBox make_whole_page_box(const ScanPage& page) { return {0, 0, page.width, page.height}; }

PageBox find_part_around(const ScanPage& page, std::span<const PageBox> boxes) {
  if (boxes.empty()) return make_whole_page_box(page);
  PageBox all = boxes.front();
  for (const PageBox& box : boxes) all = united(all, box);
  const std::int32_t dpi = page.dpi > 0 ? page.dpi : kUsualDpi;
  const bool lies = page.turn == 90 || page.turn == 270;
  const auto beside = static_cast<std::int32_t>((lies ? kAbove : kBeside) * dpi),
             above = static_cast<std::int32_t>((lies ? kBeside : kAbove) * dpi);
  const auto within = [](std::int32_t at, std::int32_t most) { return std::clamp(at, 0, most); };
  const auto across = widened(within(all.left - beside, page.width - 1),
                              within(all.right + beside, page.width),
                              (lies ? kLeastHeight : kLeastWidth) * dpi, page.width),
             down = widened(within(all.top - above, page.height - 1),
                            within(all.bottom + above, page.height),
                            (lies ? kLeastWidth : kLeastHeight) * dpi, page.height);
  return {across[0], down[0], across[1], down[1]};
}

PageBox to_page_box(const ScanPage& page, const RelativeBox& upright) {
  const double left = upright.left, top = upright.top, right = left + upright.width,
               bottom = top + upright.height;
  const auto box = [&](double l, double t, double r, double b) -> PageBox {
    const auto at = [](double part, std::int32_t side) {
      return std::clamp(static_cast<std::int32_t>(part * side), 0, side);
    };
    PageBox out{at(l, page.width), at(t, page.height), at(r, page.width), at(b, page.height)};
    out.left = std::min(out.left, page.width - 1);
    out.top = std::min(out.top, page.height - 1);
    return {out.left, out.top, std::max(out.right, out.left + 1),
            std::max(out.bottom, out.top + 1)};
  };
  switch (page.turn) {
    case 90:
      return box(top, 1 - right, bottom, 1 - left);
    case 180:
      return box(1 - right, 1 - bottom, 1 - left, 1 - top);
    case 270:
      return box(1 - bottom, left, 1 - top, right);
    default:
      return box(left, top, right, bottom);
  }
}

PageBox find_head_part(const ScanPage& page, std::string_view field) {
  struct Place {
    std::string_view field;
    RelativeBox part;
  };
  constexpr RelativeBox kOrgan{0, 0, 0.6, 0.22}, kNumber{0, 0.03, 0.6, 0.22},
      kDay{0.35, 0.03, 0.65, 0.22}, kTitle{0, 0.12, 1, 0.26}, kHead{0, 0, 1, 0.3};
  constexpr std::array<Place, 8> kPlaces{{{record::Documents::organ_name.name, kOrgan},
                                          {record::Documents::governing_organ.name, kOrgan},
                                          {record::Documents::code_number.name, kNumber},
                                          {record::Documents::code_notation.name, kNumber},
                                          {record::Documents::issued_date.name, kDay},
                                          {record::Documents::issued_place.name, kDay},
                                          {record::Documents::subject.name, kTitle},
                                          {record::Documents::plan_year.name, kTitle}}};
  const auto* const found = std::ranges::find(kPlaces, field, &Place::field);
  return to_page_box(page, found == kPlaces.end() ? kHead : found->part);
}

PageBox find_signature_part(const ScanPage& page, double bottom) {
  constexpr double kHeight = 0.28, kBelow = 0.02;
  const double end = std::clamp(bottom + kBelow, kHeight, 1.0);
  return to_page_box(page, {0.35, end - kHeight, 0.65, kHeight});
}

}  // namespace codau::review
