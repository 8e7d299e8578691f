// document/words/add_reason.h — review reasons that the readers of a document note (standards
// section 11).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::document {

/// Notes a code once.
void add_reason(std::vector<std::string>& reasons, std::string_view code);

}  // namespace codau::document
