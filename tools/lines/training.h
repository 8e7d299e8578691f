// lines/training.h — the line network learns: what it says of lines, and what would be better.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lines/lines.h"
#include "lines/weights.h"

namespace codau::lines {

struct Lesson {
  Weights gradient;  ///< of the loss by each weight
  double loss = 0;   ///< -log of the probability of what the lines hold (CTC)
  std::size_t letters = 0;
};

/// Lines of like width, side by side. `blank`: the class of "nothing new". What stands around a
/// line is noise, drawn by `seed`, as it was when the network was first trained.
[[nodiscard]] Lesson learn(const Weights& weights, const std::vector<Line>& lines,
                           std::size_t blank, std::uint32_t seed);

/// The likeliest class of each step, repeats and blanks left out, of each line.
[[nodiscard]] std::vector<std::vector<std::uint16_t>> read(const Weights& weights,
                                                           const std::vector<Line>& lines,
                                                           std::size_t blank, std::uint32_t seed);

}  // namespace codau::lines
