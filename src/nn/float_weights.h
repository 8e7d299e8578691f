// nn/float_weights.h — writes the weights of a FloatNetwork (nn/float_convolution.h) to a model
// file (nn/model_file.h), and reads them. In the file, a weight is a whole number of 16 bits. Its
// value is number × step, with one step for each layer. The tensors of L layers are:
// 1. steps, float[L].
// 2. weights.1 to weights.L, int16[kernel, kernel, in, out].
// 3. biases.1 to biases.L, int16[out].
#pragma once

#include <span>
#include <vector>

#include "nn/float_convolution.h"
#include "nn/model_file.h"

namespace codau::nn {

/// Returns the weights of all layers, in the order of FloatNetwork::weights. Throws Error{kModel}
/// if a tensor is missing, or has another type or shape than `layers` demands.
[[nodiscard]] std::vector<float> read_float_weights(const ModelFile& file,
                                                    std::span<const FloatConvolution> layers);

/// Adds the tensors to `file`. The step of a layer is its largest absolute weight / 32,767, and
/// each weight is rounded to the nearest multiple. Precondition: `weights` has
/// count_weights(layers) numbers.
void add_float_weights(ModelFile& file, std::span<const FloatConvolution> layers,
                       std::span<const float> weights);

}  // namespace codau::nn
