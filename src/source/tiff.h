// source/tiff.h — reads the pages of a TIFF. Page indices count from 0. `what` names the input in
// messages.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// A TIFF in memory, with any colours, in strips or tiles.
class TiffFile {
 public:
  /// Finds all pages. `bytes` must outlive the object. If the chain of pages breaks off, the lost
  /// pages count as one more page, which cannot be loaded. Throws Error{Cause::kDamaged} if no page
  /// can be found, and Error{Cause::kTooLarge} if there are more than limits.max_pages.
  TiffFile(std::string_view bytes, const DecodeLimits& limits, std::string_view what);
  ~TiffFile();
  TiffFile(TiffFile&&) noexcept;
  TiffFile& operator=(TiffFile&&) noexcept;

  [[nodiscard]] std::uint32_t page_count() const noexcept;
  /// Returns a page, rotated upright as the file states. If data are missing or damaged, the page
  /// has the readable part, and is_truncated is set. Throws:
  /// 1. Error{Cause::kDamaged} if the page cannot be found, or nothing of it can be decoded;
  /// 2. Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if the size is outside the limits;
  /// 3. Error{Cause::kPictureKind} for colours with an unusual number of bits per sample, such as
  ///    12;
  /// 4. Error{Cause::kOutOfMemory}.
  [[nodiscard]] PageImage load_page(std::uint32_t index, std::string_view what) const;
  /// Returns the size of a page in inches, without decoding its pixels. Returns nothing if the page
  /// cannot be found or states no size.
  [[nodiscard]] std::optional<PageSize> load_page_size(std::uint32_t index) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
