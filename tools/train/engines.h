// train/engines.h — tools/train/engines.tsv as compiled in.
#pragma once

#include <map>
#include <string_view>

namespace codau::train {

/// The channel that is learnt from the readings of each engine.
[[nodiscard]] const std::map<std::string_view, std::string_view>& channel_by_engine();

}  // namespace codau::train
