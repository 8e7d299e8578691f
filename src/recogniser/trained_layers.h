// recogniser/trained_layers.h — Debian's model for Vietnamese, trained further.
#pragma once

#include <string_view>

namespace codau::recogniser {

/// What lines are read with: the layers of `traineddata` (all bytes of a file), or, where these are
/// those of Debian's vie, what they became on lines of made pages (tools/lines). Texts and codes
/// are those of the file all the same.
[[nodiscard]] std::string_view layers_to_read(std::string_view traineddata);

}  // namespace codau::recogniser
