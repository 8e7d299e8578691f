// recogniser/line_model.h — a line recogniser of Tesseract as a plain value, read from its
// traineddata file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace codau::recogniser {

/// A matrix of 8-bit weights.
/// Output i = scales[i] × (Σ weights[i][k] × input[k] + 127 × weights[i][inputs]). The last weight
/// of a row is its bias, and 127 stands for 1 in every activation.
struct QuantisedMatrix {
  std::size_t outputs = 0, inputs = 0;
  std::vector<std::int8_t> weights;  ///< outputs × (inputs + 1), row by row
  std::vector<float> scales;         ///< one for each output, finite, not negative
};

/// An LSTM layer. Its inputs at a step are those of the step, then its own outputs of the previous
/// step.
struct Lstm {
  enum Gate : std::uint8_t { kCellInput, kInputGate, kForgetGate, kOutputGate };
  std::size_t inputs = 0, states = 0;
  std::array<QuantisedMatrix, 4> gates;  ///< by Gate: states × (inputs + states)
  bool is_backwards = false;             ///< reads the line from its end
};

/// The number of outputs of every layer, except the last, is a multiple of kBlockOutputs.
inline constexpr std::size_t kBlockOutputs = 16;

inline constexpr std::uint16_t kSpaceClass = 0;  ///< the class of a space between words

/// A network like Debian's vie, eng and script/Vietnamese. Its layers are, in this order:
/// 1. Convolution of 3 × 3 with tanh.
/// 2. Max pooling of `pooling` × `pooling`.
/// 3. An LSTM down each column; only its last output is used.
/// 4. LSTMs along the line.
/// 5. Softmax.
struct LineModel {
  std::size_t height = 0;  ///< of a line, in pixels
  std::size_t pooling = 0;
  /// 9 inputs: the pixels from left to right, each column from top to bottom.
  QuantisedMatrix filter;
  Lstm column;
  std::vector<Lstm> line;
  QuantisedMatrix output;
  std::size_t blank = 0;           ///< the class of "nothing new"
  std::uint32_t noise_seed = 0;    ///< for the noise around the image of a line
  std::vector<std::string> texts;  ///< by class, UTF-8; empty for the blank and for unused classes
};

/// Why a file gives no model. Damage may look like another kind of model; the fault is then
/// kOtherKind, and Tesseract may still run the file.
enum class LineModelFault : std::uint8_t {
  kDamaged,    ///< the file is cut, or has no layers or no table of classes
  kOtherKind,  ///< LineModel cannot hold the layers, weights or codes of the file
};

/// A model, or the fault of its file (like std::expected of C++23).
class LineModelOrFault {
 public:
  LineModelOrFault(LineModel model) : value_(std::move(model)) {}
  LineModelOrFault(LineModelFault fault) : value_(fault) {}
  [[nodiscard]] bool has_value() const { return std::holds_alternative<LineModel>(value_); }
  explicit operator bool() const { return has_value(); }
  /// Precondition: there is a model.
  [[nodiscard]] const LineModel& operator*() const { return std::get<LineModel>(value_); }
  [[nodiscard]] const LineModel* operator->() const { return &**this; }
  /// Precondition: there is no model.
  [[nodiscard]] LineModelFault fault() const { return std::get<LineModelFault>(value_); }

 private:
  std::variant<LineModel, LineModelFault> value_;
};

/// Reads the model of a traineddata file (all bytes of the file).
[[nodiscard]] LineModelOrFault read_line_model(std::string_view traineddata);
/// Reads the layers from `layers` and the texts of the classes from `traineddata`. `layers`: the
/// LSTM component of a traineddata file (TraineddataComponent::kLstm). Precondition: it was trained
/// with the classes of `traineddata`.
[[nodiscard]] LineModelOrFault read_line_model(std::string_view traineddata,
                                               std::string_view layers);

}  // namespace codau::recogniser
