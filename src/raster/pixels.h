// raster/pixels.h — basic functions on pictures. Pix is the picture type of the library Leptonica.
// Conventions:
// 1. `ink` is a 1-bit picture: 1 is ink. `grey` is an 8-bit picture: 0 is black, 255 white.
// 2. A box is in pixels of its picture (core/range.h). Pixels outside the picture are white.
// 3. A component is a set of connected ink pixels. Pixels that touch at a corner are connected.
// 4. No picture is null. Functions that make a picture throw Error{Cause::kOutOfMemory}.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/box.h"
#include "raster/page_image.h"

struct L_Kernel;

namespace codau::image {

// ---- access to Leptonica ----

/// Takes ownership of a picture that a function of Leptonica made. Throws
/// Error{Cause::kOutOfMemory} if `pix` is null. Not for the results of decoders, which are null for
/// damaged data.
[[nodiscard]] PixPtr own(Pix* pix);
/// Destroys a kernel of Leptonica.
struct KernelDeleter {
  void operator()(L_Kernel* kernel) const noexcept;
};
using KernelPtr = std::unique_ptr<L_Kernel, KernelDeleter>;
/// Frees bytes that Leptonica allocated, such as an encoded picture.
struct BytesDeleter {
  void operator()(std::uint8_t* bytes) const noexcept;
};
using BytesPtr = std::unique_ptr<std::uint8_t, BytesDeleter>;
/// Returns `pix` without const, for functions of Leptonica that only read.
[[nodiscard]] Pix* writable(const Pix* pix);
/// Returns the 32-bit words of row `y`. The leftmost pixel is in the highest bits of the first
/// word.
[[nodiscard]] std::uint32_t* get_row(Pix* pix, std::int32_t y);

// ---- whole pictures ----

/// Returns the box {0, 0, width, height}.
[[nodiscard]] Box get_bounds(const Pix* pix);
/// Returns the picture without a palette: in colours, or in grey if the palette has only greys. A
/// picture without a palette is returned unchanged.
[[nodiscard]] PixPtr remove_palette(const Pix* pix);
/// Returns the part `box` with `margin` white pixels around it. Precondition: the box is not empty,
/// and the picture has no palette.
[[nodiscard]] PixPtr crop(const Pix* pix, const Box& box, std::int32_t margin);
/// Returns the picture with both sides multiplied by `factor`.
[[nodiscard]] PixPtr resample(const Pix* pix, double factor);
/// Returns the picture with its width multiplied by `factor`.
[[nodiscard]] PixPtr stretch_width(const Pix* pix, double factor);
/// Returns the picture with grey values mapped linearly: values up to `black` become 0, values from
/// `white` on become 255.
[[nodiscard]] PixPtr stretch_contrast(const Pix* grey, std::int32_t black, std::int32_t white);
/// Returns a 1-bit picture: grey values below `threshold` are ink.
[[nodiscard]] PixPtr binarise_at(const Pix* grey, std::int32_t threshold);
/// Fills `box` of an 8-bit or 1-bit picture with white.
void clear_box(Pix* pix, const Box& box);
/// Fills `box` with the grey value of the paper. White beside grey paper would mislead a threshold.
void clear_box(Pix* grey, const Box& box, std::int32_t paper);

// ---- connected components of ink ----

/// Returns the boxes of all components. Their coordinates are multiplied by `scale`: the number of
/// pixels of a larger picture for each pixel of `ink`.
[[nodiscard]] std::vector<Box> find_components(const Pix* ink, std::int32_t scale = 1);
/// Returns the boxes of the components of the ink inside `box`. Ink outside does not connect them.
[[nodiscard]] std::vector<Box> find_components_in(const Pix* ink, const Box& box);
/// A component, and its pixels in a picture of the size of its box.
struct ConnectedComponent {
  Box box;
  PixPtr pix;
};
/// Returns all components.
[[nodiscard]] std::vector<ConnectedComponent> extract_components(const Pix* ink);
/// Returns the components of the ink inside `box`. Ink outside does not connect them.
[[nodiscard]] std::vector<ConnectedComponent> extract_components_in(const Pix* ink, const Box& box);
/// Returns the pixels of the component whose box is `box`, without other ink inside the box.
/// Returns a white picture of this size if there is no such component.
[[nodiscard]] PixPtr extract_component(const Pix* ink, const Box& box);
/// Returns the bounding box of the components inside `box` with a side of at least `least` pixels;
/// empty if there are none.
[[nodiscard]] Box find_print_bounds(const Pix* ink, const Box& box, std::int32_t least);

// ---- measures ----

/// Returns true if the pixel nearest to (x, y) is ink. (0, 0) is the centre of the first pixel.
[[nodiscard]] bool is_ink_at(const Pix* ink, double x, double y);
/// Returns the number of ink pixels inside `box`.
[[nodiscard]] std::int64_t count_ink_pixels(const Pix* ink, const Box& box);
/// Divides the picture into squares of `side` pixels (1 to 32). Returns the number of ink pixels of
/// each square, row by row from the top left. Incomplete squares at the right and at the bottom are
/// left out.
[[nodiscard]] std::vector<std::int32_t> count_ink_by_square(const Pix* ink, std::int32_t side);
/// Returns a quantile of the grey values of those pixels of `grey` that are ink in `ink`. `rank`: 0
/// to 1; 0.5 gives the median. Interpolates between grey values. Returns nothing if there is no
/// ink. Precondition: both pictures have the same size.
[[nodiscard]] std::optional<double> compute_tone_quantile(const Pix* grey, const Pix* ink,
                                                          double rank);

}  // namespace codau::image
