// Laws (recogniser/tesseract_model.h, recogniser/word_list.h): any file gives a model that a
// network can run, or nothing, and words that fit into memory.
#include <cstdlib>
#include <string_view>
#include <vector>

#include "recogniser/ctc_decoder.h"
#include "recogniser/line_network.h"
#include "recogniser/tesseract_model.h"
#include "recogniser/word_list.h"
#include "replay.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau::recogniser;
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  (void)read_word_list(file);
  const auto model = read_tesseract_model(file);
  if (!model) return 0;
  const LineNetwork network(*model);
  constexpr std::size_t kWidth = 40;
  std::vector<LineImage> lines(3, {kWidth, {}});
  for (LineImage& line : lines) {
    for (std::size_t i = 0; i < kWidth * network.height(); ++i)
      line.pixels.push_back(static_cast<std::uint8_t>(i * 37));
  }
  for (const Features& features : network.compute_features(lines)) {
    const Probabilities probabilities = network.compute_probabilities(features);
    for (const LatticeSegment& stretch : decode_lattice(probabilities, network.blank())) {
      if (stretch.alternatives.empty()) std::abort();
    }
  }
  return 0;
}
