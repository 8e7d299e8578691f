#include "segment/page_map_picture.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "raster/rotation.h"
#include "views/canvas.h"
#include "views/glyphs.h"

namespace codau::image {
namespace {

constexpr std::int32_t kWidth = 388, kHeight = 776;  // of a tile of views/step_pictures.h
constexpr std::int32_t kLegendColumns = 2, kSwatch = 14;

struct ClassStyle {
  PageClass kind;
  std::u32string_view name;
  Tint tint;
  std::uint8_t shade;
};

/// The classes in the order of drawing: of several, the first one that holds is drawn.
constexpr std::array<ClassStyle, kPageClasses> kStyles{{
    {PageClass::kHand, U"viết tay · hand", Tint::kBlue, 15},
    {PageClass::kStamp, U"dấu chữ · stamp", Tint::kDoubtful, 15},
    {PageClass::kSeal, U"con dấu · seal", Tint::kRed, 15},
    {PageClass::kStreak, U"vệt · streak", Tint::kWrong, 10},
    {PageClass::kWhiteStreak, U"vệt trắng · white streak", Tint::kUnsure, 15},
    {PageClass::kRuling, U"đường kẻ · ruling", Tint::kGreen, 15},
    {PageClass::kSpeck, U"đốm · speck", Tint::kTable, 12},
    {PageClass::kBleed, U"in từ mặt sau · bleed", Tint::kPaleBlue, 15},
    {PageClass::kPrint, U"chữ in · print", Tint::kWhite, 0},
    {PageClass::kPicture, U"hình · picture", Tint::kLine, 15},
    {PageClass::kDarkGround, U"nền tối · dark ground", Tint::kBlock, 12},
    {PageClass::kOffSheet, U"ngoài giấy · off sheet", Tint::kGrey, 10},
    {PageClass::kCore, U"dòng · line core", Tint::kPaper, 15},
}};
constexpr std::int32_t kLegendRows =
    (static_cast<std::int32_t>(kPageClasses) + kLegendColumns - 1) / kLegendColumns;

/// Returns the classes of all pixels of the map that one pixel of the picture shows.
std::uint16_t merge_classes(const PageMap& map, double scale, std::int32_t x, std::int32_t y) {
  const auto range = [scale](std::int32_t at, std::int32_t side) {
    const auto begin = std::min(static_cast<std::int32_t>(at * scale), side - 1);
    const auto end = std::min(static_cast<std::int32_t>((at + 1) * scale), side);
    return std::pair(begin, std::max(begin + 1, end));
  };
  const auto [left, right] = range(x, map.width);
  const auto [top, bottom] = range(y, map.height);
  unsigned classes = 0;
  for (std::int32_t row = top; row < bottom; ++row) {
    for (std::int32_t column = left; column < right; ++column) classes |= map.at(column, row);
  }
  return static_cast<std::uint16_t>(classes);
}

}  // namespace

PixPtr draw_page_map(const PageMap& map) {
  constexpr std::int32_t kLegendHeight = kLegendRows * kGlyphHeight;
  const double scale =
      std::max({1.0, 1.0 * map.width / kWidth, 1.0 * map.height / (kHeight - kLegendHeight)});
  const auto side = [scale](std::int32_t of) {
    return std::max(1, static_cast<std::int32_t>(of / scale));
  };
  const std::int32_t height = side(map.height);
  Canvas canvas(kWidth, height + kLegendHeight);
  for (std::int32_t y = 0; y < height; ++y) {
    for (std::int32_t x = 0; x < side(map.width); ++x) {
      const std::uint16_t classes = merge_classes(map, scale, x, y);
      const auto* const style = std::ranges::find_if(kStyles, [classes](const ClassStyle& of) {
        return (classes >> static_cast<unsigned>(of.kind) & 1U) != 0;
      });
      if (style != kStyles.end()) canvas.fill_box({x, y, x + 1, y + 1}, style->tint, style->shade);
    }
  }
  for (std::size_t i = 0; i < kStyles.size(); ++i) {
    const auto row = static_cast<std::int32_t>(i) % kLegendRows;
    const std::int32_t left =
        static_cast<std::int32_t>(i) / kLegendRows * (kWidth / kLegendColumns);
    const std::int32_t top = height + row * kGlyphHeight;
    canvas.fill_box({left + 2, top + 3, left + 2 + kSwatch, top + 3 + kSwatch}, kStyles[i].tint,
                    kStyles[i].shade);
    canvas.draw_text(left + kSwatch + 6, top, kStyles[i].name);
  }
  return canvas.render_pix();
}

void add_page_map(const PageNetwork& network, const PageImage& page, std::int32_t degrees,
                  StepPictures& pictures) {
  const PixPtr turned = rotate_quarter_turns(page.pix.get(), degrees);
  const PageMap map = compute_page_map(network, turned ? turned.get() : page.pix.get(), page.dpi);
  const PixPtr picture = draw_page_map(map);
  pictures.add(picture.get(), U"bản đồ trang (chưa dùng) · page map (not used yet)");
}

}  // namespace codau::image
