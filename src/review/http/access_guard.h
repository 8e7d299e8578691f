// review/http/access_guard.h — decides which HTTP requests to the review page are allowed. The
// sender must know the address that `codau review` printed, and must be the page itself.
#pragma once

#include <string>
#include <string_view>

namespace codau::review {

/// The headers that tell from where a request comes. A missing header is empty.
struct RequestOrigin {
  std::string_view host, origin, cookie;
};

/// Checks the origin of requests. The server listens on 127.0.0.1 only. All programs of this
/// computer can reach it, even web pages of other sites in a browser. Three checks keep other
/// programs and pages out:
/// 1. Token: a request must have the random token of the printed address, later as a cookie.
/// 2. Host: the header must name this server, which stops DNS rebinding.
/// 3. Origin: a request from a page of another origin is refused.
class AccessGuard {
 public:
  /// `token`: the token that requests must have. `port`: the port on which the server listens.
  AccessGuard(std::string token, int port);

  /// Returns the address with the token: http://127.0.0.1:PORT/?token=…
  [[nodiscard]] std::string address() const;
  /// Returns the value of Set-Cookie for a request with a valid token. The name of the cookie has
  /// the port, because browsers share cookies between all ports of a host.
  [[nodiscard]] std::string cookie() const;
  /// Returns true if `token` is the token of this server.
  [[nodiscard]] bool is_valid_token(std::string_view token) const;
  /// Returns true if the request names this server, and comes from no page of another origin.
  [[nodiscard]] bool is_addressed_here(const RequestOrigin& caller) const;
  /// Returns true if the request has the cookie with the token.
  [[nodiscard]] bool has_valid_cookie(const RequestOrigin& caller) const;
  /// Returns true if the request may change data. The request must name this server, have the
  /// cookie, and have the header Origin of this page.
  [[nodiscard]] bool may_write(const RequestOrigin& caller) const;

 private:
  [[nodiscard]] bool is_own(std::string_view host) const;
  std::string token_, port_;
};

}  // namespace codau::review
