// image/embedded_image.h — the picture a PDF page consists of, taken out as it is stored.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "image/page_image.h"
#include "image/source_file.h"

namespace codau::image {

/// What a PDF page is drawn from, as far as reading it is concerned.
struct PageMakeUp {
  bool one_image =
      false;  ///< one image fills the page; nothing that could be body text lies over it
  std::int32_t native_dpi = 0;         ///< of that image
  std::int32_t width = 0, height = 0;  ///< of that image, upright as the page is shown
};

/// The objects of a PDF through qpdf; the file's bytes must outlive it. What qpdf cannot read is no
/// error here: the page is then not "one image", and Poppler renders it.
class PdfObjects {
 public:
  explicit PdfObjects(std::string_view bytes);
  ~PdfObjects();
  PdfObjects(PdfObjects&&) noexcept;
  PdfObjects& operator=(PdfObjects&&) noexcept;

  /// `index` from 0. Throws Error{kTooSmall, kTooLarge} when the one image is beyond the limits.
  [[nodiscard]] PageMakeUp make_up(std::uint32_t index, const Limits& limits) const;
  /// Pixels of the page's one image, turned as the page is shown; nothing where the coding is one
  /// that this room does not decode itself (JBIG2, CMYK, soft masks, …).
  [[nodiscard]] std::optional<PageImage> image(std::uint32_t index, const Limits& limits) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace codau::image
