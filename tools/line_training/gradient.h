// line_training/gradient.h — the line network forwards and backwards over a minibatch of lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "line_training/lines.h"
#include "line_training/weights.h"

namespace codau::lines {

/// Lines of like width, side by side.
using Minibatch = std::vector<Line>;

struct Gradient {
  Weights weights;  ///< of the loss by each weight; of the filter zero
  double loss = 0;  ///< CTC's, summed over the lines
  std::size_t letters = 0;
};

/// `blank`: the class of "nothing new". What stands around a line is noise, drawn by `seed`, as it
/// was when the network was first trained. Lines that are too narrow for their letters are left
/// out.
[[nodiscard]] Gradient gradient_of(const Weights& weights, const Minibatch& lines,
                                   std::size_t blank, std::uint32_t seed);

/// The likeliest class of each step, repeats and blanks left out, of each line.
[[nodiscard]] std::vector<std::vector<std::uint16_t>> decode_greedily(const Weights& weights,
                                                                      const Minibatch& lines,
                                                                      std::size_t blank,
                                                                      std::uint32_t seed);

}  // namespace codau::lines
