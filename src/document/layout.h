// document/layout.h — the stage TextDocument → printed lines with their zones (standards section
// 1).
#pragma once

#include <vector>

#include "core/values.h"
#include "document/line.h"

namespace codau::document {

/// All lines in reading order with their zones.
[[nodiscard]] std::vector<Line> read_layout(const TextDocument& document);

}  // namespace codau::document
