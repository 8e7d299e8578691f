#include "nn/lstm.h"

#include <algorithm>
#include <cstdint>

namespace codau::nn {
namespace {

/// Sequences that pass a layer together, so that the weights are read once. 16 rows of 512 units
/// and their gates fit into the L2 cache.
constexpr std::size_t kColumnsPerBatch = 64, kLinesPerBatch = 16;

}  // namespace

PackedLstm pack_lstm(const Lstm& lstm) {
  return {lstm.inputs, lstm.states, lstm.is_backwards, pack_matrices(lstm.gates)};
}

/// Reads lines side by side. When a line ends, the next line takes its slot.
std::vector<Features> run_lstm(const PackedLstm& layer, const std::vector<Features>& lines) {
  const std::size_t width = layer.inputs + layer.states;
  struct Slot {
    std::size_t line = 0, step = 0;
  };
  std::vector<Slot> slots;
  std::vector<std::int8_t> row(kLinesPerBatch * width);
  std::vector<std::int32_t> sums(kLinesPerBatch * layer.gates.outputs);
  std::vector<float> state(kLinesPerBatch * layer.states);
  std::vector<Features> out(lines.size());
  std::size_t next = 0;
  const auto start = [&](std::size_t place) {
    while (next < lines.size() && lines[next].steps() == 0) out[next++].units = layer.states;
    if (next == lines.size()) return false;
    out[next] = {layer.states, std::vector<std::int8_t>(lines[next].steps() * layer.states)};
    slots[place] = {next++, 0};
    std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(place * width), width, std::int8_t{0});
    std::fill_n(state.begin() + static_cast<std::ptrdiff_t>(place * layer.states), layer.states,
                0.0F);
    return true;
  };
  for (std::size_t place = 0; place < kLinesPerBatch; ++place) {
    slots.emplace_back();
    if (!start(place)) slots.pop_back();
  }
  while (!slots.empty()) {
    const auto at = [&](const Slot& slot) {
      return layer.is_backwards ? lines[slot.line].steps() - 1 - slot.step : slot.step;
    };
    for (std::size_t i = 0; i < slots.size(); ++i)
      std::ranges::copy(lines[slots[i].line].at(at(slots[i])), row.data() + i * width);
    multiply(layer.gates, row.data(), slots.size(), width, sums.data());
    for (std::size_t i = 0; i < slots.size(); ++i) {
      Slot& slot = slots[i];
      std::int8_t* said = out[slot.line].values.data() + at(slot) * layer.states;
      step_lstm(sums.data() + i * layer.gates.outputs, layer.gates.scales.data(), layer.states,
                state.data() + i * layer.states, said);
      std::copy_n(said, layer.states, row.data() + i * width + layer.inputs);
      ++slot.step;
    }
    for (std::size_t i = 0; i < slots.size();) {
      if (slots[i].step < lines[slots[i].line].steps() || start(i)) {
        ++i;
        continue;
      }
      // No line waits: the last slot moves here.
      const std::size_t last = slots.size() - 1;
      slots[i] = slots[last];
      std::copy_n(row.data() + last * width, width, row.data() + i * width);
      std::copy_n(state.data() + last * layer.states, layer.states,
                  state.data() + i * layer.states);
      slots.pop_back();
    }
  }
  return out;
}

Features read_columns(const PackedLstm& layer, const Features& columns) {
  const std::size_t inputs = layer.inputs, states = layer.states, width = inputs + states;
  const std::size_t rows = columns.units / inputs;
  Features out{states, std::vector<std::int8_t>(columns.steps() * states)};
  std::vector<std::int8_t> row(kColumnsPerBatch * width);
  std::vector<std::int32_t> sums(kColumnsPerBatch * layer.gates.outputs);
  std::vector<float> state(kColumnsPerBatch * states);
  for (std::size_t first = 0; first < columns.steps(); first += kColumnsPerBatch) {
    const std::size_t count = std::min(kColumnsPerBatch, columns.steps() - first);
    std::ranges::fill(row, std::int8_t{0});
    std::ranges::fill(state, 0.0F);
    for (std::size_t y = 0; y < rows; ++y) {
      for (std::size_t i = 0; i < count; ++i)
        std::ranges::copy(columns.at(first + i).subspan(y * inputs, inputs),
                          row.data() + i * width);
      multiply(layer.gates, row.data(), count, width, sums.data());
      for (std::size_t i = 0; i < count; ++i) {
        std::int8_t* said = out.values.data() + (first + i) * states;
        step_lstm(sums.data() + i * layer.gates.outputs, layer.gates.scales.data(), states,
                  state.data() + i * states, said);
        std::copy_n(said, states, row.data() + i * width + inputs);
      }
    }
  }
  return out;
}

}  // namespace codau::nn
