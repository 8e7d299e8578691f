#include "segment/rules/bleed_through.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "page/clean_page.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// Rulings of the other side of the sheet.
/// Own lines that are enough to be compared with.
constexpr std::size_t kMinOwnRulings = 3;
/// Of the contrast of the page's own lines.
constexpr double kMinRulingContrastShare = 0.4;
/// Of the contrast of print. Of 2,756 lines that leave ink (development pages, open scans, 100 made
/// pages) all but two have 0.55 and more; of 382 that leave none 332 have 0.25 and less. A page's
/// own faint lines (0.19 to 0.50) and bled-through ones (at most 0.35) overlap: a table in lighter
/// grey than this is read as one without rulings.
constexpr double kMinPrintContrastShare = 0.3;

// Print of the other side of the sheet.
constexpr double kMaxLetterGapInches = 0.045, kMaxStrokeGapInches = 0.015;  ///< white in a word
constexpr double kMinWordHeightInches = 0.04, kMinWordWidthInches = 0.07;
constexpr double kMaxWordHeightInches = 0.3;
/// Of the ink of a word that is two pixels thick: of 5,086 words of 18 pages at 1 bit without
/// bleed-through one has less than 0.6, of the same pages with it 75 more have.
constexpr double kMinWordSolidity = 0.55;
/// A page of whose words a quarter has as much has print of its own that is no dots: of 131 pages
/// at 1 bit in 21 typefaces, and of 46 of real scans, it has 0.87 and more, in a typewriter's thin
/// face 0.52 to 0.65.
constexpr double kMinOwnPrintSolidity = 0.7;
/// And one of whose words a quarter has not even this has no print of its own: 0.08 on the white
/// pages of a real scan.
constexpr double kMaxBlankPageSolidity = 0.25;

/// Whether print stands close beside a piece of a line, and so likely crosses it.
bool beside_print(const CleanPage& page, const Box& piece, bool down) {
  const std::int32_t near = page.dpi / 70, far = page.dpi / 35;
  const auto ink = [&](std::int32_t from, std::int32_t to) {
    return count_ink_pixels(page.ink.get(), down ? Box{from, piece.top, to, piece.bottom}
                                                 : Box{piece.left, from, piece.right, to}) > 0;
  };
  const std::int32_t before = down ? piece.left : piece.top;
  const std::int32_t after = down ? piece.right : piece.bottom;
  return ink(before - far, before - near) || ink(after + near, after + far);
}

/// How much darker than paper a line is: of the darkest pixels of short pieces along it that which
/// a quarter of them exceed, as most of a dashed one may be gaps. Pieces beside print do not count
/// where there are others.
double contrast(const CleanPage& page, const Box& line, bool down) {
  Pix* grey = page.grey.get();
  const Box within = intersection(line, {0, 0, page.width, page.height});
  std::vector<std::int32_t> alone, beside;
  constexpr std::int32_t kStep = 4;
  const std::int32_t end = down ? within.bottom : within.right;
  for (std::int32_t at = down ? within.top : within.left; at < end; at += kStep) {
    Box piece = within;
    (down ? piece.top : piece.left) = at;
    (down ? piece.bottom : piece.right) = std::min(at + kStep, end);
    std::int32_t darkest = 255;
    for (std::int32_t y = piece.top; y < piece.bottom; ++y) {
      const l_uint32* pixels = get_row(grey, y);
      for (std::int32_t x = piece.left; x < piece.right; ++x) {
        darkest = std::min(darkest, static_cast<std::int32_t>(GET_DATA_BYTE(pixels, x)));
      }
    }
    (beside_print(page, piece, down) ? beside : alone).push_back(page.paper - darkest);
  }
  std::vector<std::int32_t>& pieces = alone.empty() ? beside : alone;
  return percentile(std::move(pieces), 75);
}

/// A line of the page's own leaves ink along most of its length.
bool leaves_ink(const CleanPage& page, const Box& line, bool down) {
  const std::int32_t length = down ? height_of(line) : width_of(line);
  return count_ink_pixels(page.ink.get(), line) * 10 > length * 9;
}

/// How much darker than paper the page's print is: a quarter of its ink is darker. 0 without ink.
double print_contrast(const CleanPage& page) {
  return page.paper -
         compute_tone_quantile(page.grey.get(), page.ink.get(), 0.25).value_or(page.paper);
}

/// Lines that are lighter are those of the page behind.
double least_contrast(const Rulings& rulings, const CleanPage& page) {
  std::vector<double> own_lines;
  for (const bool down : {false, true}) {
    for (const Box& line : down ? rulings.down : rulings.across) {
      if (leaves_ink(page, line, down)) own_lines.push_back(contrast(page, line, down));
    }
  }
  if (own_lines.size() < kMinOwnRulings) return print_contrast(page) * kMinPrintContrastShare;
  return median(std::move(own_lines)) * kMinRulingContrastShare;
}

}  // namespace

void erase_bleed_through(NormalisedPage& page) {
  const PixPtr thick = own(pixOpenBrick(nullptr, page.ink.get(), 2, 2));
  const std::int32_t dpi = page.dpi;
  const PixPtr words = own(pixCloseBrick(nullptr, page.ink.get(),
                                         static_cast<l_int32>(kMaxLetterGapInches * dpi) | 1,
                                         static_cast<l_int32>(kMaxStrokeGapInches * dpi) | 1));
  std::vector<Box> found = find_components(words.get());
  std::erase_if(found, [dpi](const Box& word) {
    return height_of(word) < kMinWordHeightInches * dpi ||
           height_of(word) > kMaxWordHeightInches * dpi ||
           width_of(word) < kMinWordWidthInches * dpi;
  });
  std::vector<double> solid;  // of the ink of each
  for (const Box& word : found)
    solid.push_back(static_cast<double>(count_ink_pixels(thick.get(), word)) /
                    static_cast<double>(count_ink_pixels(page.ink.get(), word)));
  const double most = percentile(solid, 75);
  if (most >= kMaxBlankPageSolidity && most < kMinOwnPrintSolidity) return;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (solid[i] >= kMinWordSolidity) continue;
    const Box& word = found[i];
    const PixPtr component = extract_component(words.get(), word);
    for (std::int32_t y = word.top; y < word.bottom; ++y) {
      for (std::int32_t x = word.left; x < word.right; ++x) {
        if (GET_DATA_BIT(get_row(component.get(), y - word.top), x - word.left) == 0) continue;
        CLEAR_DATA_BIT(get_row(page.ink.get(), y), x);
        SET_DATA_BYTE(get_row(page.pix.get(), y), x, 255);
      }
    }
  }
}

Rulings remove_bleed_through_rulings(Rulings rulings, const CleanPage& page) {
  const double least = least_contrast(rulings, page);
  for (const bool down : {false, true}) {
    std::erase_if(down ? rulings.down : rulings.across,
                  [&](const Box& line) { return contrast(page, line, down) < least; });
  }
  return rulings;
}

}  // namespace codau::image
