// Laws (recogniser/model.h, recogniser/word_list.h): any file gives a model that a network can run,
// or nothing, and words that fit into memory.
#include <cstdlib>
#include <string_view>
#include <vector>

#include "recogniser/lattice.h"
#include "recogniser/model.h"
#include "recogniser/network.h"
#include "recogniser/trained_layers.h"
#include "recogniser/word_list.h"
#include "replay.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau::recogniser;
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  (void)read_words(file);
  const auto model = read_model(file, layers_to_read(file));
  if (!model) return 0;
  const Network network(*model);
  constexpr std::size_t kWidth = 40;
  std::vector<LineImage> lines(3, {kWidth, {}});
  for (LineImage& line : lines) {
    for (std::size_t i = 0; i < kWidth * network.height(); ++i)
      line.pixels.push_back(static_cast<std::uint8_t>(i * 37));
  }
  for (const Features& features : network.features(lines)) {
    const Probabilities probabilities = network.probabilities(features);
    for (const Stretch& stretch : read_lattice(probabilities, network.blank())) {
      if (stretch.alternatives.empty()) std::abort();
    }
  }
  return 0;
}
