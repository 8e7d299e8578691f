// recogniser/fine_tuned_lstm.h — the fine-tuned layers of a line recogniser. They replace the
// layers of Debian's Vietnamese model (tesseract-ocr-vie), and are embedded in the program.
#pragma once

#include <string_view>

namespace codau::recogniser {

/// Returns the layers to read lines with; pass them to read_line_model() (line_model.h).
/// `traineddata`: all bytes of a model file of Tesseract.
/// 1. If the file has the layers of Debian's model, returns the fine-tuned layers, which live as
///    long as the program. They were trained on synthetic pages (tools/line_training), with the
///    classes of that file.
/// 2. For any other file, returns its own layers, the component TraineddataComponent::kLstm. They
///    refer to `traineddata`, and are empty if the file has no such component.
[[nodiscard]] std::string_view select_lstm_component(std::string_view traineddata);

}  // namespace codau::recogniser
