// app/actor.h — the name under which edits are stored.
#pragma once

#include <string>

namespace codau::app {

/// Returns `given` (--actor), or the login name if empty; NFC. Throws Error{kUsage} for a blank
/// name, for more than 200 bytes, for ill-formed UTF-8, and for control characters.
[[nodiscard]] std::string resolve_actor(const std::string& given);

}  // namespace codau::app
