#include "recogniser/tesseract_model.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "nn/byte_reader.h"
#include "recogniser/traineddata.h"
#include "recogniser/word_list.h"

namespace codau::recogniser {
namespace {

constexpr std::size_t kMaxDepth = 8;

// ---- layers ----

/// A layer without inner layers. Its kind determines which members are filled.
struct ParsedLayer {
  enum Kind : std::uint8_t { kInput, kConvolve, kMaxpool, kTanh, kLstm, kSummingLstm, kSoftmax };
  Kind kind = kInput;
  std::size_t x = 0,
              y = 0;  ///< half sizes of a convolution; sizes of a pool; y: height of an input
  bool is_backwards = false, is_transposed = false;
  nn::QuantisedMatrix matrix{};  ///< of tanh and softmax
  nn::Lstm lstm{};
};

struct LayerParse {
  std::vector<ParsedLayer> layers;
  nn::ByteReader bytes;
  bool is_known = true;  ///< false after a layer of an unsupported kind
};

/// Reads a matrix; empty if its weights do not have 8 bits.
nn::QuantisedMatrix read_matrix(nn::ByteReader& bytes) {
  constexpr std::uint8_t kInt8Mode = 1, kDoubleScales = 128;
  nn::QuantisedMatrix matrix;
  const auto mode = bytes.number<std::uint8_t>();
  const auto outputs = bytes.number<std::int32_t>(), columns = bytes.number<std::int32_t>();
  bytes.number<std::uint8_t>();  // content of an empty cell
  const bool is_sound = (mode & kInt8Mode) != 0 && (mode & kDoubleScales) != 0 && outputs > 0 &&
                        columns > 1 && std::cmp_less_equal(outputs, kMaxClasses) &&
                        std::cmp_less_equal(columns, kMaxUnits);
  if (!is_sound) return {};
  matrix.outputs = static_cast<std::size_t>(outputs);
  matrix.inputs = static_cast<std::size_t>(columns) - 1;
  const std::string_view weights = bytes.string(matrix.outputs * (matrix.inputs + 1));
  if (!bytes.ok() || bytes.number<std::uint32_t>() != matrix.outputs) return {};
  matrix.weights.resize(weights.size());
  std::memcpy(matrix.weights.data(), weights.data(), weights.size());
  matrix.scales.resize(matrix.outputs);
  constexpr double kUnitActivation = 127, kMaxScale = 1e6;
  for (float& scale : matrix.scales) {
    const auto value = bytes.number<double>();
    if (!(value >= 0 && value < kMaxScale)) return {};
    scale = static_cast<float>(value / kUnitActivation);
  }
  return bytes.ok() ? matrix : nn::QuantisedMatrix{};
}

nn::Lstm read_lstm(nn::ByteReader& bytes) {
  nn::Lstm lstm;
  const auto width = bytes.number<std::int32_t>();  // of inputs and states together
  for (nn::QuantisedMatrix& gate : lstm.gates) gate = read_matrix(bytes);
  lstm.states = lstm.gates[nn::Lstm::kCellInput].outputs;
  const auto fits = [&lstm, width](const nn::QuantisedMatrix& gate) {
    return gate.outputs == lstm.states && std::cmp_equal(gate.inputs, width);
  };
  if (lstm.states == 0 || lstm.states % nn::kBlockOutputs != 0 ||
      std::cmp_less_equal(width, lstm.states) || !std::ranges::all_of(lstm.gates, fits)) {
    return {};
  }
  lstm.inputs = static_cast<std::size_t>(width) - lstm.states;
  return lstm;
}

void read_layers(LayerParse& into, std::size_t depth, bool is_backwards, bool is_transposed);

void read_stack(LayerParse& into, std::size_t depth, std::int32_t flags, bool is_backwards,
                bool is_transposed) {
  const auto count = into.bytes.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && into.is_known && into.bytes.ok(); ++i)
    read_layers(into, depth + 1, is_backwards, is_transposed);
  constexpr std::int32_t kLayerSpecificLearningRate = 64;
  if ((flags & kLayerSpecificLearningRate) != 0) {
    into.bytes.string(std::size_t{into.bytes.number<std::uint32_t>()} * sizeof(float));
  }
}

void read_layers(LayerParse& into, std::size_t depth, bool is_backwards, bool is_transposed) {
  nn::ByteReader& bytes = into.bytes;
  const bool is_named = bytes.number<std::uint8_t>() == 0;
  const std::string_view type = bytes.string();
  bytes.string(2);  // whether it is trained
  const auto flags = bytes.number<std::int32_t>();
  bytes.string(3 * sizeof(std::int32_t));  // inputs, outputs and weights, known from the matrices
  bytes.string();                          // its name
  into.is_known = is_named && bytes.ok() && depth < kMaxDepth && into.layers.size() < kMaxLayers;
  if (!into.is_known) return;
  if (type == "Series") return read_stack(into, depth, flags, is_backwards, is_transposed);
  if (type == "RTLReversed") return read_stack(into, depth, flags, !is_backwards, is_transposed);
  if (type == "XYTranspose") return read_stack(into, depth, flags, is_backwards, !is_transposed);
  ParsedLayer layer{.is_backwards = is_backwards, .is_transposed = is_transposed};
  if (type == "Input") {
    const auto batch = bytes.number<std::int32_t>(), height = bytes.number<std::int32_t>(),
               width = bytes.number<std::int32_t>(), depth_of = bytes.number<std::int32_t>();
    bytes.number<std::int32_t>();  // kind of loss
    into.is_known = batch == 1 && width == 0 && depth_of == 1 && height > 0;
    layer.kind = ParsedLayer::kInput;
    layer.y = static_cast<std::size_t>(height);
  } else if (type == "Convolve" || type == "Maxpool") {
    layer.kind = type == "Convolve" ? ParsedLayer::kConvolve : ParsedLayer::kMaxpool;
    layer.x = bytes.number<std::uint32_t>();
    layer.y = bytes.number<std::uint32_t>();
  } else if (type == "Tanh" || type == "Softmax") {
    layer.kind = type == "Tanh" ? ParsedLayer::kTanh : ParsedLayer::kSoftmax;
    layer.matrix = read_matrix(bytes);
    into.is_known = !layer.matrix.weights.empty();
  } else if (type == "LSTM" || type == "SummLSTM") {
    layer.kind = type == "LSTM" ? ParsedLayer::kLstm : ParsedLayer::kSummingLstm;
    layer.lstm = read_lstm(bytes);
    layer.lstm.is_backwards = is_backwards;
    into.is_known = layer.lstm.states > 0;
  } else {
    into.is_known = false;
  }
  if (into.is_known) into.layers.push_back(std::move(layer));
}

/// Returns a model without its classes. Returns nothing if the layers are not those of LineModel in
/// their order, each as wide as the previous layer.
std::optional<LineModel> assemble_model(std::vector<ParsedLayer> layers) {
  constexpr std::size_t kLayersBeforeLine = 5;
  if (layers.size() < kLayersBeforeLine + 2) return std::nullopt;
  ParsedLayer &input = layers[0], &convolution = layers[1], &filter = layers[2], &pool = layers[3],
              &column = layers[4];
  const bool is_picture =
      input.kind == ParsedLayer::kInput && convolution.kind == ParsedLayer::kConvolve &&
      convolution.x == 1 && convolution.y == 1 && filter.kind == ParsedLayer::kTanh &&
      pool.kind == ParsedLayer::kMaxpool && pool.x == pool.y && pool.x > 0 &&
      pool.x <= kMaxPoolingPixels && input.y <= kMaxHeightPixels && input.y >= pool.y;
  const bool is_column =
      column.kind == ParsedLayer::kSummingLstm && column.is_transposed && !column.is_backwards;
  constexpr std::size_t kFilterPixels = 9;
  if (!is_picture || !is_column || filter.matrix.inputs != kFilterPixels ||
      filter.matrix.outputs % nn::kBlockOutputs != 0 ||
      column.lstm.inputs != filter.matrix.outputs) {
    return std::nullopt;
  }
  const auto turned = [](const ParsedLayer& layer) {
    return layer.is_backwards || layer.is_transposed;
  };
  if (std::any_of(layers.begin(), layers.begin() + kLayersBeforeLine - 1, turned))
    return std::nullopt;
  LineModel model;
  std::size_t width = column.lstm.states;
  for (std::size_t i = kLayersBeforeLine; i + 1 < layers.size(); ++i) {
    if (layers[i].kind != ParsedLayer::kLstm || layers[i].is_transposed ||
        layers[i].lstm.inputs != width)
      return std::nullopt;
    width = layers[i].lstm.states;
    model.line.push_back(std::move(layers[i].lstm));
  }
  ParsedLayer& output = layers.back();
  if (output.kind != ParsedLayer::kSoftmax || turned(output) || output.matrix.inputs != width)
    return std::nullopt;
  model.height = input.y;
  model.pooling = pool.x;
  model.filter = std::move(filter.matrix);
  model.column = std::move(column.lstm);
  model.output = std::move(output.matrix);
  return model;
}

// ---- texts ----

/// Texts by class. If there are no texts, `fault` is the cause.
struct TextsByClass {
  std::vector<std::string> texts;
  LineModelFault fault = LineModelFault::kDamaged;
};

TextsByClass read_recoder(std::string_view codes, const std::vector<std::string>& texts,
                          std::size_t classes, std::size_t blank) {
  nn::ByteReader bytes(codes);
  if (texts.empty() || bytes.number<std::uint32_t>() != texts.size()) return {};
  std::vector<std::string> by_class(classes);
  for (const std::string& text : texts) {
    bytes.number<std::uint8_t>();
    const auto length = bytes.number<std::int32_t>(), code = bytes.number<std::int32_t>();
    if (!bytes.ok()) return {};
    if (length != 1) return {{}, LineModelFault::kOtherKind};
    if (code < 0 || std::cmp_greater_equal(code, classes)) return {};
    // Texts that are never printed ("Joined") have the code of the blank.
    const auto at = static_cast<std::size_t>(code);
    if (at != blank && by_class[at].empty()) by_class[at] = text;
  }
  if (by_class[kSpaceClass] != " ") return {{}, LineModelFault::kOtherKind};
  return {std::move(by_class)};
}

}  // namespace

LineModelOrFault read_tesseract_model(std::string_view traineddata) {
  LayerParse read{{}, nn::ByteReader(find_component(traineddata, TraineddataComponent::kLstm))};
  read_layers(read, 0, false, false);
  if (!read.bytes.ok()) return LineModelFault::kDamaged;
  std::optional<LineModel> found;
  if (read.is_known) found = assemble_model(std::move(read.layers));
  if (!found) return LineModelFault::kOtherKind;
  LineModel& model = *found;
  nn::ByteReader& bytes = read.bytes;
  bytes.string();  // the specification of the layers
  constexpr std::int32_t kInt8Mode = 1, kCompressedUnicharset = 64;
  const auto flags = bytes.number<std::int32_t>();
  bytes.number<std::int32_t>();  // rounds of training
  // As in Tesseract: the product of these two, cut to 64 bits, then to the range of the generator.
  constexpr std::uint64_t kFactor = 0x10000001, kModulus = 2147483647;
  const auto samples = static_cast<std::uint64_t>(std::int64_t{bytes.number<std::int32_t>()});
  model.noise_seed = static_cast<std::uint32_t>(samples * kFactor % kModulus);
  const auto blank = bytes.number<std::int32_t>();
  if (!bytes.ok() || blank < 0 || std::cmp_greater_equal(blank, model.output.outputs))
    return LineModelFault::kDamaged;
  if ((flags & kInt8Mode) == 0 || (flags & kCompressedUnicharset) == 0)
    return LineModelFault::kOtherKind;
  model.blank = static_cast<std::size_t>(blank);
  TextsByClass by_class =
      read_recoder(find_component(traineddata, TraineddataComponent::kLstmRecoder),
                   read_unicharset(traineddata), model.output.outputs, model.blank);
  if (by_class.texts.empty()) return by_class.fault;
  model.texts = std::move(by_class.texts);
  model.words = read_word_list(traineddata);
  return std::move(model);
}

}  // namespace codau::recogniser
