#include "web/token.h"

#include <sys/random.h>

#include <array>
#include <string_view>

#include "core/error.h"
#include "core/hex.h"

namespace codau::web {

std::string make_token() {
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw Error(ErrorCode::kInternal, "getrandom");
  return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace codau::web
