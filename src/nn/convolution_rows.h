// nn/convolution_rows.h — the inner loops of convolve() (convolution.h), for each kind of processor
// instructions. Distances are in words of 32 bits. A word has four channels of one place: a group
// (ByteMap).
#pragma once

#include <cstddef>
#include <cstdint>

namespace codau::nn {

constexpr std::size_t kBlockOutputs8 = 8;     ///< outputs that one call computes
constexpr std::int32_t kLowestAddend = -127;  ///< lower bound of outputs that are not rectified
constexpr std::int32_t kHighest = 127;        ///< upper bound of all outputs

/// The task of one call: one row of the result, for eight of its channels.
struct ConvolutionRow {
  /// The input under the upper left corner of the kernel at the first place of the row, in the
  /// first group.
  const std::uint32_t* in;
  std::ptrdiff_t plane;     ///< distance from a group of the input to the next group
  std::ptrdiff_t row_step;  ///< distance in the input from a row of the kernel to its next row
  std::ptrdiff_t tap_step;  ///< distance in the input from a column of the kernel to the next
  std::int32_t groups;      ///< number of groups of the input
  /// Sorted by group of the input, then row and column of the kernel, then output. A word has the
  /// weights of the four channels of a group.
  const std::uint32_t* weights;
  const std::int32_t* biases;  ///< of the eight outputs
  const std::int32_t* shifts;  ///< of the eight outputs
  std::int32_t lowest;         ///< lower bound of the outputs: 0 (rectified) or kLowestAddend
  std::uint32_t* out[2];       ///< the row in the two groups of the result, each four channels
  std::int32_t width;          ///< places of the row; up to 15 words after them may be written
};

/// A function that computes and writes the outputs of a task.
using RowFunction = void (*)(const ConvolutionRow&);
/// Return the function with AVX2, or with AVX-512 VNNI, for a kernel of `size` × `size` places.
/// Precondition: size and stride are (1, 1), (3, 1) or (3, 2). Return null if the processor lacks
/// the instructions.
[[nodiscard]] RowFunction find_row_function_avx2(std::int32_t size, std::int32_t stride);
[[nodiscard]] RowFunction find_row_function_avx512(std::int32_t size, std::int32_t stride);

}  // namespace codau::nn
