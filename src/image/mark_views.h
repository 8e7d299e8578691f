// image/mark_views.h — a place that may bear a mark of secrecy, as the network sees it that is
// asked for its opinion (image/mark_net.h, kSureLayers).
#pragma once

#include "image/mark_net.h"

namespace codau::image {

/// Ink, 0 (paper) to 1 (black), 150 dpi, depth 1 -> two views, depth 2: all ink, and what is left
/// without what is as dark as print and what touches it; each as strong as good ink is.
[[nodiscard]] Field views_of(const Field& ink);

}  // namespace codau::image
