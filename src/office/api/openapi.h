// office/api/openapi.h — the description of the API (src/office/openapi/openapi.json), compiled
// into the program.
#pragma once

#include <string_view>

namespace codau::office {

/// Returns the description as JSON: OpenAPI 3.1.
[[nodiscard]] std::string_view get_openapi_json();

}  // namespace codau::office
