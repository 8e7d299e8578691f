// nn/lstm.h — runs an LSTM layer over many sequences at a time. Two kinds of sequences occur: the
// steps along a text line (run_lstm()), and the pixels down a column (read_columns()).
#pragma once

#include <cstddef>
#include <vector>

#include "nn/kernels.h"
#include "nn/layers.h"

namespace codau::nn {

/// An LSTM layer with its weights in the order in which run_lstm() reads them. Immutable.
struct PackedLstm {
  std::size_t inputs = 0, states = 0;
  bool is_backwards = false;
  PackedMatrix gates;  ///< outputs of the four gates, in the order of Lstm::Gate
};
/// Returns the layer, ready to run. Precondition: lstm.states is a multiple of kBlockOutputs.
[[nodiscard]] PackedLstm pack_lstm(const Lstm& lstm);

/// Returns the outputs of the layer for each line, in the same order: layer.states numbers for each
/// step. Precondition: each line with steps has layer.inputs units. Law: the result for a line does
/// not depend on the lines that are read with it.
[[nodiscard]] std::vector<Features> run_lstm(const PackedLstm& layer,
                                             const std::vector<Features>& lines);

/// Reads each step of `columns` as a sequence of its own, and returns the last output of each: a
/// step of layer.states numbers. The layer reads the units of a step from the first to the last,
/// layer.inputs numbers at a time, whatever layer.is_backwards says. Precondition: columns.units is
/// a multiple of layer.inputs.
[[nodiscard]] Features read_columns(const PackedLstm& layer, const Features& columns);

}  // namespace codau::nn
