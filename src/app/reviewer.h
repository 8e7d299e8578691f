// app/reviewer.h — under whose name edits are kept.
#pragma once

#include <string>

namespace codau::app {

/// `given` (--actor), else the login name; NFC. Throws Error{kUsage} for what is no short name.
[[nodiscard]] std::string actor_of(const std::string& given);

}  // namespace codau::app
