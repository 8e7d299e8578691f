// nn/lstm.h — runs an LSTM layer over many sequences at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "nn/kernels.h"
#include "nn/layers.h"

namespace codau::nn {

/// An LSTM layer, ready to run.
struct PackedLstm {
  std::size_t inputs = 0, states = 0;
  bool is_backwards = false;
  PackedMatrix gates;  ///< outputs of the four gates, in the order of Lstm::Gate
};
/// Precondition: the number of states is a multiple of kBlockOutputs.
[[nodiscard]] PackedLstm pack_lstm(const Lstm& lstm);

/// Returns the outputs of the layer at each step of each line, in the same order. Precondition:
/// each line with steps has layer.inputs units. Law: the result for a line does not depend on the
/// lines that are read with it.
[[nodiscard]] std::vector<Features> run_lstm(const PackedLstm& layer,
                                             const std::vector<Features>& lines);

/// Returns the last output of each column. The units of a step are a column: a sequence that is
/// read layer.inputs numbers at a time. Precondition: `columns.units` is a multiple of
/// layer.inputs.
[[nodiscard]] Features read_columns(const PackedLstm& layer, const Features& columns);

}  // namespace codau::nn
