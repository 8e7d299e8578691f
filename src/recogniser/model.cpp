#include "recogniser/model.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace codau::recogniser {
namespace {

// What Debian's largest model has, ten times over: of a model beyond that Tesseract takes care.
constexpr std::size_t kMostUnits = 8192, kMostClasses = 1U << 16U, kMostLayers = 64;
constexpr std::size_t kMostDepth = 8;
constexpr std::size_t kMostHeight = 256, kMostPooling = 16;

/// Where the components that we need stand in the table of a traineddata file.
enum Component : std::size_t { kLayers = 17, kWords = 19, kTexts = 21, kCodes = 22 };

/// A file from its first byte to its last, little-endian; stays false once it has gone over the
/// end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  T number() {
    T value{};
    const std::string_view raw = string(sizeof value);
    if (ok_) std::memcpy(&value, raw.data(), sizeof value);
    return value;
  }
  std::string_view string(std::size_t size) {
    ok_ = ok_ && size <= rest_.size();
    const std::string_view out = ok_ ? rest_.substr(0, size) : std::string_view();
    rest_.remove_prefix(out.size());
    return out;
  }
  /// With its length before it.
  std::string_view string() { return string(number<std::uint32_t>()); }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  static_assert(std::endian::native == std::endian::little);
  std::string_view rest_;
  bool ok_ = true;
};

std::string_view component(std::string_view file, std::size_t which) {
  Bytes bytes(file);
  const auto count = bytes.number<std::uint32_t>();
  constexpr std::uint32_t kMostComponents = 200;
  if (which >= count || count > kMostComponents) return {};
  std::vector<std::uint64_t> starts(count);
  for (std::uint64_t& start : starts) start = bytes.number<std::uint64_t>();
  if (!bytes.ok() || starts[which] > file.size()) return {};
  // It ends where the next one begins that is there; one that is not begins at -1.
  constexpr auto kMissing = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t end = file.size();
  for (std::size_t i = count; i-- > which + 1;) end = starts[i] == kMissing ? end : starts[i];
  return end < starts[which] || end > file.size() ? std::string_view()
                                                  : file.substr(starts[which], end - starts[which]);
}

// ---- layers ----

/// One that has no layers in it; what of it is filled depends on its kind.
struct Layer {
  enum Kind : std::uint8_t { kInput, kConvolve, kMaxpool, kTanh, kLstm, kSummingLstm, kSoftmax };
  Kind kind = kInput;
  std::size_t x = 0,
              y = 0;  ///< half sizes of a convolution, sizes of a pool; y the height of an input
  bool is_backwards = false, is_transposed = false;
  Matrix matrix{};  ///< of tanh and softmax
  Lstm lstm{};
};

struct Layers {
  std::vector<Layer> layers;
  Bytes bytes;
  bool is_known = true;  ///< no kind was met that we do not run
};

/// Empty when it is not one of 8 bits.
Matrix read_matrix(Bytes& bytes) {
  constexpr std::uint8_t kOfBytes = 1, kDoubles = 128;
  Matrix matrix;
  const auto mode = bytes.number<std::uint8_t>();
  const auto outputs = bytes.number<std::int32_t>(), columns = bytes.number<std::int32_t>();
  bytes.number<std::uint8_t>();  // what an empty cell holds
  const bool is_sound = (mode & kOfBytes) != 0 && (mode & kDoubles) != 0 && outputs > 0 &&
                        columns > 1 && std::cmp_less_equal(outputs, kMostClasses) &&
                        std::cmp_less_equal(columns, kMostUnits);
  if (!is_sound) return {};
  matrix.outputs = static_cast<std::size_t>(outputs);
  matrix.inputs = static_cast<std::size_t>(columns) - 1;
  const std::string_view weights = bytes.string(matrix.outputs * (matrix.inputs + 1));
  if (!bytes.ok() || bytes.number<std::uint32_t>() != matrix.outputs) return {};
  matrix.weights.resize(weights.size());
  std::memcpy(matrix.weights.data(), weights.data(), weights.size());
  matrix.scales.resize(matrix.outputs);
  constexpr double kOne = 127, kLargest = 1e6;
  for (float& scale : matrix.scales) {
    const auto value = bytes.number<double>();
    if (!(value >= 0 && value < kLargest)) return {};
    scale = static_cast<float>(value / kOne);
  }
  return bytes.ok() ? matrix : Matrix{};
}

Lstm read_lstm(Bytes& bytes) {
  Lstm lstm;
  const auto width = bytes.number<std::int32_t>();  // of inputs and states together
  for (Matrix& gate : lstm.gates) gate = read_matrix(bytes);
  lstm.states = lstm.gates[Lstm::kCell].outputs;
  const auto fits = [&lstm, width](const Matrix& gate) {
    return gate.outputs == lstm.states && std::cmp_equal(gate.inputs, width);
  };
  if (lstm.states == 0 || lstm.states % kBlock != 0 || std::cmp_less_equal(width, lstm.states) ||
      !std::ranges::all_of(lstm.gates, fits)) {
    return {};
  }
  lstm.inputs = static_cast<std::size_t>(width) - lstm.states;
  return lstm;
}

void read_layers(Layers& into, std::size_t depth, bool is_backwards, bool is_transposed);

void read_stack(Layers& into, std::size_t depth, std::int32_t flags, bool is_backwards,
                bool is_transposed) {
  const auto count = into.bytes.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && into.is_known && into.bytes.ok(); ++i)
    read_layers(into, depth + 1, is_backwards, is_transposed);
  constexpr std::int32_t kOwnLearningRates = 64;
  if ((flags & kOwnLearningRates) != 0) {
    into.bytes.string(std::size_t{into.bytes.number<std::uint32_t>()} * sizeof(float));
  }
}

void read_layers(Layers& into, std::size_t depth, bool is_backwards, bool is_transposed) {
  Bytes& bytes = into.bytes;
  const bool is_named = bytes.number<std::uint8_t>() == 0;
  const std::string_view type = bytes.string();
  bytes.string(2);  // whether it is trained
  const auto flags = bytes.number<std::int32_t>();
  bytes.string(3 * sizeof(std::int32_t));  // inputs, outputs and weights, which the matrices tell
  bytes.string();                          // its name
  into.is_known = is_named && bytes.ok() && depth < kMostDepth && into.layers.size() < kMostLayers;
  if (!into.is_known) return;
  if (type == "Series") return read_stack(into, depth, flags, is_backwards, is_transposed);
  if (type == "RTLReversed") return read_stack(into, depth, flags, !is_backwards, is_transposed);
  if (type == "XYTranspose") return read_stack(into, depth, flags, is_backwards, !is_transposed);
  Layer layer{.is_backwards = is_backwards, .is_transposed = is_transposed};
  if (type == "Input") {
    const auto batch = bytes.number<std::int32_t>(), height = bytes.number<std::int32_t>(),
               width = bytes.number<std::int32_t>(), depth_of = bytes.number<std::int32_t>();
    bytes.number<std::int32_t>();  // how its error was counted
    into.is_known = batch == 1 && width == 0 && depth_of == 1 && height > 0;
    layer.kind = Layer::kInput;
    layer.y = static_cast<std::size_t>(height);
  } else if (type == "Convolve" || type == "Maxpool") {
    layer.kind = type == "Convolve" ? Layer::kConvolve : Layer::kMaxpool;
    layer.x = bytes.number<std::uint32_t>();
    layer.y = bytes.number<std::uint32_t>();
  } else if (type == "Tanh" || type == "Softmax") {
    layer.kind = type == "Tanh" ? Layer::kTanh : Layer::kSoftmax;
    layer.matrix = read_matrix(bytes);
    into.is_known = !layer.matrix.weights.empty();
  } else if (type == "LSTM" || type == "SummLSTM") {
    layer.kind = type == "LSTM" ? Layer::kLstm : Layer::kSummingLstm;
    layer.lstm = read_lstm(bytes);
    layer.lstm.is_backwards = is_backwards;
    into.is_known = layer.lstm.states > 0;
  } else {
    into.is_known = false;
  }
  if (into.is_known) into.layers.push_back(std::move(layer));
}

/// Whether the layers are those of Model, one behind the other, each as wide as the one before.
bool take_layers(std::vector<Layer>& layers, Model& model) {
  constexpr std::size_t kBeforeLine = 5;
  if (layers.size() < kBeforeLine + 2) return false;
  Layer &input = layers[0], &taps = layers[1], &filter = layers[2], &pool = layers[3],
        &column = layers[4];
  const bool is_picture = input.kind == Layer::kInput && taps.kind == Layer::kConvolve &&
                          taps.x == 1 && taps.y == 1 && filter.kind == Layer::kTanh &&
                          pool.kind == Layer::kMaxpool && pool.x == pool.y && pool.x > 0 &&
                          pool.x <= kMostPooling && input.y <= kMostHeight && input.y >= pool.y;
  const bool is_column =
      column.kind == Layer::kSummingLstm && column.is_transposed && !column.is_backwards;
  constexpr std::size_t kTaps = 9;
  if (!is_picture || !is_column || filter.matrix.inputs != kTaps ||
      filter.matrix.outputs % kBlock != 0 || column.lstm.inputs != filter.matrix.outputs) {
    return false;
  }
  const auto turned = [](const Layer& layer) { return layer.is_backwards || layer.is_transposed; };
  if (std::any_of(layers.begin(), layers.begin() + kBeforeLine - 1, turned)) return false;
  std::size_t width = column.lstm.states;
  for (std::size_t i = kBeforeLine; i + 1 < layers.size(); ++i) {
    if (layers[i].kind != Layer::kLstm || layers[i].is_transposed || layers[i].lstm.inputs != width)
      return false;
    width = layers[i].lstm.states;
    model.line.push_back(std::move(layers[i].lstm));
  }
  Layer& output = layers.back();
  if (output.kind != Layer::kSoftmax || turned(output) || output.matrix.inputs != width)
    return false;
  model.height = input.y;
  model.pooling = pool.x;
  model.filter = std::move(filter.matrix);
  model.column = std::move(column.lstm);
  model.output = std::move(output.matrix);
  return true;
}

// ---- texts ----

/// The first word of each line behind the first, which tells how many there are.
std::vector<std::string> read_texts(std::string_view lines) {
  std::vector<std::string> texts;
  const auto next_line = [&lines] {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    return line;
  };
  const std::string_view first = next_line();
  std::size_t count = 0;
  std::from_chars(first.data(), first.data() + first.size(), count);
  if (count == 0 || count > kMostClasses) return {};
  while (texts.size() < count && !lines.empty()) {
    const std::string_view line = next_line();
    const std::string_view text = line.substr(0, line.find(' '));
    texts.emplace_back(text == "NULL" ? " " : text);
  }
  return texts.size() == count ? texts : std::vector<std::string>();
}

/// By class; empty where a text takes more than one class.
std::vector<std::string> read_codes(std::string_view codes, const std::vector<std::string>& texts,
                                    std::size_t classes, std::size_t blank) {
  Bytes bytes(codes);
  if (bytes.number<std::uint32_t>() != texts.size()) return {};
  std::vector<std::string> by_class(classes);
  for (const std::string& text : texts) {
    bytes.number<std::uint8_t>();
    const auto length = bytes.number<std::int32_t>(), code = bytes.number<std::int32_t>();
    if (!bytes.ok() || length != 1 || code < 0 || std::cmp_greater_equal(code, classes)) return {};
    // Texts that are never printed ("Joined") have the code of the blank.
    const auto at = static_cast<std::size_t>(code);
    if (at != blank && by_class[at].empty()) by_class[at] = text;
  }
  return by_class;
}

// ---- words ----

/// A graph of letters in which every way from its first node to an edge that ends a word spells
/// one. The edges of a node stand behind each other. Numbers of letters are those of `texts`.
class WordGraph {
 public:
  WordGraph(std::string_view file, const std::vector<std::string>& texts) : texts_(texts) {
    constexpr std::int16_t kMagic = 42;
    Bytes bytes(file);
    const bool is_graph = bytes.number<std::int16_t>() == kMagic;
    const auto letters = bytes.number<std::uint32_t>(), edges = bytes.number<std::uint32_t>();
    if (!is_graph || !bytes.ok() || edges > file.size() / sizeof(std::uint64_t)) return;
    letter_bits_ = static_cast<unsigned>(std::bit_width(letters));
    for (std::uint32_t i = 0; i < edges; ++i) edges_.push_back(bytes.number<std::uint64_t>());
    if (!bytes.ok() || letter_bits_ > kMostLetterBits) edges_.clear();
  }

  /// Empty where there would be too many.
  [[nodiscard]] std::vector<std::string> words() {
    if (!edges_.empty()) spell(0, "", 0);
    return steps_ < kMostSteps ? std::move(words_) : std::vector<std::string>();
  }

 private:
  static constexpr unsigned kMostLetterBits = 24, kLast = 0, kEndsWord = 2, kFlags = 3;
  static constexpr std::size_t kMostSteps = 1U << 22U, kLongest = 64;

  [[nodiscard]] bool flag(std::uint64_t edge, unsigned which) const {
    return (edge >> (letter_bits_ + which) & 1U) != 0;
  }

  void spell(std::size_t node, const std::string& before, std::size_t length) {
    for (std::size_t at = node; at < edges_.size() && ++steps_ < kMostSteps; ++at) {
      const std::uint64_t edge = edges_[at];
      const std::uint64_t letter = edge & ((std::uint64_t{1} << letter_bits_) - 1);
      if (letter >= texts_.size()) return;
      const std::string word = before + texts_[letter];
      if (flag(edge, kEndsWord)) words_.push_back(word);
      const std::uint64_t next = edge >> (letter_bits_ + kFlags);
      if (next != 0 && length < kLongest) spell(next, word, length + 1);
      if (flag(edge, kLast)) return;
    }
  }

  const std::vector<std::string>& texts_;
  unsigned letter_bits_ = 0;
  std::size_t steps_ = 0;
  std::vector<std::uint64_t> edges_;
  std::vector<std::string> words_;
};

}  // namespace

std::optional<Model> read_model(std::string_view traineddata) {
  Layers read{{}, Bytes(component(traineddata, kLayers))};
  read_layers(read, 0, false, false);
  Model model;
  if (!read.is_known || !read.bytes.ok() || !take_layers(read.layers, model)) return std::nullopt;
  Bytes& bytes = read.bytes;
  bytes.string();  // the layers as they were asked for
  constexpr std::int32_t kOfBytes = 1, kRecoded = 64;
  const auto flags = bytes.number<std::int32_t>();
  bytes.number<std::int32_t>();  // rounds of training
  // As Tesseract does: the product of these two, cut to 64 bits, then to the generator's own.
  constexpr std::uint64_t kFactor = 0x10000001, kModulus = 2147483647;
  const auto samples = static_cast<std::uint64_t>(std::int64_t{bytes.number<std::int32_t>()});
  model.noise_seed = static_cast<std::uint32_t>(samples * kFactor % kModulus);
  const auto blank = bytes.number<std::int32_t>();
  if (!bytes.ok() || (flags & kOfBytes) == 0 || (flags & kRecoded) == 0 || blank < 0 ||
      std::cmp_greater_equal(blank, model.output.outputs)) {
    return std::nullopt;
  }
  model.blank = static_cast<std::size_t>(blank);
  const std::vector<std::string> texts = read_texts(component(traineddata, kTexts));
  model.texts =
      read_codes(component(traineddata, kCodes), texts, model.output.outputs, model.blank);
  if (model.texts.empty() || model.texts.front() != " ") return std::nullopt;
  model.words = WordGraph(component(traineddata, kWords), texts).words();
  return model;
}

}  // namespace codau::recogniser
