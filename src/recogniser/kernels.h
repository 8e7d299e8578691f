// recogniser/kernels.h — the arithmetic of a network, on the widest vectors that the processor has.
// The results are the same bytes on every processor: sums of whole numbers are exact, and
// floating-point numbers are added and multiplied one by one, in an order that no width of vectors
// changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "recogniser/model.h"

namespace codau::recogniser {

/// Outputs are computed in blocks; what goes into and out of a kernel is padded to them.
[[nodiscard]] constexpr std::size_t padded(std::size_t outputs) {
  return (outputs + kBlock - 1) / kBlock * kBlock;
}

/// A matrix as the kernels read it: for each block of outputs and each four inputs the four weights
/// of each output, 8 bits each, the first the lowest. Padding has weight, bias and scale 0.
struct PackedMatrix {
  std::size_t outputs = 0;  ///< padded
  std::size_t inputs = 0;
  std::vector<std::uint32_t> weights;
  std::vector<std::int32_t> biases;  ///< × 127
  std::vector<float> scales;
};
/// One behind the other, each padded by itself. Precondition: the same number of inputs.
[[nodiscard]] PackedMatrix pack(std::span<const Matrix> matrices);

/// How products are made; their sums are the same.
enum class Products : std::uint8_t {
  kOfPairs,  ///< of two numbers of 16 bits each
  kOfBytes,  ///< of four of 8 bits, faster, where the processor can
};
/// The faster that there is.
[[nodiscard]] Products products_in_use();

/// sums[row][output] = bias + Σ weight × input, exactly. A row of inputs begins `stride` numbers
/// behind the one before. Preconditions: inputs in ±127; `products` no faster than those in use.
void multiply(Products products, const PackedMatrix& matrix, const std::int8_t* inputs,
              std::size_t rows, std::size_t stride, std::int32_t* sums);
/// By the products in use.
void multiply(const PackedMatrix& matrix, const std::int8_t* inputs, std::size_t rows,
              std::size_t stride, std::int32_t* sums);

/// ±127 × tanh(sum × scale), rounded: `sums` and `outputs` of `count` numbers, a multiple of
/// kBlock.
void squash(const std::int32_t* sums, const float* scales, std::size_t count, std::int8_t* outputs);

/// One step of long short-term memory: `sums` are those of four gates, each of `count` numbers, a
/// multiple of kBlock; `state` is changed; `outputs` are in ±127.
void step(const std::int32_t* sums, const float* scales, std::size_t count, float* state,
          std::int8_t* outputs);

/// Probabilities of `classes` classes, of which padded(classes) sums are given and written.
void softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities);

/// The vectors in use, e.g. "AVX2", or "AVX-512 VNNI" where bytes are multiplied as such.
[[nodiscard]] const char* vectors_in_use();

}  // namespace codau::recogniser
