#include "web/route_pattern.h"

#include <algorithm>
#include <cstddef>

namespace codau::web {
namespace {

bool is_parameter(std::string_view part) { return part.starts_with('{'); }

/// Removes the part up to the next slash from `rest`, and returns it. Precondition: `rest` begins
/// with a slash.
std::string_view take_part(std::string_view& rest) {
  rest.remove_prefix(1);
  const std::string_view part = rest.substr(0, rest.find('/'));
  rest.remove_prefix(part.size());
  return part;
}

}  // namespace

RoutePattern::RoutePattern(std::string_view pattern) {
  while (!pattern.empty()) parts_.emplace_back(take_part(pattern));
}

bool RoutePattern::matches(std::string_view path, RequestParams& parts) const {
  if (path.find('\0') != std::string_view::npos) return false;
  for (const std::string& part : parts_) {
    if (!path.starts_with('/')) return false;
    if (is_parameter(part) && part.ends_with("*}")) {
      parts.insert_or_assign(part.substr(1, part.size() - 3), std::string(path.substr(1)));
      return path.size() > 1;
    }
    const std::string_view here = take_part(path);
    if (!is_parameter(part)) {
      if (here != part) return false;
    } else if (here.empty()) {
      return false;
    } else {
      parts.insert_or_assign(part.substr(1, part.size() - 2), std::string(here));
    }
  }
  return path.empty();
}

}  // namespace codau::web
