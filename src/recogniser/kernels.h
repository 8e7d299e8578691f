// recogniser/kernels.h — the arithmetic of the network, on the widest vectors of the processor.
// The results are the same bytes on every processor. Sums of integers are exact. The order of
// floating-point operations does not depend on the width of the vectors. An activation is a number
// in [-1, 1]. It is stored as a signed byte, × 127.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "recogniser/line_model.h"

namespace codau::recogniser {

/// Returns `outputs` rounded up to a multiple of kBlockOutputs. Sums and scales of the kernels
/// below are padded to this size.
[[nodiscard]] constexpr std::size_t round_up_to_block(std::size_t outputs) {
  return (outputs + kBlockOutputs - 1) / kBlockOutputs * kBlockOutputs;
}

/// A matrix in the layout of the kernels. A block is kBlockOutputs outputs. Padding has weight,
/// bias and scale 0.
struct PackedMatrix {
  std::size_t outputs = 0;  ///< with padding
  std::size_t inputs = 0;   ///< without padding
  /// By block, then by group of four inputs, then by output of the block. Each number has four
  /// weights of 8 bits; the weight of the first input is in the lowest bits.
  std::vector<std::uint32_t> weights;
  std::vector<std::int32_t> biases;  ///< by output: 127 × bias
  std::vector<float> scales;         ///< by output: QuantisedMatrix::scales
};
/// Returns one matrix with the outputs of all `matrices`, one after another. Each matrix is
/// padded separately. Precondition: all have the same number of inputs.
[[nodiscard]] PackedMatrix pack_matrices(std::span<const QuantisedMatrix> matrices);

/// The instructions that compute sums of products. All give the same sums.
enum class ProductKind : std::uint8_t {
  kInt16Pairs,  ///< add two products of 16-bit numbers; works on every processor
  kInt8Quads,   ///< add four products of 8-bit numbers: faster; needs AVX-512 VNNI
};
/// Returns the fastest kind that the processor has.
[[nodiscard]] ProductKind fastest_product_kind();

/// Computes bias + Σ weight × input for each row of inputs and each output, exactly. `sums` gets
/// matrix.outputs numbers for each row. Rows of inputs begin `stride` numbers apart. Preconditions:
/// inputs in ±127; the processor has `kind`.
void multiply(ProductKind kind, const PackedMatrix& matrix, const std::int8_t* inputs,
              std::size_t rows, std::size_t stride, std::int32_t* sums);
/// Does the same with fastest_product_kind().
void multiply(const PackedMatrix& matrix, const std::int8_t* inputs, std::size_t rows,
              std::size_t stride, std::int32_t* sums);

/// Computes 127 × tanh(sum × scale), rounded, for `count` sums. Precondition: `count` is a multiple
/// of kBlockOutputs.
void apply_quantised_tanh(const std::int32_t* sums, const float* scales, std::size_t count,
                          std::int8_t* outputs);

/// Computes one step of an LSTM layer with `count` states. Updates `state`. Writes `count` outputs
/// in ±127. Both `sums` and `scales` have `count` numbers for each of the four gates, in the order
/// of Lstm::Gate. Precondition: `count` is a multiple of kBlockOutputs.
void step_lstm(const std::int32_t* sums, const float* scales, std::size_t count, float* state,
               std::int8_t* outputs);

/// Computes the probabilities of `classes` classes: the softmax of sum × scale. Reads and writes
/// round_up_to_block(classes) numbers; the numbers after the last class mean nothing.
void softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities);

/// Returns the name of the vector instructions in use: "AVX2". With kInt8Quads it is "AVX-512
/// VNNI".
[[nodiscard]] const char* name_instruction_set();

}  // namespace codau::recogniser
