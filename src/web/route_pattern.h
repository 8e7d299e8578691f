// web/route_pattern.h — compares the path of a request with the pattern of a route.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/response.h"

namespace codau::web {

/// A pattern such as "/jobs/{id}/files/{path*}". A part in braces fits any part that is not empty.
/// The last part "{name*}" fits the rest of the path, with its slashes. All other parts are
/// literal.
class RoutePattern {
 public:
  explicit RoutePattern(std::string_view pattern);
  /// Returns true if the decoded path fits. Then `parts` has the parts in braces by name.
  [[nodiscard]] bool matches(std::string_view path, RequestParams& parts) const;

 private:
  std::vector<std::string> parts_;
};

}  // namespace codau::web
