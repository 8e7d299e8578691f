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

/// Every number below has a case in tests/unit/page_kind_test.cpp, which fails without it.

/// Resolution at which ink is looked for. Dots of a dithered fax or of a halftone melt into grey;
/// a pen stroke of 0.2 mm stays dark enough.
constexpr double kInkDpi = 150;
/// Resolution at which bars are looked for: noise disappears, the narrowest bar has 4 pixels.
constexpr double kBarDpi = 50;

/// Contrast of ink with the paper. Bleed-through of office paper stays below 20 %; pencil, carbon
/// copies and pale print lie above 25 %.
constexpr double kMinInkContrast = 0.22;
constexpr double kMaxSpeckMm = 1.2;    ///< dust is smaller, a letter of 8 points is larger
constexpr double kMinCountedMm = 0.5;  ///< smaller specks are the noise of the scanner
constexpr int kMaxSpecks = 200;        ///< more may be pale print that has broken into pieces
/// More are a halftone or print in ruins, however small its dots are.
constexpr std::size_t kMaxDots = 20'000;
constexpr double kMaxMarkMm = 10;  ///< a larger mark is content by itself
constexpr int kMaxMarks = 4;       ///< four punch holes, or a page number between dashes
constexpr double kEdgeMm = 4;      ///< width of the strip along the edge with shadows and staples
constexpr double kEdgeInkReachMm = 15;  ///< how far a shadow of the edge may reach into the page
constexpr double kMaxEdgeInkShare = 0.003;  ///< of the page inside of that; one streak has 0.002

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

constexpr double kMmPerInch = 25.4;

std::int32_t to_pixels(double mm, double dpi) {
  return static_cast<std::int32_t>(mm * dpi / kMmPerInch + 0.5);
}

// ---- separator sheets ----

/// Parallel bars across a page.
struct Bars {
  std::array<double, 7> widths;   ///< of bars and gaps in turn, in modules
  double min_module, max_module;  ///< millimetres
  double min_length;              ///< millimetres
};
/// The sheet of codau (office/page/separator.svg), printed at any size from a quarter on.
constexpr Bars kOwnSheet{{3, 1, 1, 2, 1, 1, 3}, 1.5, 8, 70};
/// Kodak's patch T, which scanners and other programs use. Its wide bars have 0.2 inch, its narrow
/// bars and gaps 0.08 inch, and all are at least 2 inches long. A fifth is left for printers. Read
/// from its other side it is patch 3, which separates, too.
constexpr Bars kPatchT{{1, 1, 2.5, 1, 1, 1, 2.5}, 1.6, 2.5, 40};
constexpr Bars kPatch3{{2.5, 1, 1, 1, 2.5, 1, 1}, 1.6, 2.5, 40};
constexpr double kMaxModuleError = 0.4;  ///< of a bar, in modules; widths differ by a whole one

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

/// Returns true if the runs from `first` on have the widths of `bars`.
bool are_bars(const Bars& bars, const std::vector<Run>& runs, std::size_t first, double dpi) {
  if (!runs[first].is_black || first + bars.widths.size() > runs.size()) return false;
  double sum = 0, modules = 0;
  for (std::size_t i = 0; i < bars.widths.size(); ++i) {
    sum += runs[first + i].length;
    modules += bars.widths.at(i);
  }
  const double module = sum / modules, mm = module * kMmPerInch / dpi;
  if (mm < bars.min_module || mm > bars.max_module) return false;
  for (std::size_t i = 0; i < bars.widths.size(); ++i)
    if (std::abs(runs[first + i].length / module - bars.widths.at(i)) > kMaxModuleError)
      return false;
  return true;
}

bool has_bars(const Bars& bars, const Pix* ink, double dpi) {
  std::int32_t found = 0;
  for (std::int32_t x = 0; x < pixGetWidth(writable(ink)); ++x) {
    const std::vector<Run> runs = find_runs_of_column(ink, x);
    bool crosses = false;
    for (std::size_t i = 0; i < runs.size() && !crosses; ++i)
      crosses = are_bars(bars, runs, i, dpi);
    if (crosses) ++found;
  }
  return found >= to_pixels(bars.min_length, dpi);
}

bool is_separator(const PageImage& page) {
  constexpr std::int32_t kDark = 128;  // print, not its shadow on the back of the sheet
  const GreyPage grey = load_grey(page, kBarDpi);
  const PixPtr ink = binarise_at(grey.pix.get(), kDark);
  const PixPtr turned = own(pixRotate90(ink.get(), 1));
  return std::ranges::any_of(std::array{kOwnSheet, kPatchT, kPatch3}, [&](const Bars& bars) {
    return has_bars(bars, ink.get(), grey.dpi) || has_bars(bars, turned.get(), grey.dpi);
  });
}

// ---- blank pages ----

Box shrink(const Box& box, std::int32_t by) {
  return {box.left + by, box.top + by, std::max(box.left + by, box.right - by),
          std::max(box.top + by, box.bottom - by)};
}

/// Counts what a page has besides paper.
class InkCount {
 public:
  InkCount(const Box& page, double dpi) : page_(page), dpi_(dpi) {}

  void add(const Box& component) {
    const std::int32_t side = std::max(width_of(component), height_of(component));
    if (!overlaps_inside(component) || side < pixels(kMinCountedMm)) return;
    if (side < pixels(kMaxSpeckMm)) return void(++specks_);
    side < pixels(kMaxMarkMm) ? ++marks_ : ++large_;
  }
  [[nodiscard]] bool is_nothing() const {
    return large_ == 0 && specks_ <= kMaxSpecks && marks_ <= kMaxMarks;
  }

 private:
  [[nodiscard]] std::int32_t pixels(double mm) const { return to_pixels(mm, dpi_); }
  [[nodiscard]] bool overlaps_inside(const Box& one) const {
    const Box inside = shrink(page_, pixels(kEdgeMm));
    return one.left < inside.right && one.right > inside.left && one.top < inside.bottom &&
           one.bottom > inside.top;
  }

  Box page_;
  double dpi_;
  int specks_ = 0, marks_ = 0, large_ = 0;
};

bool is_blank(const PageImage& page) {
  constexpr double kWhite = 255;
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
  if (components.size() > kMaxDots) return false;
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
