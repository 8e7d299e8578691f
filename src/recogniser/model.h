// recogniser/model.h — a line recogniser of Tesseract as a plain value, read from its traineddata
// file.
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

/// Weights of 8 bits. Output i is scales[i] × (Σ weights[i][k] × input[k] + 127 ×
/// weights[i][inputs]): the last weight of a row is its bias, and 127 stands for 1 in every
/// activation.
struct Matrix {
  std::size_t outputs = 0, inputs = 0;
  std::vector<std::int8_t> weights;  ///< outputs × (inputs + 1), row by row
  std::vector<float> scales;         ///< one an output, finite, not negative
};

/// A layer of long short-term memory. Its inputs at a step are those of the step, then its own
/// outputs of the step before.
struct Lstm {
  enum Gate : std::uint8_t { kCell, kIn, kForget, kOut };
  std::size_t inputs = 0, states = 0;
  std::array<Matrix, 4> gates;  ///< by Gate: states × (inputs + states)
  bool is_backwards = false;    ///< reads the line from its end
};

/// Outputs of every layer but the last are a multiple of this.
inline constexpr std::size_t kBlock = 16;

inline constexpr std::uint16_t kSpace = 0;  ///< the class of a space between words

/// What Debian's vie, eng and script/Vietnamese are: convolution of 3 × 3 with tanh, maximum of
/// `pooling` × `pooling`, an LSTM down each column of which the last output stays, LSTMs along the
/// line, softmax.
struct Model {
  std::size_t height = 0;  ///< of a line, pixels
  std::size_t pooling = 0;
  Matrix filter;  ///< of 9 inputs: the taps from left to right, each from top to bottom
  Lstm column;
  std::vector<Lstm> line;
  Matrix output;
  std::size_t blank = 0;           ///< the class of "nothing new"
  std::uint32_t noise_seed = 0;    ///< of what stands around the picture of a line
  std::vector<std::string> texts;  ///< by class, UTF-8; of the blank and of unused ones empty
};

/// Why a file gives no model. Of what its bytes cannot tell apart the second is said: Tesseract may
/// still run it.
enum class ModelFault : std::uint8_t {
  kDamaged,    ///< it is cut, or has no layers or no table of classes
  kOtherKind,  ///< layers, weights or codes of another kind than Model has, or too many
};

/// A model, or why there is none (as std::expected of C++23).
class ModelOrFault {
 public:
  ModelOrFault(Model model) : value_(std::move(model)) {}
  ModelOrFault(ModelFault fault) : value_(fault) {}
  [[nodiscard]] bool has_value() const { return std::holds_alternative<Model>(value_); }
  explicit operator bool() const { return has_value(); }
  /// Precondition: there is one.
  [[nodiscard]] const Model& operator*() const { return std::get<Model>(value_); }
  [[nodiscard]] const Model* operator->() const { return &**this; }
  /// Precondition: there is no model.
  [[nodiscard]] ModelFault fault() const { return std::get<ModelFault>(value_); }

 private:
  std::variant<Model, ModelFault> value_;
};

/// The model in a traineddata file (all bytes of it).
[[nodiscard]] ModelOrFault read_model(std::string_view traineddata);
/// The same with other layers, of the same classes.
[[nodiscard]] ModelOrFault read_model(std::string_view traineddata, std::string_view layers);

}  // namespace codau::recogniser
