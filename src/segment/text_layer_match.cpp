#include "segment/text_layer_match.h"

#include <allheaders.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/box.h"
#include "raster/binarisation.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"

namespace codau::image {
namespace {

// Parts of the height of a sign's box, which reaches from its font's ascent to its descent.
constexpr double kLeastHigh = 0.30, kMostHigh = 1.1;  ///< of a letter's print
constexpr double kLeastWide = 0.05, kMostWide = 1.2;  ///< of the same
constexpr double kBeside = 0.20;                      ///< white between letters of a word, at most
constexpr double kAstray = 0.15;  ///< how far print reaches over its font's ascent and descent
constexpr double kOwn = 0.3;  ///< part of a component in the boxes of signs that makes it theirs
/// Grey of the palest print, of 255: yellow and tints are paper.
constexpr std::int32_t kPale = 200;

/// Boxes by the rows that they touch.
class SignIndex {
 public:
  SignIndex(std::vector<Box> boxes, std::int32_t height)
      : boxes_(std::move(boxes)), bands_(static_cast<std::size_t>(height / kBand + 1)) {
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      for (std::size_t band = band_of(boxes_[i].top); band <= band_of(boxes_[i].bottom); ++band)
        bands_[band].push_back(i);
    }
  }
  [[nodiscard]] const std::vector<Box>& boxes() const { return boxes_; }

  /// True where `component` is print of a letter's size right beside a sign, on its line.
  [[nodiscard]] bool has_beside(const Box& component) const {
    return std::ranges::any_of(bands_[band_of(centre_y(component))],
                               [&](std::size_t i) { return is_beside(boxes_[i], component); });
  }

 private:
  static constexpr std::int32_t kBand = 32;

  [[nodiscard]] std::size_t band_of(std::int32_t y) const {
    return std::min(static_cast<std::size_t>(std::max(y, 0) / kBand), bands_.size() - 1);
  }

  static bool is_beside(const Box& sign, const Box& component) {
    const bool lies = width_of(sign) > height_of(sign);  // of a turned line
    const Box s = lies ? transposed(sign) : sign;
    const Box b = lies ? transposed(component) : component;
    const double high = height_of(s);
    const auto within = [high](std::int32_t length, double least, double most) {
      return length >= least * high && length <= most * high;
    };
    return within(height_of(b), kLeastHigh, kMostHigh) &&
           within(width_of(b), kLeastWide, kMostWide) && b.top >= s.top - kAstray * high &&
           b.bottom <= s.bottom + kAstray * high && -x_overlap(b, s) <= kBeside * high;
  }

  std::vector<Box> boxes_;
  std::vector<std::vector<std::size_t>> bands_;
};

PixPtr marked(const std::vector<Box>& boxes, const PageImage& image) {
  PixPtr mask = own(pixCreate(image.width, image.height, 1));
  for (const Box& b : boxes)
    pixRasterop(mask.get(), b.left, b.top, width_of(b), height_of(b), PIX_SET, nullptr, 0, 0);
  return mask;
}

std::size_t unsaid_in(const Pix* ink, const SignIndex& signs, const PageImage& image) {
  const PixPtr said = marked(signs.boxes(), image);
  std::size_t count = 0;
  for (const Box& component : find_components(ink)) {
    if (!signs.has_beside(component)) continue;
    const double size = 1.0 * width_of(component) * height_of(component);
    count += static_cast<double>(count_ink_pixels(said.get(), component)) < kOwn * size ? 1U : 0U;
  }
  return count;
}

}  // namespace

TextLayerMatch match_text_layer(const TextLayer& layer, const PageImage& image) {
  const PageTransform same{image.width, image.height};
  std::vector<Box> boxes;
  for (const PageBox& letter : layer.glyph_boxes) boxes.push_back(same.map_word_to_copy(letter));
  const SignIndex signs(std::move(boxes), image.height);
  TextLayerMatch out;
  out.signs = signs.boxes().size();
  const CleaningSteps steps = CleaningSteps()
                                  .excluding(CleaningStep::kResample)
                                  .excluding(CleaningStep::kBackground)
                                  .excluding(CleaningStep::kStreaks);
  out.unmatched_print = unsaid_in(normalise_page(image, steps).ink.get(), signs, image);
  const PixPtr grey = own(pixConvertTo8(image.pix.get(), 0));
  const PixPtr print = binarise_at(grey.get(), kPale);
  for (const Box& sign : signs.boxes())
    out.invisible_signs += count_ink_pixels(print.get(), sign) == 0 ? 1U : 0U;
  return out;
}

}  // namespace codau::image
