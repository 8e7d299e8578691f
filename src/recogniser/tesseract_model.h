// recogniser/tesseract_model.h — reads a LineModel, the network that recognises a line of text,
// from a model file of Tesseract (NAME.traineddata).
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>

#include "recogniser/line_model.h"

namespace codau::recogniser {

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

/// Returns the LSTM model of a file, with its list of frequent words, or the fault of the file.
/// LineModel::words is empty if the list is missing or damaged. `traineddata`: all bytes of the
/// file; any bytes are accepted. Damaged layers may also give kOtherKind.
[[nodiscard]] LineModelOrFault read_tesseract_model(std::string_view traineddata);

}  // namespace codau::recogniser
