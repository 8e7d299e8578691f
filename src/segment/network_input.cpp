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

/// Shrinks a line of pixels to averages of equal parts. Weights of a part add up to kUnit.
class AreaScale {
 public:
  static constexpr std::uint32_t kUnit = 256;
  struct Part {
    std::size_t first;    ///< pixel
    std::size_t weights;  ///< index of the first weight
    std::size_t count;
  };

  AreaScale(std::int32_t from, std::int32_t to) : is_identity_(from == to) {
    const double size = 1.0 * from / to;
    for (std::int32_t i = 0; i < to; ++i) {
      const double begin = i * size, end = std::min<double>((i + 1) * size, from);
      const auto first = std::min(static_cast<std::int32_t>(begin), from - 1);
      const auto last = std::clamp(static_cast<std::int32_t>(std::ceil(end)) - 1, first, from - 1);
      parts_.push_back({static_cast<std::size_t>(first), weights_.size(),
                        static_cast<std::size_t>(last - first + 1)});
      std::uint32_t given = 0;
      for (std::int32_t at = first; at <= last; ++at) {
        const double covered = (std::min<double>(at + 1, end) - begin) / size;  // up to here
        const auto sum =
            at == last ? kUnit : static_cast<std::uint32_t>(std::lround(covered * kUnit));
        weights_.push_back(static_cast<std::uint16_t>(sum - given));
        given = sum;
      }
    }
  }
  [[nodiscard]] bool is_identity() const { return is_identity_; }
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
  [[nodiscard]] const std::uint16_t* weights(const Part& part) const {
    return weights_.data() + part.weights;
  }

 private:
  bool is_identity_;
  std::vector<Part> parts_;
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

void shrink_row(const Row& from, const AreaScale& scale, Row& to) {
  if (scale.is_identity()) {
    std::copy_n(from.begin(), scale.parts().size(), to.begin());
    return;
  }
  std::uint8_t* out = to.data();
  for (const AreaScale::Part& part : scale.parts()) {
    const std::uint16_t* weight = scale.weights(part);
    std::uint32_t sum = AreaScale::kUnit / 2;
    for (std::size_t i = 0; i < part.count; ++i)
      sum += std::uint32_t{from[part.first + i]} * weight[i];
    *out++ = static_cast<std::uint8_t>(sum / AreaScale::kUnit);
  }
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
      for (std::size_t x = 0; x < width; ++x)
        first[x] = static_cast<std::uint8_t>(words[x / 4] >> (24 - x % 4 * 8));
    } else if (depth_ == 1) {
      for (std::size_t x = 0; x < width; ++x)
        first[x] = (words[x / 32] >> (31 - x % 32) & 1) != 0 ? 0 : 255;
    } else {
      for (std::size_t x = 0; x < width; ++x) {
        first[x] = static_cast<std::uint8_t>(words[x] >> 24);
        rows[1][x] = static_cast<std::uint8_t>(words[x] >> 16);
        rows[2][x] = static_cast<std::uint8_t>(words[x] >> 8);
      }
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
        averages_(sums_.size()) {}

  /// Calls `take` with each row of averages that the row `y` of the page completes. Call it for all
  /// rows in their order.
  template <typename Take>
  void add(std::int32_t y, const Row& row, const Take& take) {
    for (; next_ < down_.parts().size(); ++next_) {
      const AreaScale::Part& part = down_.parts()[next_];
      const auto at = static_cast<std::size_t>(y);
      if (at < part.first) return;
      add_weighted(row.data(), down_.weights(part)[at - part.first], sums_.size(), sums_.data());
      if (at + 1 < part.first + part.count) return;
      round_sums(sums_.data(), sums_.size(), averages_.data());
      std::ranges::fill(sums_, std::uint16_t{0});
      Row out(across_.parts().size());
      shrink_row(averages_, across_, out);
      take(static_cast<std::int32_t>(next_), out);
    }
  }

 private:
  AreaScale across_, down_;
  std::vector<std::uint16_t> sums_;
  Row averages_;
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

/// Returns distance from grey and red as channels 4 and 5.
std::uint32_t colour_word(std::int32_t red, std::int32_t green, std::int32_t blue) {
  const auto [least, most] = std::minmax({red, green, blue});
  const std::int32_t excess = std::max(0, red - std::max(green, blue));
  return static_cast<std::uint32_t>(std::min(most - least, 127) | std::min(excess, 127) << 8);
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
        if (c != 2) return;
        std::uint32_t* const to = out.row(1, at);
        for (std::size_t x = 0; x < row.size(); ++x)
          to[x] = colour_word(averages[0][x], averages[1][x], row[x]);
      });
    }
  }
  return out;
}

}  // namespace codau::image
