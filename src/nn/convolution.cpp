#include "nn/convolution.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <string>

#include "core/error.h"
#include "core/target_clones.h"
#include "nn/convolution_rows.h"

namespace codau::nn {
namespace {

constexpr std::int32_t kMaxSum = 32767, kMaxShift = 20;

constexpr std::int32_t round_up(std::int32_t value, std::int32_t to) {
  return (value + to - 1) / to * to;
}

void check(bool is_right, const char* what) {
  const std::string detail = std::string(" (convolution: ") + what + ")";
  if (!is_right)
    throw Error(ErrorCode::kModel, Message("mô hình bị hỏng" + detail, "damaged model" + detail));
}

std::int32_t byte_of(std::uint32_t word, std::int32_t index) {
  return static_cast<std::int8_t>(word >> 8 * index & 0xFF);
}

template <std::ptrdiff_t Size, std::ptrdiff_t Stride>
void convolve_row_plain(const ConvolutionRow& row) {
  for (std::int32_t x = 0; x < row.width; ++x) {
    std::array<std::int32_t, kBlockOutputs8> sums;
    std::copy_n(row.biases, kBlockOutputs8, sums.begin());
    const std::uint32_t* weights = row.weights;
    for (std::int32_t group = 0; group < row.groups; ++group) {
      for (std::ptrdiff_t tap = 0; tap < Size * Size; ++tap, weights += kBlockOutputs8) {
        const std::uint32_t input = row.in[group * row.plane + tap / Size * row.row_step +
                                           tap % Size * row.tap_step + x * Stride];
        for (std::size_t o = 0; o < kBlockOutputs8; ++o) {
          for (std::int32_t i = 0; i < 4; ++i)
            sums[o] += byte_of(input, i) * byte_of(weights[o], i);
        }
      }
    }
    for (std::size_t half = 0; half < 2; ++half) {
      std::uint32_t word = 0;
      for (std::size_t o = half * 4; o < half * 4 + 4; ++o) {
        const std::int32_t value = std::clamp(sums[o] >> row.shifts[o], row.lowest, kHighest);
        word |= (static_cast<std::uint32_t>(value) & 0xFF) << 8 * (o % 4);
      }
      row.out[half][x] = word;
    }
  }
}

RowFunction find_row_function(ConvolutionCode code, std::int32_t size, std::int32_t stride) {
  switch (code) {
    case ConvolutionCode::kAvx2:
      return find_row_function_avx2(size, stride);
    case ConvolutionCode::kAvx512Vnni:
      return find_row_function_avx512(size, stride);
    case ConvolutionCode::kPlain:
      break;
  }
  if (size == 1) return convolve_row_plain<1, 1>;
  return stride == 1 ? convolve_row_plain<3, 1> : convolve_row_plain<3, 2>;
}

/// Adds numbers of 16 bits with a byte each, bounded to 0..127. `b` is signed.
[[gnu::always_inline]] inline std::uint32_t add_halves(std::uint32_t a, std::uint32_t b) {
  constexpr std::uint32_t kEven = 0x00FF00FF, kOffset = 0x00800080, kOnes = 0x00010001;
  const std::uint32_t sum = (a & kEven) + ((b & kEven) ^ kOffset);  // + 128: 1..382
  const std::uint32_t is_high = sum >> 8 & kOnes, is_positive = (sum >> 7 | sum >> 8) & kOnes;
  return (sum | is_high * 0x7F) & is_positive * 0x7F;
}

CODAU_CLONE_FOR_AVX2 void add_row(std::uint32_t* to, const std::uint32_t* addend,
                                  std::int32_t width) {
  for (std::int32_t x = 0; x < width; ++x)
    to[x] = add_halves(to[x], addend[x]) | add_halves(to[x] >> 8, addend[x] >> 8) << 8;
}

CODAU_CLONE_FOR_AVX2 void double_words(const std::uint32_t* from, std::int32_t count,
                                       std::uint32_t* to) {
  for (std::int32_t x = 0; x < count; ++x) {
    const std::uint64_t both = from[x] | std::uint64_t{from[x]} << 32;
    std::memcpy(to + std::ptrdiff_t{x} * 2, &both, sizeof both);
  }
}

}  // namespace

ByteMap::ByteMap(std::int32_t width, std::int32_t height, std::int32_t channels)
    : width_(width),
      height_(height),
      groups_(round_up(channels, kBlockChannels) / 4),
      pitch_(round_up(width, kMargin) + 2 * kMargin),
      words_(static_cast<std::size_t>(groups_ * plane() + 2 * kMargin)) {}

std::int8_t ByteMap::at(std::int32_t channel, std::int32_t x, std::int32_t y) const {
  return static_cast<std::int8_t>(byte_of(row(channel / 4, y)[x], channel % 4));
}

void ByteMap::set(std::int32_t channel, std::int32_t x, std::int32_t y, std::int8_t value) {
  std::uint32_t& word = row(channel / 4, y)[x];
  const std::int32_t shift = channel % 4 * 8;
  word = (word & ~(0xFFU << shift)) | static_cast<std::uint32_t>(static_cast<std::uint8_t>(value))
                                          << shift;
}

Convolution::Convolution(const ConvolutionWeights& from)
    : inputs_(from.inputs),
      outputs_(from.outputs),
      size_(from.size),
      stride_(from.stride),
      dilation_(from.dilation),
      is_rectified_(from.is_rectified) {
  constexpr std::int32_t kMaxChannels = 1024;
  check(inputs_ > 0 && outputs_ > 0 && inputs_ <= kMaxChannels && outputs_ <= kMaxChannels,
        "channels");
  check((size_ == 1 && stride_ == 1 && dilation_ == 1) ||
            (size_ == 3 && (stride_ == 1 || stride_ == 2)),
        "shape");
  check(size_ == 1 || (dilation_ >= 1 && dilation_ <= ByteMap::kBorder), "dilation");
  const auto count = [](std::int32_t a, std::int32_t b, std::int32_t c) {
    return static_cast<std::size_t>(a) * static_cast<std::size_t>(b) * static_cast<std::size_t>(c);
  };
  const std::int32_t taps = size_ * size_;
  check(from.weights.size() == count(outputs_, inputs_, taps), "number of weights");
  check(std::ssize(from.biases) == outputs_ && std::ssize(from.shifts) == outputs_,
        "number of biases");
  const std::int32_t padded = round_up(outputs_, ByteMap::kBlockChannels);
  const std::int32_t groups = round_up(inputs_, ByteMap::kBlockChannels) / 4;
  weights_.resize(count(padded, groups, taps));
  biases_.resize(static_cast<std::size_t>(padded));
  shifts_.resize(static_cast<std::size_t>(padded));
  std::ranges::copy(from.biases, biases_.begin());
  std::ranges::copy(from.shifts, shifts_.begin());
  check(std::ranges::all_of(from.shifts, [](std::int32_t s) { return s > 0 && s <= kMaxShift; }),
        "shift");
  for (std::int32_t o = 0; o < outputs_; ++o) {
    const std::int8_t* weight = from.weights.data() + count(o, inputs_, taps);
    for (std::int32_t i = 0; i < inputs_; ++i) {
      for (std::int32_t tap = 0; tap < taps; ++tap, ++weight) {
        const std::size_t place = (count(o / ByteMap::kBlockChannels, groups, taps) +
                                   count(i / 4, taps, 1) + static_cast<std::size_t>(tap)) *
                                      kBlockOutputs8 +
                                  static_cast<std::size_t>(o % ByteMap::kBlockChannels);
        weights_[place] |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(*weight))
                           << 8 * (i % 4);
      }
    }
    for (std::int32_t i = 0; i < inputs_; i += 2) {
      for (std::int32_t ky = 0; ky < size_; ++ky) {
        std::int32_t sum = 0;
        for (std::int32_t of = i; of < std::min(i + 2, inputs_); ++of) {
          for (std::int32_t kx = 0; kx < size_; ++kx)
            sum += std::abs(from.weights[count(o, inputs_, taps) + count(of, taps, 1) +
                                         count(ky, size_, 1) + static_cast<std::size_t>(kx)]);
        }
        check(sum * kHighest <= kMaxSum, "sums of more than 16 bits");
      }
    }
  }
}

/// Has access to the layout of a layer.
class ConvolutionRows {
 public:
  static void compute(ConvolutionCode code, const Convolution& layer, const ByteMap& in,
                      std::int32_t first, std::int32_t end, ByteMap& out) {
    const RowFunction function = find_row_function(code, layer.size_, layer.stride_);
    const std::int32_t reach = layer.size_ / 2 * layer.dilation_;
    const std::size_t block_weights = static_cast<std::size_t>(in.groups()) *
                                      static_cast<std::size_t>(layer.size_ * layer.size_) *
                                      kBlockOutputs8;
    ConvolutionRow row{};
    row.plane = in.plane();
    row.row_step = layer.dilation_ * in.pitch();
    row.tap_step = layer.dilation_;
    row.groups = in.groups();
    row.lowest = layer.is_rectified_ ? 0 : kLowestAddend;
    row.width = out.width();
    for (std::int32_t block = 0; block < out.groups() / 2; ++block) {
      const std::size_t output = static_cast<std::size_t>(block) * kBlockOutputs8;
      row.weights = layer.weights_.data() + static_cast<std::size_t>(block) * block_weights;
      row.biases = layer.biases_.data() + output;
      row.shifts = layer.shifts_.data() + output;
      for (std::int32_t y = first; y < end; ++y) {
        row.in = in.row(0, y * layer.stride_ - reach) - reach;
        row.out[0] = out.row(2 * block, y - first);
        row.out[1] = out.row(2 * block + 1, y - first);
        function(row);
        for (std::uint32_t* to : row.out)
          std::fill_n(to + row.width, round_up(row.width, ByteMap::kMargin) - row.width, 0U);
      }
    }
  }
};

std::span<const ConvolutionCode> available_convolution_codes() {
  static constexpr std::array<ConvolutionCode, 3> kAll{
      ConvolutionCode::kPlain, ConvolutionCode::kAvx2, ConvolutionCode::kAvx512Vnni};
  static const std::size_t count = find_row_function_avx2(1, 1) == nullptr     ? 1
                                   : find_row_function_avx512(1, 1) == nullptr ? 2
                                                                               : 3;
  return std::span(kAll).first(count);
}

const char* name_convolution_code(ConvolutionCode code) {
  switch (code) {
    case ConvolutionCode::kAvx2:
      return "AVX2";
    case ConvolutionCode::kAvx512Vnni:
      return "AVX-512 VNNI";
    case ConvolutionCode::kPlain:
      break;
  }
  return "plain";
}

void convolve_rows(ConvolutionCode code, const Convolution& layer, const ByteMap& in,
                   std::int32_t first, std::int32_t end, ByteMap& out) {
  ConvolutionRows::compute(code, layer, in, first, end, out);
}

ByteMap convolve(ConvolutionCode code, const Convolution& layer, const ByteMap& in) {
  const auto side = [&](std::int32_t of) { return (of + layer.stride() - 1) / layer.stride(); };
  ByteMap out(side(in.width()), side(in.height()), layer.outputs());
  convolve_rows(code, layer, in, 0, out.height(), out);
  return out;
}

void enlarge_row(const std::uint32_t* from, std::int32_t width, std::vector<std::uint32_t>& to) {
  to.resize(static_cast<std::size_t>(width) * 2);
  double_words(from, width, to.data());
}

void add_addend(ByteMap& map, const ByteMap& addend, std::int32_t scale) {
  std::vector<std::uint32_t> enlarged;
  for (std::int32_t group = 0; group < map.groups(); ++group) {
    for (std::int32_t y = 0; y < map.height(); ++y) {
      const std::uint32_t* from = addend.row(group, y / scale);
      if (scale == 2) {
        if (y % 2 == 0) enlarge_row(from, addend.width(), enlarged);
        from = enlarged.data();
      }
      add_row(map.row(group, y), from, map.width());
    }
  }
}

}  // namespace codau::nn
