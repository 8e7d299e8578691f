// worker/kept_restoration.h — what restoration made of a text, in few bytes: a document whose rules
// changed is not restored again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/values.h"

namespace codau::worker {

/// Confidences with four decimals, as every format shows them, and no tokens: what is gone on with
/// is what can be kept.
void settle(Restoration& restored);

/// Precondition: settled.
[[nodiscard]] std::string to_bytes(const Restoration& restored);

/// Nothing where the bytes are damaged, or of another text than `input`. Total.
/// Law: restored_from(to_bytes(r), input) is r.
[[nodiscard]] std::optional<Restoration> restored_from(std::string_view bytes,
                                                       std::string_view input);

}  // namespace codau::worker
