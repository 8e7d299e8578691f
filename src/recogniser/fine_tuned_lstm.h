// recogniser/fine_tuned_lstm.h — two fine-tuned copies of the layers of Debian's Vietnamese model
// (tesseract-ocr-vie): one reads print, the other lines with handwritten numbers. Both are embedded
// in the program.
#pragma once

#include <string_view>

namespace codau::recogniser {

/// Returns the layers for reading printed lines; pass them to read_line_model() (line_model.h).
/// `traineddata`: all bytes of a model file of Tesseract.
/// 1. If the file has the layers of Debian's model, returns the fine-tuned layers, which live as
///    long as the program. They were trained on synthetic pages (tools/line_training), with the
///    classes of that file.
/// 2. For any other file, returns its own layers, the component TraineddataComponent::kLstm. They
///    refer to `traineddata`, and are empty if the file has no such component.
[[nodiscard]] std::string_view select_lstm_component(std::string_view traineddata);

/// Returns the fine-tuned layers for reading lines with handwritten or stamped numbers; use them in
/// the same way. Returns an empty text if the file does not have the layers of Debian's model. A
/// "*" that the network reads stands for ink that is no number.
[[nodiscard]] std::string_view find_handwriting_lstm(std::string_view traineddata);

}  // namespace codau::recogniser
