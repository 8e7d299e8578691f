// web/http_server.h — an HTTP server on 127.0.0.1 that bounds the size and time of each request.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "web/response.h"

namespace codau::web {

/// Limits on requests. A request beyond a limit is refused, so that one client cannot delay others
/// (web/connection_pool.h). After a response, further bytes are read and discarded up to `spilt`,
/// because closing earlier could lose the response.
struct ServerLimits {
  std::size_t body = std::size_t{1} << 20U;        ///< bytes of a request body, except uploads
  std::uint64_t upload = std::uint64_t{8} << 30U;  ///< bytes of an upload
  std::size_t head = std::size_t{64} << 10U;       ///< bytes of the request line and headers
  std::size_t spilt = std::size_t{16} << 20U;      ///< bytes discarded after a response
  std::size_t threads = 16, waiting = 64;  ///< connections served at once; connections that wait
  std::chrono::seconds patience{5};  ///< For a client to send a request, and to take a response.
  /// Slowest transfer of an upload or a file: so many bytes add a second to `patience`.
  std::uint64_t bytes_per_second = std::uint64_t{1} << 20U;
};

/// A request after its response, for a log.
struct AnsweredRequest {
  std::string method, path;
  int status = 0;
  double seconds = 0;  ///< since the connection was taken
};

/// Answers a request whose body is in memory. Several threads call it at a time.
using Handler = std::function<Response(const Request&)>;
/// Answers an upload, whose body `read` passes on in pieces.
using UploadHandler = std::function<Response(const Request&, const BodyReader& read)>;

/// A server that listens from its construction on. A connection serves one request. Paths are
/// compared with patterns (web/route_pattern.h), and the first route that fits counts. A request
/// that fits no route gets 404, or 405 if only its method does not fit.
///
/// A request reaches a handler under three conditions. It names this server in Host (against DNS
/// rebinding), comes from no page of another origin, and has the secret. The secret is one of:
/// 1. The token of the address, at "/". It is good once: it is exchanged for a cookie.
/// 2. This cookie. Methods that change data also need the header Origin of this server.
/// 3. `Authorization: Bearer` with the text Access::bearer.
/// All responses forbid foreign scripts (Content-Security-Policy). Errors are made by
/// make_problem(). JSON answers to GET have an ETag; a client that has this answer gets 304.
class HttpServer {
 public:
  /// Who may use the server, and what it says to others.
  struct Access {
    std::string cookie;       ///< first part of the name of the cookie
    std::string bearer = {};  ///< secret of programs; empty: none
    Message refusal;          ///< text for those who lack the secret
    /// Called with the next address after the token of the last one has been used.
    std::function<void(const std::string& address)> renewed = {};
    /// Called after each response; several threads call it at a time.
    std::function<void(const AnsweredRequest&)> answered = {};
  };

  /// Begins to listen. `port` 0: any free port. Throws Error{kUsage} if the port cannot be used.
  HttpServer(Access access, int port, const ServerLimits& limits = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Adds a route. `method`: "GET", "POST" or "DELETE". Call before start().
  void route(std::string_view method, std::string_view pattern, Handler handler);
  /// Adds a route that anybody on this machine may ask without the secret.
  void route_open(std::string_view pattern, Handler handler);
  /// Adds a route for the method PUT, with a body of up to ServerLimits::upload bytes.
  void route_upload(std::string_view pattern, UploadHandler handler);

  /// Serves requests in threads until stop(), which waits for the running handlers.
  void start();
  void stop();
  /// Returns the present address: http://127.0.0.1:PORT/?token=…
  [[nodiscard]] std::string address() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Returns an HTML page that redirects to `address` at once. Precondition: `address` needs no
/// escaping.
[[nodiscard]] std::string make_redirect_page(const std::string& address);

}  // namespace codau::web
