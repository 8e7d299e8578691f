// worker/restoration_codec.h — encodes a restoration in few bytes, so that a document is not
// restored again when its rules change.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::worker {

/// Rounds confidences to four decimals, as all formats show them, and removes the tokens. Later
/// stages then use the values that encode_restoration() can keep.
void round_restoration(Restoration& restored);

/// Encodes a restoration. Precondition: round_restoration() was called.
[[nodiscard]] std::string encode_restoration(const Restoration& restored);

/// Decodes a restoration. Returns nothing if the bytes are damaged, or belong to another text than
/// `input`. Accepts any bytes.
/// Law: decode_restoration(encode_restoration(r), input) is r.
[[nodiscard]] std::optional<Restoration> decode_restoration(std::string_view bytes,
                                                            std::string_view input);

}  // namespace codau::worker
