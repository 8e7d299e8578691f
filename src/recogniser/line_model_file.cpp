#include "recogniser/line_model_file.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/error.h"

namespace codau::recogniser {
namespace {

constexpr std::size_t kGates = 4, kFilterInputs = 9;
constexpr float kMaxOutputScale = 1e4F;

/// Returns dimension `i` of a tensor. Throws Error{kModel} if it is 0 or more than `max`.
std::size_t read_dimension(const nn::ModelFile& file, const std::string& name, std::size_t i,
                           std::size_t max) {
  const nn::Tensor& tensor = file.tensor(name);
  const std::size_t length = i < tensor.shape.size() ? tensor.shape[i] : 0;
  if (length == 0 || length > max) throw file.damage(name);
  return length;
}

std::vector<float> read_scales(const nn::ModelFile& file, const std::string& name,
                               std::initializer_list<std::size_t> shape) {
  std::vector<float> scales = file.numbers<float>(name + ".scales", shape);
  const auto is_sound = [](float scale) { return scale >= 0 && scale <= kMaxOutputScale; };
  if (!std::ranges::all_of(scales, is_sound)) throw file.damage(name + ".scales");
  return scales;
}

nn::QuantisedMatrix read_matrix(const nn::ModelFile& file, const std::string& name,
                                std::size_t inputs, std::size_t max_outputs) {
  const std::size_t outputs = read_dimension(file, name, 0, max_outputs);
  return {outputs, inputs, file.numbers<std::int8_t>(name, {outputs, inputs + 1}),
          read_scales(file, name, {outputs})};
}

nn::Lstm read_lstm(const nn::ModelFile& file, const std::string& name, std::size_t inputs,
                   bool is_backwards) {
  nn::Lstm lstm{inputs, read_dimension(file, name, 1, kMaxUnits), {}, is_backwards};
  const std::size_t width = inputs + lstm.states;
  if (lstm.states % nn::kBlockOutputs != 0 || width > kMaxUnits) throw file.damage(name);
  const auto weights = file.numbers<std::int8_t>(name, {kGates, lstm.states, width + 1});
  const auto scales = read_scales(file, name, {kGates, lstm.states});
  const std::size_t size = weights.size() / kGates;
  for (std::size_t gate = 0; gate < kGates; ++gate) {
    const auto weight = weights.begin() + static_cast<std::ptrdiff_t>(gate * size);
    const auto scale = scales.begin() + static_cast<std::ptrdiff_t>(gate * lstm.states);
    lstm.gates[gate] = {lstm.states,
                        width,
                        {weight, weight + static_cast<std::ptrdiff_t>(size)},
                        {scale, scale + static_cast<std::ptrdiff_t>(lstm.states)}};
  }
  return lstm;
}

void add_matrix(nn::ModelFile& file, const std::string& name, const nn::QuantisedMatrix& matrix) {
  const auto outputs = static_cast<std::uint32_t>(matrix.outputs);
  file.add(name, {outputs, static_cast<std::uint32_t>(matrix.inputs + 1)}, matrix.weights);
  file.add(name + ".scales", {outputs}, matrix.scales);
}

void add_lstm(nn::ModelFile& file, const std::string& name, const nn::Lstm& lstm) {
  std::vector<std::int8_t> weights;
  std::vector<float> scales;
  for (const nn::QuantisedMatrix& gate : lstm.gates) {
    weights.insert(weights.end(), gate.weights.begin(), gate.weights.end());
    scales.insert(scales.end(), gate.scales.begin(), gate.scales.end());
  }
  const auto states = static_cast<std::uint32_t>(lstm.states);
  const auto width = static_cast<std::uint32_t>(lstm.inputs + lstm.states);
  file.add(name, {kGates, states, width + 1}, weights);
  file.add(name + ".scales", {kGates, states}, scales);
}

std::string join_lines(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + '\n';
  return out;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    out.emplace_back(line);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return out;
}

std::string name_layer(std::size_t i) { return "line." + std::to_string(i + 1); }

}  // namespace

LineModel read_line_model(const nn::ModelFile& file) {
  LineModel model;
  const auto shape = file.numbers<std::int32_t>("shape", {4});
  if (std::ranges::any_of(shape, [](std::int32_t value) { return value < 0; }))
    throw file.damage("shape");
  model.height = static_cast<std::size_t>(shape[0]);
  model.pooling = static_cast<std::size_t>(shape[1]);
  model.blank = static_cast<std::size_t>(shape[2]);
  model.noise_seed = static_cast<std::uint32_t>(shape[3]);
  model.filter = read_matrix(file, "filter", kFilterInputs, kMaxUnits);
  model.column = read_lstm(file, "column", model.filter.outputs, false);
  std::size_t width = model.column.states;
  const std::size_t layers = read_dimension(file, "directions", 0, kMaxLayers);
  for (const std::int8_t direction : file.numbers<std::int8_t>("directions", {layers})) {
    model.line.push_back(read_lstm(file, name_layer(model.line.size()), width, direction != 0));
    width = model.line.back().states;
  }
  model.output = read_matrix(file, "output", width, kMaxClasses);
  model.texts = split_lines(file.text("texts"));
  model.words = split_lines(file.text("words"));
  const bool is_sound =
      model.height <= kMaxHeightPixels && model.pooling > 0 &&
      model.pooling <= std::min(kMaxPoolingPixels, model.height) &&
      model.filter.outputs % nn::kBlockOutputs == 0 && model.blank < model.output.outputs &&
      model.texts.size() == model.output.outputs && model.texts[kSpaceClass] == " ";
  if (!is_sound) throw file.damage("shape");
  return model;
}

nn::ModelFile make_line_model_file(const LineModel& model) {
  nn::ModelFile file{std::string(kLineModelKind)};
  const auto number = [](std::size_t value) { return static_cast<std::int32_t>(value); };
  file.add<std::int32_t>("shape", {4},
                         {number(model.height), number(model.pooling), number(model.blank),
                          static_cast<std::int32_t>(model.noise_seed)});
  add_matrix(file, "filter", model.filter);
  add_lstm(file, "column", model.column);
  std::vector<std::int8_t> directions;
  for (const nn::Lstm& lstm : model.line) directions.push_back(lstm.is_backwards ? 1 : 0);
  file.add("directions", {static_cast<std::uint32_t>(directions.size())}, directions);
  for (std::size_t i = 0; i < model.line.size(); ++i) add_lstm(file, name_layer(i), model.line[i]);
  add_matrix(file, "output", model.output);
  file.add_text("texts", join_lines(model.texts));
  file.add_text("words", join_lines(model.words));
  return file;
}

}  // namespace codau::recogniser
