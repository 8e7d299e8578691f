// review/http/review_server.h — serves the review page on 127.0.0.1 over HTTP, and passes requests
// to a ReviewService.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "review/http/review_service.h"
#include "review/views/picture_cache.h"

namespace codau::review {

/// Limits on requests. A request beyond a limit is refused, so that one client cannot delay others
/// (review/http/connection_pool.h). A value has at most 64 KiB. After a response, further bytes are
/// read and discarded up to `spilt`, because closing earlier could lose the response.
struct ServerLimits {
  std::size_t body = std::size_t{256} << 10U;  ///< bytes of a request body
  std::size_t head = std::size_t{64} << 10U;   ///< bytes of the request line and headers
  std::size_t spilt = std::size_t{16} << 20U;  ///< bytes discarded after a response
  std::size_t threads = 16, waiting = 64;  ///< connections served at once; connections that wait
  int seconds = 5;  ///< for a client to send a request, and to receive a response
};

/// Returns an HTML page that redirects to `address` at once. Precondition: `address` needs no
/// escaping.
[[nodiscard]] std::string make_redirect_page(const std::string& address);

/// An HTTP server that listens on 127.0.0.1 only, from its construction on. A connection serves one
/// request. A request must name this server and carry the token (review/http/access_guard.h). All
/// other requests get the status 403 and no data.
class ReviewServer {
 public:
  /// Begins to listen. `port` 0: any free port. Throws Error{kUsage} if the port cannot be used.
  /// Keeps references to `service` and `pictures`.
  ReviewServer(ReviewService& service, PictureCache& pictures, int port,
               const ServerLimits& limits = {});
  ~ReviewServer();
  ReviewServer(const ReviewServer&) = delete;
  ReviewServer& operator=(const ReviewServer&) = delete;

  /// Returns the address of the page, with the token.
  [[nodiscard]] std::string address() const;
  /// Serves requests until `is_to_stop` returns true. Updates records/ after edits
  /// (ReviewService::settle()) when 30 seconds have passed without an action, and at the end.
  /// Throws Error{kOutput} if this fails at the end. The edits themselves are stored before.
  void serve(const std::function<bool()>& is_to_stop);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace codau::review
