// recogniser/kernels.h — the arithmetic of the network, on the widest vectors of the processor.
// The results are the same bytes on every processor. Sums of integers are exact. Floating-point
// numbers are added and multiplied one by one, in an order that does not depend on the width of the
// vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "recogniser/line_model.h"

namespace codau::recogniser {

/// Returns `outputs` rounded up to whole blocks. Inputs and outputs of a kernel are padded so.
[[nodiscard]] constexpr std::size_t round_up_to_block(std::size_t outputs) {
  return (outputs + kBlockOutputs - 1) / kBlockOutputs * kBlockOutputs;
}

/// A matrix in the layout of the kernels: by block of outputs, then by four inputs. Each output
/// then has its four weights, 8 bits each, the first in the lowest bits. Padding has weight, bias
/// and scale 0.
struct PackedMatrix {
  std::size_t outputs = 0;  ///< padded
  std::size_t inputs = 0;
  std::vector<std::uint32_t> weights;
  std::vector<std::int32_t> biases;  ///< × 127
  std::vector<float> scales;
};
/// Packs the matrices one after another, each with its own padding. Precondition: all have the same
/// number of inputs.
[[nodiscard]] PackedMatrix pack_matrices(std::span<const QuantisedMatrix> matrices);

/// How products are computed. The sums are the same.
enum class ProductKind : std::uint8_t {
  kInt16Pairs,  ///< of two 16-bit numbers
  kInt8Quads,   ///< of four 8-bit numbers: faster, if the processor has them
};
/// Returns the fastest that the processor has.
[[nodiscard]] ProductKind fastest_product_kind();

/// Computes sums[row][output] = bias + Σ weight × input, exactly. Rows of inputs begin `stride`
/// numbers apart. Preconditions: inputs in ±127; `kind` no faster than fastest_product_kind().
void multiply(ProductKind kind, const PackedMatrix& matrix, const std::int8_t* inputs,
              std::size_t rows, std::size_t stride, std::int32_t* sums);
/// The same with fastest_product_kind().
void multiply(const PackedMatrix& matrix, const std::int8_t* inputs, std::size_t rows,
              std::size_t stride, std::int32_t* sums);

/// Computes ±127 × tanh(sum × scale), rounded, for `count` sums. Precondition: `count` is a
/// multiple of kBlockOutputs.
void apply_quantised_tanh(const std::int32_t* sums, const float* scales, std::size_t count,
                          std::int8_t* outputs);

/// Computes one step of an LSTM and updates `state`. `outputs` are in ±127. The `sums` are those of
/// four gates, each of `count` numbers, a multiple of kBlockOutputs.
void step_lstm(const std::int32_t* sums, const float* scales, std::size_t count, float* state,
               std::int8_t* outputs);

/// Computes the probabilities of `classes` classes. Reads and writes round_up_to_block(classes)
/// numbers.
void softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities);

/// Returns the vectors in use, e.g. "AVX2", or "AVX-512 VNNI" with products of bytes.
[[nodiscard]] const char* name_instruction_set();

}  // namespace codau::recogniser
