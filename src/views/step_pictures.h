// views/step_pictures.h — collects pictures of a page after each step of its recognition, and puts
// them on one sheet for people (`codau run --debug-pages`).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/ocr_page.h"
#include "raster/page_image.h"
#include "raster/regions.h"

namespace codau::image {

/// The pictures of one page, scaled down. The functions that clean and recognise a page take a
/// pointer to this object and add a picture after each step. Null: no pictures are wanted. All
/// functions throw Error{Cause::kOutOfMemory}.
class StepPictures {
 public:
  /// Adds a picture of the page after a step. `label`: the step in Vietnamese and English, and the
  /// measured value: U"nghiêng · skew: 0.74°".
  void add(const Pix* pix, std::u32string label);
  /// Adds the original page image, labelled with its size and resolution.
  void add_source(const PageImage& image);
  /// Adds the picture with a frame around each region, in the colour of its kind. The label of the
  /// step states the number of rulings and of other regions. `regions`: in pixels of `pix`.
  void add_regions(const Pix* pix, const Regions& regions);
  /// Adds the recognised page as the last step, and makes the overlay. `page`: the result of
  /// recognising `image`.
  void finish(const PageImage& image, const OcrPage& page);

  /// Returns a PNG with all steps, numbered, three in a row, at most 1,200 pixels wide. Empty if no
  /// step was added.
  [[nodiscard]] std::string make_contact_sheet() const;
  /// Returns a PNG of the page with the recognised words marked (views/overlay.h). Empty before
  /// finish().
  [[nodiscard]] const std::string& overlay() const noexcept { return overlay_; }

 private:
  std::vector<std::pair<PixPtr, std::u32string>> steps_;
  std::string overlay_;
};

}  // namespace codau::image
