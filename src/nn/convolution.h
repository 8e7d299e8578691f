// nn/convolution.h — convolutions of maps of bytes, in integers: the same results on every
// processor. The network of pages (segment/page_map.h) consists of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace codau::nn {

/// A map of bytes: some channels for each place of a picture. Activations are 0 to 127, addends and
/// logits are -127 to 127. A word holds four channels of one place, the first in the lowest bits.
/// Zeros surround the map.
class ByteMap {
 public:
  static constexpr std::int32_t kBorder = 4;         ///< rows of zeros above and below
  static constexpr std::int32_t kMargin = 16;        ///< words of zeros left and right
  static constexpr std::int32_t kBlockChannels = 8;  ///< channels are padded to a multiple

  /// Makes a map of zeros. Width, height and channels are positive.
  ByteMap(std::int32_t width, std::int32_t height, std::int32_t channels);
  [[nodiscard]] std::int32_t width() const noexcept { return width_; }
  [[nodiscard]] std::int32_t height() const noexcept { return height_; }
  /// Returns the number of words of a place.
  [[nodiscard]] std::int32_t groups() const noexcept { return groups_; }
  /// Returns the distance in words from a row to the next one.
  [[nodiscard]] std::ptrdiff_t pitch() const noexcept { return pitch_; }
  /// Returns the distance in words from a group to the next one.
  [[nodiscard]] std::ptrdiff_t plane() const noexcept { return pitch_ * (height_ + 2 * kBorder); }
  /// Returns the first place of a row. `y`: -kBorder to height + kBorder - 1.
  [[nodiscard]] std::uint32_t* row(std::int32_t group, std::int32_t y) {
    return words_.data() + offset(group, y);
  }
  [[nodiscard]] const std::uint32_t* row(std::int32_t group, std::int32_t y) const {
    return words_.data() + offset(group, y);
  }
  /// Returns one byte, for tests.
  [[nodiscard]] std::int8_t at(std::int32_t channel, std::int32_t x, std::int32_t y) const;
  void set(std::int32_t channel, std::int32_t x, std::int32_t y, std::int8_t value);

 private:
  [[nodiscard]] std::ptrdiff_t offset(std::int32_t group, std::int32_t y) const {
    return group * plane() + (y + kBorder) * pitch_ + kMargin;
  }
  std::int32_t width_, height_, groups_;
  std::ptrdiff_t pitch_;
  std::vector<std::uint32_t> words_;
};

/// A layer as it was trained. result = clip((bias + Σ weight × input) >> shift), where clip bounds
/// results to 0..127 if `is_rectified`, else to -127..127.
struct ConvolutionWeights {
  std::int32_t inputs = 0, outputs = 0;
  std::int32_t size = 3;      ///< of the kernel: 1 or 3
  std::int32_t stride = 1;    ///< 1 or 2; 2 only with size 3
  std::int32_t dilation = 1;  ///< 1 to ByteMap::kBorder
  bool is_rectified = true;
  std::vector<std::int8_t> weights;  ///< by output, input, row, column
  std::vector<std::int32_t> biases;  ///< by output; includes the half that rounds
  std::vector<std::uint8_t> shifts;  ///< by output: 1 to 20
};

/// A layer in the layout of convolve().
class Convolution {
 public:
  /// Throws Error{kModel} if a number is out of its range, or if sums could exceed 16 bits:
  /// 127 × the weights of inputs 2i and 2i + 1 in one row of the kernel must be less than 2^15.
  explicit Convolution(const ConvolutionWeights& from);
  [[nodiscard]] std::int32_t inputs() const noexcept { return inputs_; }
  [[nodiscard]] std::int32_t outputs() const noexcept { return outputs_; }
  [[nodiscard]] std::int32_t stride() const noexcept { return stride_; }

 private:
  friend class ConvolutionRows;
  std::int32_t inputs_, outputs_, size_, stride_, dilation_;
  bool is_rectified_;
  /// By block of eight outputs, group of inputs, row, column, output: four weights a word.
  std::vector<std::uint32_t> weights_;
  std::vector<std::int32_t> biases_, shifts_;
};

/// The instructions that compute the sums. All give the same sums.
enum class ConvolutionCode : std::uint8_t { kPlain, kAvx2, kAvx512Vnni };
/// Returns the codes that the processor has, the fastest last.
[[nodiscard]] std::span<const ConvolutionCode> available_convolution_codes();
/// Returns the name, for reports.
[[nodiscard]] const char* name_convolution_code(ConvolutionCode code);

/// Computes a layer. A side of the result has side / stride places, rounded up.
/// Law: every ConvolutionCode gives the same bytes.
/// Preconditions: `in` has layer.inputs() activations; the processor has `code`.
[[nodiscard]] ByteMap convolve(ConvolutionCode code, const Convolution& layer, const ByteMap& in);
/// Computes rows `first` to `end` - 1 of a layer, and puts them into rows 0, 1, … of `out`.
void convolve_rows(ConvolutionCode code, const Convolution& layer, const ByteMap& in,
                   std::int32_t first, std::int32_t end, ByteMap& out);

/// Replaces each activation by activation + addend, bounded to 0..127. The addend's sides are those
/// of `map` divided by `scale`, which is 1 or 2.
void add_addend(ByteMap& map, const ByteMap& addend, std::int32_t scale);

/// Writes each of `width` words twice.
void enlarge_row(const std::uint32_t* from, std::int32_t width, std::vector<std::uint32_t>& to);

}  // namespace codau::nn
