// nn/kernels.h — the arithmetic of networks with 8-bit weights, on the widest vectors of the
// processor. Results are the same bytes on every processor, for two reasons. Sums of integers
// are exact. The order of floating-point operations does not depend on the width of the vectors.
//
// An activation is a number in [-1, 1], stored as 127 times its value in a signed byte. The outputs
// of a matrix are handled in blocks of kBlockOutputs (nn/layers.h), so arrays of sums and scales
// are padded to whole blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "nn/layers.h"

namespace codau::nn {

/// Returns `outputs` rounded up to a multiple of kBlockOutputs: the padded size of an array.
[[nodiscard]] constexpr std::size_t round_up_to_block(std::size_t outputs) {
  return (outputs + kBlockOutputs - 1) / kBlockOutputs * kBlockOutputs;
}

/// A matrix in the layout of the functions below. Padding has weight, bias and scale 0.
struct PackedMatrix {
  std::size_t outputs = 0;  ///< with padding
  std::size_t inputs = 0;   ///< without padding
  /// Sorted by block of outputs, then by group of four inputs, then by output of the block. One
  /// number holds the weights of the four inputs, 8 bits each, the first input in the lowest bits.
  std::vector<std::uint32_t> weights;
  std::vector<std::int32_t> biases;  ///< by output: 127 × bias
  std::vector<float> scales;         ///< by output: QuantisedMatrix::scales
};
/// Returns one matrix with the outputs of all `matrices`, in order, those of each matrix padded to
/// whole blocks. Precondition: there is at least one matrix, and all have the same number of
/// inputs.
[[nodiscard]] PackedMatrix pack_matrices(std::span<const QuantisedMatrix> matrices);

/// The instructions that compute sums of products. Both give the same sums.
enum class ProductKind : std::uint8_t {
  kInt16Pairs,  ///< adds two products of 16-bit numbers at a time; every processor has it
  kInt8Quads,   ///< adds four products of 8-bit numbers at a time: faster; needs AVX-512 VNNI
};
/// Returns the faster kind that the processor has.
[[nodiscard]] ProductKind fastest_product_kind();

/// Computes bias + Σ weight × input for each row of inputs and each output, exactly.
/// 1. `inputs`: `rows` rows of matrix.inputs activations in ±127. Each row begins `stride` bytes
///    after the row before.
/// 2. `sums`: gets matrix.outputs numbers for each row, row by row.
/// Precondition: the processor has `kind`.
void multiply(ProductKind kind, const PackedMatrix& matrix, const std::int8_t* inputs,
              std::size_t rows, std::size_t stride, std::int32_t* sums);
/// Does the same with fastest_product_kind().
void multiply(const PackedMatrix& matrix, const std::int8_t* inputs, std::size_t rows,
              std::size_t stride, std::int32_t* sums);

/// Computes the activations 127 × tanh(sum × scale), rounded, for `count` sums with one scale each.
/// Precondition: `count` is a multiple of kBlockOutputs.
void apply_quantised_tanh(const std::int32_t* sums, const float* scales, std::size_t count,
                          std::int8_t* outputs);

/// Computes one step of an LSTM layer with `count` states.
/// 1. `sums` and `scales`: `count` numbers for each of the four gates, in the order of Lstm::Gate.
/// 2. `state`: `count` numbers, which are updated; 0 before the first step.
/// 3. `outputs`: gets `count` activations in ±127.
/// Precondition: `count` is a multiple of kBlockOutputs.
void step_lstm(const std::int32_t* sums, const float* scales, std::size_t count, float* state,
               std::int8_t* outputs);

/// Computes the probabilities of `classes` classes: the softmax of sum × scale. The three arrays
/// have round_up_to_block(classes) numbers each. Only the first `classes` results have a meaning.
void softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities);

/// Returns the name of the vector instructions in use, for reports: "AVX2", "AVX-512 VNNI".
[[nodiscard]] const char* name_instruction_set();

}  // namespace codau::nn
