// recogniser/fine_tuned_lstm.h — the layers of Debian's model for Vietnamese (vie), fine-tuned.
// They are embedded in the program.
#pragma once

#include <string_view>

namespace codau::recogniser {

/// Returns the LSTM component (TraineddataComponent::kLstm) to read lines with. `traineddata`: all
/// bytes of a model file. If the file has the layers of Debian's vie, returns the fine-tuned
/// layers; otherwise returns those of the file. The fine-tuned layers were trained on synthetic
/// pages (tools/line_training). They use the texts and codes of the file.
[[nodiscard]] std::string_view select_lstm_component(std::string_view traineddata);

}  // namespace codau::recogniser
