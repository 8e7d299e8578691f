// core/message.h — words of errors, in both languages.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace codau {

/// "tiếng Việt (English)".
[[nodiscard]] std::string both(std::string_view vietnamese, std::string_view english);
/// Error{kOutput} that says which file cannot be written and what the system says about it.
[[nodiscard]] Error cannot_write(const std::string& path, const std::string& cause);

}  // namespace codau
