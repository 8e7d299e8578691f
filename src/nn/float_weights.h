// nn/float_weights.h — stores weights of convolutions in floating point in a file
// (nn/model_file.h). A layer has whole numbers of 16 bits and a step: weight = number × step. The
// tensors of L layers are:
// 1. steps, float[L].
// 2. weights.1 to weights.L, int16[kernel, kernel, in, out].
// 3. biases.1 to biases.L, int16[out].
#pragma once

#include <span>
#include <vector>

#include "nn/float_convolution.h"
#include "nn/model_file.h"

namespace codau::nn {

/// Returns the weights of all layers, in the order of FloatNetwork. Throws Error{kModel} if the
/// file has not the tensors of these layers.
[[nodiscard]] std::vector<float> read_float_weights(const ModelFile& file,
                                                    std::span<const FloatConvolution> layers);

/// Adds the weights of all layers to a file, rounded to 16 bits by the largest of each layer.
void add_float_weights(ModelFile& file, std::span<const FloatConvolution> layers,
                       std::span<const float> weights);

}  // namespace codau::nn
