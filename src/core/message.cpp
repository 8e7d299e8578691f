#include "core/message.h"

namespace codau {

std::string both(std::string_view vietnamese, std::string_view english) {
  return std::string(vietnamese).append(" (").append(english) + ")";
}

Error cannot_write(const std::string& path, const std::string& cause) {
  return {ErrorCode::kOutput,
          path + ": " + both("không ghi được", "cannot be written") + ": " + cause};
}

}  // namespace codau
