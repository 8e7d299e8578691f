// web/response.h — requests and responses of the server, independent of the HTTP library.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::web {

/// The parameters of a request, decoded, by name: those of the query, and the parts of the path.
using RequestParams = std::map<std::string, std::string, std::less<>>;

/// A request whose origin has been checked. The server has decoded the path.
struct Request {
  std::string method, path, body;
  RequestParams params;
};

/// A response. The status is that of HTTP. The server sends either `body` or `file`.
struct Response {
  int status = 200;
  std::string body;  ///< UTF-8, or the bytes of a picture
  std::string type = "application/json";
  std::filesystem::path file = {};  ///< file to send in pieces; empty: send `body`
  std::string download = {};        ///< name under which a browser saves the response; may be empty
};

/// Passes the body of a request to `take` in pieces. Returns false if the client stopped sending or
/// was too slow, or if `take` returned false.
using BodyReader = std::function<bool(const std::function<bool(std::string_view piece)>& take)>;

/// Returns the error response of the API (RFC 9457, application/problem+json). Members: type
/// ("about:blank"), title and detail in Vietnamese, title_en, detail_en, and status.
[[nodiscard]] Response make_problem(int status, const Message& detail);
/// Returns the body of make_problem().
[[nodiscard]] std::string make_problem_json(int status, const Message& detail);

inline constexpr const char* kProblemType = "application/problem+json";

}  // namespace codau::web
