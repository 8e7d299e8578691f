// nn/convolution_rows.h — one row of a convolution, for each kind of instructions (convolution.h).
#pragma once

#include <cstddef>
#include <cstdint>

namespace codau::nn {

constexpr std::size_t kBlockOutputs8 = 8;
constexpr std::int32_t kLowestAddend = -127, kHighest = 127;

/// Eight outputs of one row of the result.
struct ConvolutionRow {
  const std::uint32_t* in;  ///< the place under the kernel's upper left corner, of the first group
  std::ptrdiff_t plane;     ///< from a group of inputs to the next one
  std::ptrdiff_t row_step;  ///< from a row of the kernel to the next one
  std::ptrdiff_t tap_step;  ///< from a column of the kernel to the next one
  std::int32_t groups;      ///< of inputs
  const std::uint32_t* weights;
  const std::int32_t* biases;
  const std::int32_t* shifts;
  std::int32_t lowest;    ///< 0 or kLowestAddend
  std::uint32_t* out[2];  ///< two groups of four outputs
  std::int32_t width;     ///< of the result; up to 15 words after it may be written
};

/// Computes a row.
using RowFunction = void (*)(const ConvolutionRow&);
/// Returns the function for a kernel of `size` and a stride: (1, 1), (3, 1) or (3, 2). Returns null
/// if the processor has no such instructions.
[[nodiscard]] RowFunction find_row_function_avx2(std::int32_t size, std::int32_t stride);
[[nodiscard]] RowFunction find_row_function_avx512(std::int32_t size, std::int32_t stride);

}  // namespace codau::nn
