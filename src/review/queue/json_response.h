// review/queue/json_response.h — what the page asks, and what it is answered: JSON in and out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::review {

/// What was asked for, by name; decoded.
using RequestParams = std::map<std::string, std::string, std::less<>>;
/// What is asked for by this name; empty for nothing.
[[nodiscard]] std::string at(const RequestParams& asked, std::string_view key);
/// A number of a request; nothing for what is none.
[[nodiscard]] std::optional<std::int64_t> parse_param_number(std::string_view digits);

/// An answer. `status` as HTTP has it: 200; 400 for what cannot be meant; 404 for a row
/// that is not there; 409 where it is not what the page believes.
struct JsonResponse {
  int status = 200;
  std::string body;       ///< JSON; of what went wrong {"error": {"vi", "en"}}
  std::string file = {};  ///< of a table as CSV, its name; empty for JSON
};

[[nodiscard]] JsonResponse make_error_response(int status, const Message& why);
[[nodiscard]] JsonResponse make_not_found_response();
[[nodiscard]] JsonResponse make_bad_request_response();
/// Of a value that is not what an action was based on.
[[nodiscard]] Message make_conflict_message();

}  // namespace codau::review
