// recogniser/line_model.h — a line recogniser of Tesseract as a plain value, read from its model
// file (NAME.traineddata). The recogniser is a neural network. For each step along a line of text,
// it computes the probabilities of classes. A class is a letter, a sign, the space, or the blank,
// which means "no new letter". LineNetwork (line_network.h) runs the network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "nn/layers.h"

namespace codau::recogniser {

inline constexpr std::uint16_t kSpaceClass = 0;  ///< the class of a space between words

/// A network like those of Debian's Tesseract models vie, eng and script/Vietnamese. Its layers, in
/// order:
/// 1. Convolution of 3 × 3 pixels, with tanh.
/// 2. Max pooling of `pooling` × `pooling` pixels: a column of pools is a step.
/// 3. An LSTM down each column; only its last output is used.
/// 4. LSTMs along the line.
/// 5. Softmax.
struct LineModel {
  std::size_t height = 0;   ///< height that the image of a line must have, in pixels
  std::size_t pooling = 0;  ///< pixels of a step
  /// Layer 1. Inputs are the 9 pixels, column by column from the left, each from the top.
  nn::QuantisedMatrix filter;
  nn::Lstm column;                 ///< layer 3
  std::vector<nn::Lstm> line;      ///< layers of item 4, in order
  nn::QuantisedMatrix output;      ///< layer 5: an output for each class
  std::size_t blank = 0;           ///< the class of the blank
  std::uint32_t noise_seed = 0;    ///< of random values for pixels outside the image
  std::vector<std::string> texts;  ///< by class, UTF-8; empty for the blank and for unused classes
};

/// Why no model can be read from a file.
enum class LineModelFault : std::uint8_t {
  kDamaged,    ///< the file is cut off, or has no layers or no table of classes
  kOtherKind,  ///< LineModel cannot hold its layers, weights or classes, but Tesseract may run it
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

/// Reads the model of a file. `traineddata`: all bytes of the file; any bytes are accepted. Damaged
/// layers may also give kOtherKind.
[[nodiscard]] LineModelOrFault read_line_model(std::string_view traineddata);
/// Does the same, but takes the layers from `layers`, and only the texts of the classes from
/// `traineddata`. The argument `layers` is the component kLstm (traineddata.h) of a model file with
/// the same classes. For example, pass the result of select_lstm_component().
[[nodiscard]] LineModelOrFault read_line_model(std::string_view traineddata,
                                               std::string_view layers);

}  // namespace codau::recogniser
