// review/queue/token.h — random tokens.
#pragma once

#include <string>

namespace codau::review {

/// Returns 128 random bits of the operating system, in hex. Throws Error{kInternal} if it has none.
[[nodiscard]] std::string make_token();

}  // namespace codau::review
