// office/api/json.h — JSON of the API. Only *.cpp files of src/office include this header.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/message.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
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

/// Returns a response with `json` as its body.
[[nodiscard]] inline web::Response make_json_response(const Json& json) {
  return {200, dump(json)};
}

/// Return the text or value; null if it is empty or missing.
[[nodiscard]] inline Json or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}
template <class T>
[[nodiscard]] Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

/// Returns the value of a cell. A column of JSON becomes JSON; the malformed JSON of a damaged
/// store becomes null.
[[nodiscard]] Json make_value_json(const record::Column& column, const record::Value& value);

/// Returns the error response (503) for a store that an older codau made and that has no lists yet.
[[nodiscard]] web::Response make_old_store_problem();

/// Returns one page of a list. Argument `next` is the cursor of the next page, or empty at the end.
/// Argument `total` is the number of rows of the whole list, or null if unknown.
[[nodiscard]] inline Json make_list_json(Json items, const std::string& next, Json total) {
  return {{"items", std::move(items)}, {"next", or_null(next)}, {"total", std::move(total)}};
}

}  // namespace codau::office
