// recogniser/line_model_file.h — reads and makes the file of a line recogniser. The file has the
// format of nn/model_file.h, and the kind "line". Below, C is the number of classes, and L the
// number of layers along the line. U is the number of inputs of a layer, and S the number of its
// outputs. The bias is the last weight of each row. The tensors are:
// 1. shape, int32[4]: height, pooling, blank and noise_seed of LineModel.
// 2. filter, int8[S, 10], and filter.scales, float[S].
// 3. column, int8[4, S, U + S + 1], and column.scales, float[4, S]: the gates in the order of
//    nn::Lstm::Gate.
// 4. directions, int8[L]: 1 for a layer that reads backwards.
// 5. line.1 to line.L, and line.1.scales to line.L.scales: types and shapes as in item 3.
// 6. output, int8[C, U + 1], and output.scales, float[C].
// 7. texts, UTF-8: LineModel::texts, one line for each class.
// 8. words, UTF-8: LineModel::words, one line for each word.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "nn/model_file.h"
#include "recogniser/line_model.h"

namespace codau::recogniser {

inline constexpr std::string_view kLineModelKind = "line";

/// Returns the model in a file, ready for LineNetwork (line_network.h). Throws Error{kModel} if the
/// tensors are not those above, or if the model is larger than line_model.h allows.
[[nodiscard]] LineModel read_line_model(const nn::ModelFile& file);

/// Returns the contents of the file of a model. Precondition: no text or word has a line break.
/// Law: if read_line_model() accepts the result, it gives the same model again.
[[nodiscard]] nn::ModelFile make_line_model_file(const LineModel& model);

}  // namespace codau::recogniser
