// raster/pixels.h — pictures as the rest of this room handles them. Pix is Leptonica's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/box.h"
#include "raster/page_image.h"

struct L_Kernel;

namespace codau::image {

/// What makes or copies a picture gives none where it has no memory: throws Error{kOutOfMemory} on
/// null. Not for what decodes one, which gives none of damaged data.
[[nodiscard]] PixPtr own(Pix* pix);
struct KernelDeleter {
  void operator()(L_Kernel* kernel) const noexcept;
};
using KernelPtr = std::unique_ptr<L_Kernel, KernelDeleter>;
/// What Leptonica writes a picture into.
struct BytesDeleter {
  void operator()(std::uint8_t* bytes) const noexcept;
};
using BytesPtr = std::unique_ptr<std::uint8_t, BytesDeleter>;
/// Leptonica knows no const; what is passed to it through this it only reads.
[[nodiscard]] Pix* writable(const Pix* pix);
/// The words of a row of pixels, from the left.
[[nodiscard]] std::uint32_t* get_row(Pix* pix, std::int32_t y);
/// The picture itself, or with its colours (greys where it has no other) in place of a palette.
[[nodiscard]] PixPtr remove_palette(const Pix* pix);
/// From 0, 0 to the far corner.
[[nodiscard]] Box get_bounds(const Pix* pix);
/// Boxes of the connected components of a 1-bit picture (pixels that touch at a corner are of one),
/// in pixels of one `scale` times as large.
[[nodiscard]] std::vector<Box> find_components(const Pix* ink, std::int32_t scale = 1);
/// Of those of `ink` inside `box`, which is cut out first.
[[nodiscard]] std::vector<Box> find_components_in(const Pix* ink, const Box& box);
/// A connected component with its own pixels, in a picture of the size of its box.
struct ConnectedComponent {
  Box box;
  PixPtr pix;
};
/// Of a 1-bit picture; those inside `box`, which is cut out first.
[[nodiscard]] std::vector<ConnectedComponent> extract_components(const Pix* ink);
[[nodiscard]] std::vector<ConnectedComponent> extract_components_in(const Pix* ink, const Box& box);
/// The connected component of a 1-bit picture that spans `box`, in a picture of that size, without
/// what else stands there; white where there is none.
[[nodiscard]] PixPtr extract_component(const Pix* ink, const Box& box);
/// Part of a picture with `margin` pixels of white around it. Precondition: the box is not empty.
[[nodiscard]] PixPtr crop(const Pix* pix, const Box& box, std::int32_t margin);
/// Both sides times `factor`.
[[nodiscard]] PixPtr resample(const Pix* pix, double factor);
/// 8 bits: what is `black` or darker is black, what is `white` or lighter white, even steps
/// between.
[[nodiscard]] PixPtr stretch_contrast(const Pix* grey, std::int32_t black, std::int32_t white);
/// White over `box` of an 8-bit or 1-bit picture.
void clear_box(Pix* pix, const Box& box);
/// Paper over `box` of an 8-bit picture. Much white beside grey paper would have the recogniser
/// part white from paper, not paper from ink.
void clear_box(Pix* grey, const Box& box, std::int32_t paper);
/// True where the pixel nearest to a point is ink; there is none outside the picture.
[[nodiscard]] bool is_ink_at(const Pix* ink, double x, double y);
/// Number of ink pixels inside `box` of a 1-bit picture.
[[nodiscard]] std::int64_t count_ink_pixels(const Pix* ink, const Box& box);
/// Number of ink pixels of each square of `side` pixels (1 to 32), row by row from the top left;
/// what is left over at the right and at the foot is in none.
[[nodiscard]] std::vector<std::int32_t> count_ink_by_square(const Pix* ink, std::int32_t side);
/// What the connected components of ink inside `box` span that are at least `least` pixels wide or
/// high; empty where there are none.
[[nodiscard]] Box find_print_bounds(const Pix* ink, const Box& box, std::int32_t least);
/// Of the 8-bit pixels over ink the tone that a part `rank` of them is darker than, between two
/// tones in proportion; none without ink.
[[nodiscard]] std::optional<double> compute_tone_quantile(const Pix* grey, const Pix* ink,
                                                          double rank);
/// 1 bit: ink is what is darker than `threshold`, 8-bit pixels.
[[nodiscard]] PixPtr binarise_at(const Pix* grey, std::int32_t threshold);

}  // namespace codau::image
