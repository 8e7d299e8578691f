// nn/convolution.h — convolutions with 8-bit weights and activations. All sums are integers, so the
// results are the same on every processor. The network that classifies the pixels of a page
// (segment/page_map.h) consists of such layers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace codau::nn {

/// A feature map: one byte for each channel at each place (x, y). The bytes of a layer with
/// is_rectified (below) are 0 to 127, and may be the input of another layer. The bytes of other
/// layers are -127 to 127.
///
/// Memory: four consecutive channels are a group. A word of 32 bits has the four bytes of one group
/// at one place, the first channel in the lowest bits. The words of a group lie together, row by
/// row. Zeros surround each group, so that a kernel may reach beyond the border.
class ByteMap {
 public:
  static constexpr std::int32_t kBorder = 4;         ///< rows of zeros above and below
  static constexpr std::int32_t kMargin = 16;        ///< words of zeros left and right
  static constexpr std::int32_t kBlockChannels = 8;  ///< channels are padded to a multiple of this

  /// Makes a map of zeros. Precondition: width, height and channels are positive.
  ByteMap(std::int32_t width, std::int32_t height, std::int32_t channels);
  [[nodiscard]] std::int32_t width() const noexcept { return width_; }
  [[nodiscard]] std::int32_t height() const noexcept { return height_; }
  /// Returns the number of groups, with those of padded channels.
  [[nodiscard]] std::int32_t groups() const noexcept { return groups_; }
  /// Returns the distance from a row of a group to its next row, in words.
  [[nodiscard]] std::ptrdiff_t pitch() const noexcept { return pitch_; }
  /// Returns the distance from a place in a group to the same place in the next group, in words.
  [[nodiscard]] std::ptrdiff_t plane() const noexcept { return pitch_ * (height_ + 2 * kBorder); }
  /// Returns the words of row `y` of a group: element x is for place (x, y). Preconditions: x is at
  /// least -kMargin and below width() + kMargin. The row is at least -kBorder and below
  /// height() + kBorder.
  [[nodiscard]] std::uint32_t* row(std::int32_t group, std::int32_t y) {
    return words_.data() + offset(group, y);
  }
  [[nodiscard]] const std::uint32_t* row(std::int32_t group, std::int32_t y) const {
    return words_.data() + offset(group, y);
  }
  /// Return and set one byte; slow, for tests. Precondition: the place is inside the map.
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

/// A layer as it was trained. An output is clip((bias + Σ weight × input) >> shift), with zeros
/// outside the map. The function clip bounds results to 0..127 if `is_rectified`, otherwise to
/// -127..127.
struct ConvolutionWeights {
  std::int32_t inputs = 0, outputs = 0;  ///< channels, 1 to 1024
  std::int32_t size = 3;                 ///< of the kernel: 1 or 3
  std::int32_t stride = 1;               ///< 1 or 2; 2 only with size 3
  std::int32_t dilation = 1;  ///< distance of neighbours in the kernel, 1 to ByteMap::kBorder
  bool is_rectified = true;
  std::vector<std::int8_t> weights;  ///< sorted by output, then input, then row, then column
  std::vector<std::int32_t> biases;  ///< by output; with 2^(shift - 1) added, so that >> rounds
  std::vector<std::uint8_t> shifts;  ///< by output: 1 to 20
};

/// A checked layer, with its weights in the order in which convolve() reads them. Immutable.
class Convolution {
 public:
  /// Throws Error{kModel} if a number of `from` is out of its range, or if sums could exceed the 16
  /// bits of AVX2. For each output, row of the kernel and pair of inputs (2i, 2i + 1), the absolute
  /// weights must add up to less than 2^15 / 127.
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

/// The processor instructions that compute the sums. All give the same sums.
enum class ConvolutionCode : std::uint8_t { kPlain, kAvx2, kAvx512Vnni };
/// Returns the instructions that this processor has, the fastest last; kPlain is always among them.
[[nodiscard]] std::span<const ConvolutionCode> available_convolution_codes();
/// Returns the name for reports: "plain", "AVX2" or "AVX-512 VNNI".
[[nodiscard]] const char* name_convolution_code(ConvolutionCode code);

/// Returns the output of a layer. Its width and height are those of `in`, divided by the stride and
/// rounded up.
/// Law: every ConvolutionCode gives the same bytes.
/// Preconditions: `in` has layer.inputs() channels of 0 to 127; the processor has `code`.
[[nodiscard]] ByteMap convolve(ConvolutionCode code, const Convolution& layer, const ByteMap& in);
/// Computes only the rows `first` to `end` - 1 of this output, and writes them to the rows 0, 1, …
/// of `out`. Precondition: `out` is as wide as the output, has its channels, and enough rows.
void convolve_rows(ConvolutionCode code, const Convolution& layer, const ByteMap& in,
                   std::int32_t first, std::int32_t end, ByteMap& out);

/// Adds `addend` to `map`, and bounds the sums to 0..127. With `scale` 2, each place of `addend`
/// counts for 2 × 2 places of `map`. Preconditions:
/// 1. `scale` is 1 or 2.
/// 2. `map` has bytes of 0 to 127, and as many groups as `addend`.
/// 3. The sides of `addend` are those of `map` divided by `scale`, rounded up.
void add_addend(ByteMap& map, const ByteMap& addend, std::int32_t scale);

/// Doubles a row: sets `to` to the `width` words of `from`, each of them twice.
void enlarge_row(const std::uint32_t* from, std::int32_t width, std::vector<std::uint32_t>& to);

}  // namespace codau::nn
