// source/pdf_content.h — analyses the drawing instructions of a PDF page: pictures, paths and text.
#pragma once

#include <cstddef>
#include <vector>

class QPDFPageObjectHelper;

namespace codau::image {

/// A rectangle in points (1/72 inch), y upwards as in PDF.
struct PdfRectangle {
  double left = 0, bottom = 0, right = 0, top = 0;
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return top - bottom; }
  /// Returns the area in square points; 0 if width or height is negative.
  [[nodiscard]] double area() const;
  /// Returns the common part. Its area() is 0 if the rectangles do not overlap.
  [[nodiscard]] PdfRectangle intersection_with(const PdfRectangle& other) const;
};

/// An affine map: x' = a x + c y + e, y' = b x + d y + f.
struct PdfMatrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  /// Returns the map that applies this map first, then `outer`.
  [[nodiscard]] PdfMatrix then(const PdfMatrix& outer) const;
  /// Returns the bounding box of the mapped unit square, into which PDF draws every image.
  [[nodiscard]] PdfRectangle map_unit_square() const;
};

/// An image that a page draws.
struct PdfDrawnImage {
  int object = 0, generation = 0;  ///< object number and generation in the PDF
  PdfMatrix matrix;                ///< maps the unit square to the drawn image on the page
  bool is_opaque = true;           ///< no stencil, no mask, no transparency
  bool is_stencil = false;         ///< a 1-bit mask through which one colour is painted
};

/// The things that a page draws.
struct PdfContent {
  /// At most 1,024 images, in the order of drawing. An image is left out if a later opaque image
  /// covers at least 99 % of its area.
  std::vector<PdfDrawnImage> images;
  std::size_t painted_paths = 0;  ///< number of paths (rulings, frames, letters as outlines)
  /// Number of paths drawn after the largest opaque image.
  std::size_t painted_paths_over_images = 0;
  std::size_t text_bytes = 0;  ///< number of bytes of all strings shown as text
  /// The part of `text_bytes` that is visible: painted, and not covered by a later opaque image.
  std::size_t visible_text_bytes = 0;
  bool has_inline_image = false;  ///< the instructions contain an image; it is not in `images`
  bool lacks_object = false;      ///< an object that the page draws is not in the file
};

/// Analyses the instructions of a page, and of the form XObjects that it draws (nested up to five
/// deep). Throws the exceptions of qpdf, and Error{Cause::kTooLarge} if the instructions take over
/// 64 MiB.
[[nodiscard]] PdfContent analyse_pdf_content(QPDFPageObjectHelper& page);

}  // namespace codau::image
