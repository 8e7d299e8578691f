#include "page/page_kind.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/box.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

/// Resolution at which ink is looked for: a thin pen stroke has two pixels.
constexpr double kInkDpi = 150;
/// Resolution at which bars are looked for: noise disappears, the thinnest bar has 12 pixels.
constexpr double kBarDpi = 50;

/// Contrast of ink with the paper. Bleed-through of office paper stays below 20 %; pencil, carbon
/// copies and pale print lie above 25 %.
constexpr double kMinInkContrast = 0.22;
constexpr double kMaxSpeckMm = 1.2;    ///< dust is smaller, a letter of 8 points is larger
constexpr double kMinCountedMm = 0.5;  ///< smaller specks are the noise of the scanner
constexpr int kMaxSpecks = 200;        ///< more may be pale print that has broken into pieces
constexpr double kMaxMarkMm = 10;      ///< a larger mark is content by itself
constexpr int kMaxMarks = 4;           ///< as many as a page number between dashes
constexpr double kEdgeMm = 4;  ///< width of the strip along the edge with shadows and staples
constexpr double kEdgeInkReachMm = 15;  ///< how far a shadow of the edge may reach into the page
constexpr double kMaxEdgeInkShare = 0.003;          ///< of the page inside of that
constexpr double kMinHoleMm = 3.5, kMaxHoleMm = 9;  ///< punch holes have 5 to 8 mm
constexpr double kHoleReachMm = 22;                 ///< from the edge to the centre of a hole
constexpr int kMaxHoles = 4;
constexpr double kMaxStreakMm = 0.7;     ///< width of a streak that dirt on the glass makes
constexpr double kMinStreakShare = 0.6;  ///< of the height of the page

/// A page in grey.
struct GreyPage {
  PixPtr pix;
  double dpi = 0;
};

/// Returns the page in grey, at about `dpi` or less. A coloured pixel is as dark as its darkest
/// channel: a yellow mark or a red seal is ink, too.
GreyPage load_grey(const PageImage& page, double dpi) {
  constexpr double kMinReduction = 0.7;  // Leptonica averages areas only below it
  const PixPtr plain = remove_palette(page.pix.get());
  PixPtr grey = pixGetDepth(plain.get()) == 32
                    ? own(pixConvertRGBToGrayMinMax(plain.get(), L_CHOOSE_MIN))
                    : own(pixConvertTo8(plain.get(), 0));
  const double factor = dpi / page.dpi;
  if (factor >= kMinReduction) return {std::move(grey), static_cast<double>(page.dpi)};
  const auto scaled = static_cast<float>(factor);
  return {own(pixScaleAreaMap(grey.get(), scaled, scaled)), dpi};
}

std::int32_t to_pixels(double mm, double dpi) {
  constexpr double kMmPerInch = 25.4;
  return static_cast<std::int32_t>(mm * dpi / kMmPerInch + 0.5);
}

// ---- separator sheets ----

/// Widths of the bars, black and white in turn, in modules.
constexpr std::array kBars{3, 1, 1, 2, 1, 1, 3};
constexpr int kModules = 12;             ///< sum of kBars
constexpr double kMaxModuleError = 0.4;  ///< of a bar, in modules
constexpr std::int32_t kMinModule = 3;   ///< pixels at kBarDpi: 1.5 mm
constexpr int kLinesOfBars = 3;          ///< one line of three must cross the bars

/// A run of pixels of one colour.
struct Run {
  bool is_black = false;
  std::int32_t length = 0;
};

std::vector<Run> find_runs_of_column(const Pix* ink, std::int32_t x) {
  std::vector<Run> runs;
  Pix* const pix = writable(ink);
  const std::int32_t height = pixGetHeight(pix);
  for (std::int32_t y = 0; y < height; ++y) {
    const bool is_black = GET_DATA_BIT(get_row(pix, y), x) != 0;
    if (runs.empty() || runs.back().is_black != is_black) runs.push_back({is_black, 0});
    ++runs.back().length;
  }
  return runs;
}

/// Returns true if the runs from `first` on have the widths of kBars.
bool are_bars(const std::vector<Run>& runs, std::size_t first) {
  if (!runs[first].is_black || first + kBars.size() > runs.size()) return false;
  double sum = 0;
  for (std::size_t i = 0; i < kBars.size(); ++i) sum += runs[first + i].length;
  const double module = sum / kModules;
  if (module < kMinModule) return false;
  for (std::size_t i = 0; i < kBars.size(); ++i)
    if (std::abs(runs[first + i].length / module - kBars.at(i)) > kMaxModuleError) return false;
  return true;
}

bool crosses_bars(const Pix* ink, std::int32_t x) {
  const std::vector<Run> runs = find_runs_of_column(ink, x);
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (are_bars(runs, i)) return true;
  return false;
}

bool has_bars(const Pix* ink) {
  constexpr std::int32_t kStep = 4;
  const std::int32_t width = pixGetWidth(writable(ink));
  std::int32_t found = 0, all = 0;
  for (std::int32_t x = 0; x < width; x += kStep, ++all)
    if (crosses_bars(ink, x)) ++found;
  return found * kLinesOfBars >= all;
}

bool is_separator(const PageImage& page) {
  constexpr std::int32_t kDark = 128;
  const PixPtr ink = binarise_at(load_grey(page, kBarDpi).pix.get(), kDark);
  return has_bars(ink.get()) || has_bars(own(pixRotate90(ink.get(), 1)).get());
}

// ---- blank pages ----

Box shrink(const Box& box, std::int32_t by) {
  return {box.left + by, box.top + by, std::max(box.left + by, box.right - by),
          std::max(box.top + by, box.bottom - by)};
}

bool is_inside(const Box& one, const Box& other) {
  return one.left >= other.left && one.top >= other.top && one.right <= other.right &&
         one.bottom <= other.bottom;
}

/// Counts what a page has besides paper.
class InkCount {
 public:
  InkCount(const Box& page, double dpi) : page_(page), dpi_(dpi) {}

  void add(const Box& component) {
    const std::int32_t width = width_of(component), height = height_of(component);
    const std::int32_t side = std::max(width, height);
    if (!overlaps_inside(component) || side < pixels(kMinCountedMm)) return;
    if (side < pixels(kMaxSpeckMm)) return void(++specks_);
    if (is_streak(width, height)) return;
    if (is_hole(component)) return void(++holes_);
    side < pixels(kMaxMarkMm) ? ++marks_ : ++large_;
  }
  [[nodiscard]] bool is_nothing() const {
    return large_ == 0 && specks_ <= kMaxSpecks && holes_ <= kMaxHoles && marks_ <= kMaxMarks;
  }

 private:
  [[nodiscard]] std::int32_t pixels(double mm) const { return to_pixels(mm, dpi_); }
  [[nodiscard]] bool overlaps_inside(const Box& one) const {
    const Box inside = shrink(page_, pixels(kEdgeMm));
    return one.left < inside.right && one.right > inside.left && one.top < inside.bottom &&
           one.bottom > inside.top;
  }
  [[nodiscard]] bool is_streak(std::int32_t width, std::int32_t height) const {
    return width <= pixels(kMaxStreakMm) && height >= kMinStreakShare * height_of(page_);
  }
  [[nodiscard]] bool is_hole(const Box& one) const {
    const std::int32_t least = std::min(width_of(one), height_of(one)),
                       most = std::max(width_of(one), height_of(one));
    if (least < pixels(kMinHoleMm) || most > pixels(kMaxHoleMm) || most * 3 > least * 4)
      return false;
    const Box inside = shrink(page_, pixels(kHoleReachMm));
    const std::int32_t x = (one.left + one.right) / 2, y = (one.top + one.bottom) / 2;
    return !is_inside({x, y, x, y}, inside);
  }

  Box page_;
  double dpi_;
  int specks_ = 0, marks_ = 0, large_ = 0, holes_ = 0;
};

bool is_blank(const PageImage& page) {
  constexpr double kWhite = 255;
  constexpr std::size_t kMostComponents = 20'000;
  const GreyPage grey = load_grey(page, kInkDpi);
  normalise_background(grey.pix.get());
  const auto threshold = static_cast<std::int32_t>(kWhite * (1 - kMinInkContrast));
  const PixPtr ink = binarise_at(grey.pix.get(), threshold);
  const PixPtr inner = own(pixRemoveBorderConnComps(ink.get(), 8));
  const PixPtr edge = own(pixXor(nullptr, ink.get(), inner.get()));
  const Box bounds = get_bounds(ink.get());
  const Box middle = shrink(bounds, to_pixels(kEdgeInkReachMm, grey.dpi));
  const double area = static_cast<double>(width_of(middle)) * height_of(middle);
  if (area <= 0 ||
      static_cast<double>(count_ink_pixels(edge.get(), middle)) > kMaxEdgeInkShare * area)
    return false;
  const std::vector<Box> components = find_components(inner.get());
  if (components.size() > kMostComponents) return false;
  InkCount count(bounds, grey.dpi);
  for (const Box& one : components) count.add(one);
  return count.is_nothing();
}

}  // namespace

PageKind classify_page(const PageImage& page) {
  if (is_separator(page)) return PageKind::kSeparator;
  return is_blank(page) ? PageKind::kBlank : PageKind::kContent;
}

}  // namespace codau::image
