// web/token.h — makes random tokens that nobody can guess.
#pragma once

#include <string>

namespace codau::web {

/// Returns 128 random bits of the operating system, in hexadecimal. Throws Error{kInternal} if the
/// system gives none.
[[nodiscard]] std::string make_token();

}  // namespace codau::web
