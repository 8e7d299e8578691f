#include "document/words/add_reason.h"

#include <algorithm>

namespace codau::document {

void add_reason(std::vector<std::string>& reasons, std::string_view code) {
  if (std::ranges::find(reasons, code) == reasons.end()) reasons.emplace_back(code);
}

}  // namespace codau::document
