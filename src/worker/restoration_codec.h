// worker/restoration_codec.h — what restoration made of a text, in few bytes: a document whose
// rules changed is not restored again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::worker {

/// Confidences with four decimals, as every format shows them, and no tokens: what is gone on with
/// is what can be kept.
void round_restoration(Restoration& restored);

/// Precondition: settled.
[[nodiscard]] std::string encode_restoration(const Restoration& restored);

/// Nothing where the bytes are damaged, or of another text than `input`. Total.
/// Law: decode_restoration(encode_restoration(r), input) is r.
[[nodiscard]] std::optional<Restoration> decode_restoration(std::string_view bytes,
                                                            std::string_view input);

}  // namespace codau::worker
