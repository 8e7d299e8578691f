// recogniser/fine_tuned_lstm.h — Debian's model for Vietnamese, fine-tuned.
#pragma once

#include <string_view>

namespace codau::recogniser {

/// Returns the layers that lines are read with. These are the layers of `traineddata` (all bytes of
/// a file), with one exception: the layers of Debian's vie are replaced by the fine-tuned ones.
/// Those were trained on synthetic pages (tools/line_training). Texts and codes come from the file
/// in both cases.
[[nodiscard]] std::string_view select_lstm_component(std::string_view traineddata);

}  // namespace codau::recogniser
