// document/words/add_reason.h — notes review reasons (standards, section 11).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::document {

/// Adds `code` to `reasons`, unless it is there already.
void add_reason(std::vector<std::string>& reasons, std::string_view code);

}  // namespace codau::document
