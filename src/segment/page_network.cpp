#include "segment/page_network.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <system_error>
#include <utility>

#include "core/target_clones.h"

namespace codau::image {
namespace {

using nn::ByteMap;

enum class LayerKind : std::uint8_t { kActivation, kAddend };
struct LayerShape {
  std::string_view name, from;  ///< `from`: the layer whose outputs are the inputs
  std::int32_t size, stride, dilation;
  LayerKind kind;
};

constexpr std::array<LayerShape, 19> kLayers{{
    {"e1", "", 3, 1, 1, LayerKind::kActivation},   {"e2", "e1", 3, 2, 1, LayerKind::kActivation},
    {"f2", "e2", 3, 1, 1, LayerKind::kActivation}, {"e3", "f2", 3, 2, 1, LayerKind::kActivation},
    {"e4", "e3", 3, 2, 1, LayerKind::kActivation}, {"f4", "e4", 3, 1, 1, LayerKind::kActivation},
    {"e5", "f4", 3, 2, 1, LayerKind::kActivation}, {"r1", "e5", 3, 1, 1, LayerKind::kAddend},
    {"r2", "e5", 3, 1, 2, LayerKind::kAddend},     {"r3", "e5", 3, 1, 4, LayerKind::kAddend},
    {"p4", "e5", 1, 1, 1, LayerKind::kAddend},     {"d4", "f4", 3, 1, 1, LayerKind::kActivation},
    {"p3", "d4", 1, 1, 1, LayerKind::kAddend},     {"d3", "e3", 3, 1, 1, LayerKind::kActivation},
    {"p2", "d3", 1, 1, 1, LayerKind::kAddend},     {"d2", "f2", 3, 1, 1, LayerKind::kActivation},
    {"p1", "d2", 1, 1, 1, LayerKind::kAddend},     {"d1", "e1", 3, 1, 1, LayerKind::kActivation},
    {"coarse", "d2", 1, 1, 1, LayerKind::kAddend},
}};
constexpr LayerShape kFine{"fine", "d1", 1, 1, 1, LayerKind::kAddend};
/// Addends, and the activations that they are added to.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kAdded{{{"r1", "e5"},
                                                                               {"r2", "e5"},
                                                                               {"r3", "e5"},
                                                                               {"p4", "f4"},
                                                                               {"p3", "e3"},
                                                                               {"p2", "f2"},
                                                                               {"p1", "e1"}}};

nn::ConvolutionWeights read_weights(const nn::ModelFile& file, const LayerShape& shape,
                                    std::int32_t inputs) {
  const std::string name(shape.name);
  nn::ConvolutionWeights out;
  out.size = shape.size;
  out.stride = shape.stride;
  out.dilation = shape.dilation;
  out.is_rectified = shape.kind == LayerKind::kActivation;
  out.inputs = inputs;
  const nn::Tensor& weights = file.tensor(name + ".weights");
  constexpr std::uint32_t kMaxOutputs = 1024;
  if (weights.shape.empty() || weights.shape[0] == 0 || weights.shape[0] > kMaxOutputs)
    throw file.damage(name);
  const std::size_t outputs = weights.shape[0];
  const auto size = static_cast<std::size_t>(shape.size);
  out.outputs = static_cast<std::int32_t>(outputs);
  out.weights = file.numbers<std::int8_t>(name + ".weights",
                                          {outputs, static_cast<std::size_t>(inputs), size, size});
  out.biases = file.numbers<std::int32_t>(name + ".biases", {outputs});
  for (const std::int8_t shift : file.numbers<std::int8_t>(name + ".shifts", {outputs}))
    out.shifts.push_back(static_cast<std::uint8_t>(shift));
  return out;
}

/// Sets bits `first` to `first` + 3 of each place if the sum of two logits is above zero.
CODAU_CLONE_FOR_AVX2 void mark_positive(const std::uint32_t* fine, const std::uint32_t* coarse,
                                        std::uint32_t first, std::size_t width,
                                        std::uint16_t* classes) {
  // Even and odd bytes are numbers of 16 bits: a + 128 + b + 128 + 255 has bit 9 if a + b > 0.
  constexpr std::uint32_t kSigns = 0x80808080, kEven = 0x00FF00FF;
  for (std::size_t x = 0; x < width; ++x) {
    const std::uint32_t a = fine[x] ^ kSigns, b = coarse[x] ^ kSigns;
    const std::uint32_t even = (a & kEven) + (b & kEven) + kEven;
    const std::uint32_t odd = (a >> 8 & kEven) + (b >> 8 & kEven) + kEven;
    const std::uint32_t bits =
        (even >> 9 & 1) | (odd >> 8 & 2) | (even >> 23 & 4) | (odd >> 22 & 8);
    classes[x] = static_cast<std::uint16_t>(classes[x] | bits << first);
  }
}

}  // namespace

PageNetwork::PageNetwork(const nn::ModelFile& file) {
  const auto add = [&](const LayerShape& shape) {
    const std::int32_t inputs =
        shape.from.empty() ? kInputs : layers_.at(std::string(shape.from)).outputs();
    layers_.emplace(shape.name, nn::Convolution(read_weights(file, shape, inputs)));
  };
  std::ranges::for_each(kLayers, add);
  add(kFine);
  const auto outputs = [this](std::string_view name) {
    return layers_.find(name)->second.outputs();
  };
  for (const auto& [addend, to] : kAdded) {
    if (outputs(addend) != outputs(to)) throw file.damage(std::string(addend));
  }
  for (const std::string_view name : {kFine.name, std::string_view("coarse")}) {
    if (outputs(name) != kClasses) throw file.damage(std::string(name));
  }
}

std::vector<std::uint16_t> PageNetwork::classify(const ByteMap& input,
                                                 nn::ConvolutionCode code) const {
  const auto layer = [this](std::string_view name) -> const nn::Convolution& {
    return layers_.find(name)->second;
  };
  const auto run = [&](std::string_view name, const ByteMap& in) {
    return nn::convolve(code, layer(name), in);
  };
  ByteMap e1 = run("e1", input);
  ByteMap e2 = run("f2", run("e2", e1));
  ByteMap e3 = run("e3", e2);
  ByteMap e4 = run("f4", run("e4", e3));
  ByteMap e5 = run("e5", e4);
  for (const std::string_view name : {"r1", "r2", "r3"}) nn::add_addend(e5, run(name, e5), 1);
  nn::add_addend(e4, run("p4", e5), 2);
  nn::add_addend(e3, run("p3", run("d4", e4)), 2);
  nn::add_addend(e2, run("p2", run("d3", e3)), 2);
  const ByteMap d2 = run("d2", e2);
  nn::add_addend(e1, run("p1", d2), 2);
  const ByteMap coarse = run("coarse", d2);
  // A few rows at a time, so that the maps with most bytes stay in the cache of the processor.
  constexpr std::int32_t kRows = 8;
  ByteMap features(input.width(), kRows, layer("d1").outputs());
  ByteMap fine(input.width(), kRows, kClasses);
  const auto width = static_cast<std::size_t>(input.width());
  std::vector<std::uint16_t> classes(width * static_cast<std::size_t>(input.height()));
  std::vector<std::uint32_t> enlarged;
  for (std::int32_t y = 0; y < input.height(); y += kRows) {
    nn::convolve_rows(code, layer("d1"), e1, y, y + kRows, features);
    nn::convolve_rows(code, layer("fine"), features, 0, kRows, fine);
    for (std::int32_t group = 0; group < fine.groups(); ++group) {
      for (std::int32_t row = 0; row < kRows; ++row) {
        if (row % 2 == 0)
          nn::enlarge_row(coarse.row(group, (y + row) / 2), coarse.width(), enlarged);
        mark_positive(fine.row(group, row), enlarged.data(), static_cast<std::uint32_t>(group) * 4,
                      width, classes.data() + static_cast<std::size_t>(y + row) * width);
      }
    }
  }
  return classes;
}

std::optional<PageNetwork> read_page_network(const std::filesystem::path& models) {
  const std::filesystem::path file = models / "page-map.net";
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::nullopt;
  return PageNetwork(nn::ModelFile::read(file, PageNetwork::kKind));
}

}  // namespace codau::image
