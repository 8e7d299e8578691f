// source/pdf_content.h — what a PDF page draws, as far as reading it is concerned.
#pragma once

#include <cstddef>
#include <vector>

class QPDFPageObjectHelper;

namespace codau::image {

/// Rectangle in points, y upwards as PDF has it.
struct PdfRectangle {
  double left = 0, bottom = 0, right = 0, top = 0;
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return top - bottom; }
  [[nodiscard]] double size() const;
  /// Of size 0 where there is none.
  [[nodiscard]] PdfRectangle intersection_with(const PdfRectangle& other) const;
};

/// x' = a x + c y + e, y' = b x + d y + f.
struct PdfMatrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  /// This one applied first, then `outer`.
  [[nodiscard]] PdfMatrix then(const PdfMatrix& outer) const;
  /// Where the unit square, which an image is drawn in, comes to lie.
  [[nodiscard]] PdfRectangle map_unit_square() const;
};

struct PdfDrawnImage {
  int object = 0, generation = 0;
  PdfMatrix matrix;
  bool is_opaque = true;    ///< neither a stencil nor transparent anywhere
  bool is_stencil = false;  ///< paint through a mask: print in one colour, never a seal
};

/// In the order of drawing; an image that an opaque one covers is left out.
struct PdfContent {
  std::vector<PdfDrawnImage> images;
  /// Paths painted: letters drawn as outlines, rulings, frames. The second: after the largest
  /// opaque image.
  std::size_t painted_paths = 0, painted_paths_over_images = 0;
  /// Bytes of text; of that what is seen: painted, and under no opaque image drawn after it.
  std::size_t text_bytes = 0, visible_text_bytes = 0;
  bool has_inline_image = false;
  bool lacks_object = false;  ///< something drawn is not in the file
};

/// qpdf's exceptions pass through. Throws Error{kTooLarge} where the instructions alone are beyond
/// what a page needs.
[[nodiscard]] PdfContent analyse_pdf_content(QPDFPageObjectHelper& page);

}  // namespace codau::image
