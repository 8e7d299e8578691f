// review/http/review_server.h — the review page on 127.0.0.1: HTTP in front of a ReviewService.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "review/http/review_service.h"
#include "review/views/picture_cache.h"

namespace codau::review {

/// Bounds of what a caller gets; whoever wants more is refused, and nobody else waits for it (see
/// review/http/connection_pool.h).
struct ServerLimits {
  std::size_t body = std::size_t{256} << 10U;  ///< bytes of a request: a value has 64 KiB at most
  std::size_t head = std::size_t{64} << 10U;   ///< of what stands before it
  std::size_t spilt = std::size_t{16} << 20U;  ///< of what is sent beyond, and thrown away
  std::size_t threads = 16, waiting = 64;      ///< connections served at once, and behind these
  int seconds = 5;  ///< for a caller to send all of a request, and to take each answer
};

/// The HTML of a page that leads on to an address at once; `address` needs no escaping.
[[nodiscard]] std::string make_redirect_page(const std::string& address);

/// Listens from its construction on, on 127.0.0.1 alone. One request a connection. Every request
/// must name this server and carry its token (review/http/access_guard.h); all else is told
/// nothing.
class ReviewServer {
 public:
  /// `port` 0: any that is free. Throws Error{kUsage} where
  /// the port is taken.
  ReviewServer(ReviewService& service, PictureCache& pictures, int port,
               const ServerLimits& limits = {});
  ~ReviewServer();
  ReviewServer(const ReviewServer&) = delete;
  ReviewServer& operator=(const ReviewServer&) = delete;

  /// Where the page is, with its token.
  [[nodiscard]] std::string address() const;
  /// Serves until `is_to_stop`. What follows from edits is written when nobody has edited for half
  /// a minute, and at the end. Throws Error{kOutput}: every edit is kept all the same.
  void serve(const std::function<bool()>& is_to_stop);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace codau::review
