// source/tiff.h — the pages of a TIFF: any bits per sample, colours, strips and tiles.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// A TIFF in memory; its bytes must outlive it. Pages are found in one walk when it is opened.
class TiffFile {
 public:
  /// Throws Error{kDamaged} if no page can be found, Error{kTooLarge} over limits.max_pages. If the
  /// chain of pages is cut, the last page stands for those that are lost, and cannot be found.
  TiffFile(std::string_view bytes, const DecodeLimits& limits, std::string_view what);
  ~TiffFile();
  TiffFile(TiffFile&&) noexcept;
  TiffFile& operator=(TiffFile&&) noexcept;

  [[nodiscard]] std::uint32_t page_count() const noexcept;
  /// `index` from 0. Upright as its orientation says. Data that end early or are damaged in part
  /// give what can be read, flagged. Throws Error{kDamaged, kTooSmall, kTooLarge}.
  [[nodiscard]] PageImage load_page(std::uint32_t index, std::string_view what) const;
  /// How large a page is, of whose pixels nothing is asked; nothing where the file does not say.
  [[nodiscard]] std::optional<PageSize> load_page_size(std::uint32_t index) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
