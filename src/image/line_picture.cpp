#include "image/line_picture.h"

#include <leptonica/allheaders.h>

#include <memory>

namespace codau::image {
namespace {

struct DestroyBox {
  void operator()(BOX* box) const noexcept { ::boxDestroy(&box); }
};
using BoxPtr = std::unique_ptr<BOX, DestroyBox>;

PixPtr clipped(const Pix* picture, const Box& part) {
  const BoxPtr box(
      ::boxCreate(part.left, part.top, part.right - part.left, part.bottom - part.top));
  return own(::pixClipRectangle(writable(picture), box.get(), nullptr));
}

}  // namespace

GreyRows rows_of(const Pix* picture, const Box& part, std::int32_t rows) {
  const PixPtr line = clipped(picture, part);
  const PixPtr grey = own(::pixConvertTo8(line.get(), 0));
  const float factor = static_cast<float>(rows) / static_cast<float>(::pixGetHeight(grey.get()));
  if (static_cast<float>(::pixGetWidth(grey.get())) * factor < 1) return {};
  const PixPtr scaled = own(::pixScale(grey.get(), factor, factor));
  if (::pixGetHeight(scaled.get()) != rows) return {};
  GreyRows out{::pixGetWidth(scaled.get()), {}};
  out.pixels.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(rows));
  for (std::int32_t y = 0; y < rows; ++y) {
    std::uint32_t* words = row(scaled.get(), y);
    for (std::int32_t x = 0; x < out.width; ++x)
      out.pixels.push_back(static_cast<std::uint8_t>(GET_DATA_BYTE(words, x)));
  }
  return out;
}

std::vector<bool> inked_columns(const Pix* ink, const Box& part) {
  const PixPtr line = clipped(ink, part);
  std::vector<bool> columns(static_cast<std::size_t>(::pixGetWidth(line.get())));
  for (std::int32_t y = 0; y < ::pixGetHeight(line.get()); ++y) {
    std::uint32_t* words = row(line.get(), y);
    for (std::size_t x = 0; x < columns.size(); ++x) {
      if (GET_DATA_BIT(words, static_cast<std::int32_t>(x)) != 0) columns[x] = true;
    }
  }
  return columns;
}

Box around_ink(const Pix* ink, const Box& part) {
  const PixPtr line = clipped(ink, part);
  BOX* found = nullptr;
  if (::pixClipToForeground(line.get(), nullptr, &found) != 0 || found == nullptr) return part;
  const BoxPtr box(found);
  const std::int32_t left = part.left + found->x, top = part.top + found->y;
  return {left, top, left + found->w, top + found->h};
}

}  // namespace codau::image
