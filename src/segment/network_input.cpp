#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <vector>

#include "core/target_clones.h"
#include "raster/pixels.h"
#include "segment/page_map.h"

namespace codau::image {
namespace {

using Row = std::vector<std::uint8_t>;

/// Shrinks a line of pixels to averages of equal parts. The weights of a part add up to kUnit.
class AreaScale {
 public:
  static constexpr std::uint32_t kUnit = 256;
  static constexpr std::size_t kSlack = 32;  ///< pixels that must follow a line

  AreaScale(std::int32_t from, std::int32_t to) : is_identity_(from == to) {
    const double size = 1.0 * from / to;
    pixels_ = static_cast<std::size_t>(std::ceil(size)) + 1;
    for (std::int32_t i = 0; i < to; ++i) {
      const double begin = i * size, end = std::min<double>((i + 1) * size, from);
      const auto first = std::min(static_cast<std::int32_t>(begin), from - 1);
      const auto last = std::clamp(static_cast<std::int32_t>(std::ceil(end)) - 1, first, from - 1);
      first_.push_back(static_cast<std::size_t>(first));
      count_.push_back(static_cast<std::size_t>(last - first + 1));
      weights_.resize(weights_.size() + pixels_);
      std::uint16_t* weight = weights_.data() + weights_.size() - pixels_;
      std::uint32_t given = 0;
      for (std::int32_t at = first; at <= last; ++at) {
        const double covered = (std::min<double>(at + 1, end) - begin) / size;  // up to here
        const auto sum =
            at == last ? kUnit : static_cast<std::uint32_t>(std::lround(covered * kUnit));
        *weight++ = static_cast<std::uint16_t>(sum - given);
        given = sum;
      }
    }
  }
  [[nodiscard]] std::size_t parts() const { return first_.size(); }
  [[nodiscard]] std::size_t first(std::size_t part) const { return first_[part]; }
  [[nodiscard]] std::size_t end(std::size_t part) const { return first_[part] + count_[part]; }
  [[nodiscard]] const std::uint16_t* weights(std::size_t part) const {
    return weights_.data() + part * pixels_;
  }

  /// Shrinks a line, which kSlack pixels follow.
  void shrink(const std::uint8_t* from, std::uint8_t* to) const {
    if (is_identity_)
      std::copy_n(from, parts(), to);
    else if (pixels_ == 2)
      shrink_by<2>(from, to);
    else if (pixels_ == 3)
      shrink_by<3>(from, to);
    else if (pixels_ == 4)
      shrink_by<4>(from, to);
    else
      shrink_by<0>(from, to);
  }

 private:
  /// `Pixels` of a part, most of which have a weight; 0: any number.
  template <std::size_t Pixels>
  void shrink_by(const std::uint8_t* from, std::uint8_t* to) const {
    const std::uint16_t* weight = weights_.data();
    for (std::size_t part = 0; part < parts(); ++part, weight += pixels_) {
      const std::uint8_t* const pixel = from + first_[part];
      std::uint32_t sum = kUnit / 2;
      const std::size_t count = Pixels == 0 ? count_[part] : Pixels;
      for (std::size_t i = 0; i < count; ++i) sum += std::uint32_t{pixel[i]} * weight[i];
      to[part] = static_cast<std::uint8_t>(sum / kUnit);
    }
  }

  bool is_identity_;
  std::size_t pixels_ = 0;  ///< room for weights of a part
  std::vector<std::size_t> first_, count_;
  std::vector<std::uint16_t> weights_;
};

CODAU_CLONE_FOR_AVX2 void add_weighted(const std::uint8_t* row, std::uint16_t weight,
                                       std::size_t width, std::uint16_t* sums) {
  for (std::size_t x = 0; x < width; ++x)
    sums[x] = static_cast<std::uint16_t>(sums[x] + row[x] * weight);
}

CODAU_CLONE_FOR_AVX2 void round_sums(const std::uint16_t* sums, std::size_t width,
                                     std::uint8_t* row) {
  for (std::size_t x = 0; x < width; ++x)
    row[x] = static_cast<std::uint8_t>((sums[x] + AreaScale::kUnit / 2) / AreaScale::kUnit);
}

/// Copies words of four pixels, the first of which is in the highest bits.
CODAU_CLONE_FOR_AVX2 void unpack_bytes(const std::uint32_t* words, std::size_t count,
                                       std::uint8_t* to) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t word = __builtin_bswap32(words[i]);
    std::memcpy(to + 4 * i, &word, sizeof word);
  }
}

CODAU_CLONE_FOR_AVX2 void split_colours(const std::uint32_t* words, std::size_t count,
                                        std::uint8_t* red, std::uint8_t* green,
                                        std::uint8_t* blue) {
  for (std::size_t i = 0; i < count; ++i) red[i] = static_cast<std::uint8_t>(words[i] >> 24);
  for (std::size_t i = 0; i < count; ++i) green[i] = static_cast<std::uint8_t>(words[i] >> 16);
  for (std::size_t i = 0; i < count; ++i) blue[i] = static_cast<std::uint8_t>(words[i] >> 8);
}

/// Reads the rows of a page as bytes: one row of greys, or three of red, green and blue.
class RowReader {
 public:
  explicit RowReader(const Pix* page)
      : owner_(remove_palette(page)), depth_(pixGetDepth(owner_.get())) {
    if (depth_ != 1 && depth_ != 8 && depth_ != 32) {
      owner_ = own(pixConvertTo8(owner_.get(), 0));
      depth_ = 8;
    }
  }
  [[nodiscard]] std::int32_t width() const { return pixGetWidth(owner_.get()); }
  [[nodiscard]] std::int32_t height() const { return pixGetHeight(owner_.get()); }
  [[nodiscard]] std::size_t colours() const { return depth_ == 32 ? 3 : 1; }

  void read(std::int32_t y, std::array<Row, 3>& rows) const {
    const std::uint32_t* const words = get_row(owner_.get(), y);
    const auto width = static_cast<std::size_t>(this->width());
    std::uint8_t* const first = rows[0].data();
    if (depth_ == 8) {
      unpack_bytes(words, (width + 3) / 4, first);
    } else if (depth_ == 32) {
      split_colours(words, width, first, rows[1].data(), rows[2].data());
    } else {
      for (std::size_t x = 0; x < width; ++x)
        first[x] = (words[x / 32] >> (31 - x % 32) & 1) != 0 ? 0 : 255;
    }
  }

 private:
  PixPtr owner_;
  std::int32_t depth_;
};

/// Adds up the rows of the parts of a page, one channel, and returns rows of averages.
class AveragedRows {
 public:
  AveragedRows(std::int32_t from_width, std::int32_t from_height, std::int32_t width,
               std::int32_t height)
      : across_(from_width, width),
        down_(from_height, height),
        sums_(static_cast<std::size_t>(from_width)),
        averages_(sums_.size() + AreaScale::kSlack),
        row_(across_.parts()) {}

  /// Calls `take` with each row of averages that the row `y` of the page completes. Call it for all
  /// rows in their order.
  template <typename Take>
  void add(std::int32_t y, const Row& row, const Take& take) {
    const auto at = static_cast<std::size_t>(y);
    for (; next_ < down_.parts() && at >= down_.first(next_); ++next_) {
      const std::uint16_t weight = down_.weights(next_)[at - down_.first(next_)];
      add_weighted(row.data(), weight, sums_.size(), sums_.data());
      if (at + 1 < down_.end(next_)) return;
      round_sums(sums_.data(), sums_.size(), averages_.data());
      std::ranges::fill(sums_, std::uint16_t{0});
      across_.shrink(averages_.data(), row_.data());
      take(static_cast<std::int32_t>(next_), row_);
    }
  }

 private:
  AreaScale across_, down_;
  std::vector<std::uint16_t> sums_;
  Row averages_, row_;
  std::size_t next_ = 0;
};

/// Returns the grey of a colour, with the weights of ITU-R BT.601.
std::uint32_t grey_of(std::uint32_t red, std::uint32_t green, std::uint32_t blue) {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}

CODAU_CLONE_FOR_AVX2 void make_greys(const std::array<Row, 3>& colours, std::size_t width,
                                     std::uint8_t* greys) {
  const std::uint8_t *const red = colours[0].data(), *const green = colours[1].data(),
                            *const blue = colours[2].data();
  for (std::size_t x = 0; x < width; ++x)
    greys[x] = static_cast<std::uint8_t>(grey_of(red[x], green[x], blue[x]));
}

/// Makes words of distance from grey and red, which are channels 4 and 5.
CODAU_CLONE_FOR_AVX2 void make_colour_words(const std::array<Row, 3>& colours, std::size_t width,
                                            std::uint32_t* words) {
  constexpr std::uint32_t kMost = 127;
  const std::uint8_t *const reds = colours[0].data(), *const greens = colours[1].data(),
                            *const blues = colours[2].data();
  for (std::size_t x = 0; x < width; ++x) {
    const std::uint32_t red = reds[x], green = greens[x], blue = blues[x];
    const std::uint32_t larger = green > blue ? green : blue, less = green < blue ? green : blue;
    const std::uint32_t most = red > larger ? red : larger, least = red < less ? red : less;
    const std::uint32_t distance = most - least, excess = most - larger;  // 0 if red is not most
    words[x] = (distance < kMost ? distance : kMost) | (excess < kMost ? excess : kMost) << 8;
  }
}

/// Joins two rows of greys to words of four, as ink.
CODAU_CLONE_FOR_AVX2 void join_rows(const std::uint8_t* upper, const std::uint8_t* lower,
                                    std::size_t width, std::uint32_t* words) {
  for (std::size_t x = 0; x < width; ++x) {
    std::uint16_t above = 0, below = 0;
    std::memcpy(&above, upper + 2 * x, sizeof above);
    std::memcpy(&below, lower + 2 * x, sizeof below);
    words[x] = ~(above | std::uint32_t{below} << 16) >> 1 & 0x7F7F7F7F;
  }
}

}  // namespace

nn::ByteMap make_network_input(const Pix* page, std::int32_t width, std::int32_t height) {
  constexpr std::int32_t kStride = PageNetwork::kStride;
  const auto padded = [](std::int32_t side) { return (side + kStride - 1) / kStride * kStride; };
  nn::ByteMap out(padded(width), padded(height), PageNetwork::kInputs);
  const RowReader reader(page);
  AveragedRows greys(reader.width(), reader.height(), 2 * width, 2 * height);
  std::vector<AveragedRows> colours(3,
                                    AveragedRows(reader.width(), reader.height(), width, height));
  // Room for whole words of the picture.
  const Row empty(static_cast<std::size_t>(reader.width()) + 32);
  std::array<Row, 3> rows{empty, empty, empty}, averages;
  Row grey = empty, upper;
  const auto take_grey = [&](std::int32_t y, const Row& row) {
    if (y % 2 == 0)
      upper = row;
    else
      join_rows(upper.data(), row.data(), static_cast<std::size_t>(width), out.row(0, y / 2));
  };
  for (std::int32_t y = 0; y < reader.height(); ++y) {
    reader.read(y, rows);
    if (reader.colours() == 1) {
      greys.add(y, rows[0], take_grey);
      continue;
    }
    make_greys(rows, static_cast<std::size_t>(reader.width()), grey.data());
    greys.add(y, grey, take_grey);
    for (std::size_t c = 0; c < 3; ++c) {
      colours[c].add(y, rows[c], [&](std::int32_t at, const Row& row) {
        averages[c] = row;
        if (c == 2) make_colour_words(averages, row.size(), out.row(1, at));
      });
    }
  }
  return out;
}

}  // namespace codau::image
