// office/server/json.h — JSON of the API. Only *.cpp files of src/office include this header.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/message.h"
#include "web/response.h"

namespace codau::office {

using Json = nlohmann::ordered_json;

/// Returns the text of `json`. Bytes that are not UTF-8 are replaced.
[[nodiscard]] inline std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Returns {"vi", "en"}.
[[nodiscard]] inline Json make_message_json(const Message& message) {
  return {{"vi", message.vi}, {"en", message.en}};
}

}  // namespace codau::office
