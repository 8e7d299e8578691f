// views/step_pictures.h — how a page looks after each step of its reading, on one sheet for people.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/ocr_page.h"
#include "raster/page_image.h"
#include "raster/regions.h"

namespace codau::image {

/// Handed along the way of a page by those who want its pictures; null everywhere else. Keeps
/// pictures of the size they are shown in.
class StepPictures {
 public:
  /// The page after a step. `label` says what was done, with what was measured: "nghiêng · skew:
  /// 0.74°".
  void add(const Pix* pix, std::u32string label);
  /// The page before anything is done, with its size.
  void add_source(const PageImage& image);
  /// Adds the regions of the picture, each kind in its colour, with how many there are.
  void add_regions(const Pix* pix, const Regions& regions);
  /// What was read: the overlay, and the last step.
  void finish(const PageImage& image, const OcrPage& page);

  /// All steps, numbered, side by side: a PNG at most 1,200 pixels wide. Empty before the first.
  [[nodiscard]] std::string make_contact_sheet() const;
  /// The page with what was read marked on it (views/overlay.h). Empty before finish().
  [[nodiscard]] const std::string& overlay() const noexcept { return overlay_; }

 private:
  std::vector<std::pair<PixPtr, std::u32string>> steps_;
  std::string overlay_;
};

}  // namespace codau::image
