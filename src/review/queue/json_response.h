// review/queue/json_response.h — the parameters of a request of the review page, and the response.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/message.h"
#include "web/response.h"

namespace codau::review {

using web::RequestParams;
/// Returns the value of a parameter; empty if the request does not have it.
[[nodiscard]] std::string at(const RequestParams& asked, std::string_view key);
/// Returns the whole number in `digits`; nothing for other texts and negative numbers.
[[nodiscard]] std::optional<std::int64_t> parse_param_number(std::string_view digits);

/// A response. The status is that of HTTP: 200; 400 for an invalid request; 404 for a missing row.
/// 409 means that the data have changed since the page showed them.
struct JsonResponse {
  int status = 200;
  std::string body;       ///< JSON, or the CSV of a table; an error is {"error": {"vi", "en"}}
  std::string file = {};  ///< file name of the CSV; empty for JSON
};

/// Returns a response with an error message.
[[nodiscard]] JsonResponse make_error_response(int status, const Message& why);
/// Returns the response for a row that does not exist (404).
[[nodiscard]] JsonResponse make_not_found_response();
/// Returns the response for an invalid request (400).
[[nodiscard]] JsonResponse make_bad_request_response();
/// Returns the message for an action on a value that has changed since the page showed it.
[[nodiscard]] Message make_conflict_message();

}  // namespace codau::review
