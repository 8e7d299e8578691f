// web/access_guard.h — decides which HTTP requests are allowed. The sender must know the printed
// address or the secret of programs, and a browser must come from the page itself.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace codau::web {

/// The headers that tell from where a request comes. A missing header is empty.
struct RequestOrigin {
  std::string_view host, origin, cookie, authorization;
};

/// Checks the origin of requests. The server listens on 127.0.0.1 only. All programs of this
/// computer can reach it, even web pages of other sites in a browser. Three checks keep other
/// programs and pages out:
/// 1. Secret: a request must have the cookie that was given for the token of the address, or the
///    secret of programs.
/// 2. Host: the header must name this server, which stops DNS rebinding.
/// 3. Origin: a request from a page of another origin is refused.
/// Thread-safe.
class AccessGuard {
 public:
  /// `cookie`: first part of the name of the cookie. `bearer`: secret of programs; empty: none.
  /// `port`: the port on which the server listens. Makes the token and the cookie's secret.
  AccessGuard(std::string cookie, std::string bearer, int port);

  /// Returns the present address with its token: http://127.0.0.1:PORT/?token=…
  [[nodiscard]] std::string address() const;
  /// Exchanges the token of the address for a cookie. Returns the value of Set-Cookie, and makes a
  /// new token; nothing if `token` is not the present one. The name of the cookie has the port,
  /// because browsers share cookies between all ports of a host.
  [[nodiscard]] std::optional<std::string> redeem(std::string_view token);
  /// Returns true if the request names this server, and comes from no page of another origin.
  [[nodiscard]] bool is_addressed_here(const RequestOrigin& caller) const;
  /// Returns true if the request may read: it names this server and has a secret.
  [[nodiscard]] bool may_read(const RequestOrigin& caller) const;
  /// Returns true if the request may change data: it may read, and has the secret of programs or
  /// the header Origin of this page.
  [[nodiscard]] bool may_write(const RequestOrigin& caller) const;

 private:
  [[nodiscard]] bool is_own(std::string_view host) const;
  [[nodiscard]] bool has_cookie(std::string_view cookies) const;
  [[nodiscard]] bool has_bearer(std::string_view authorization) const;

  std::string port_, cookie_name_, cookie_, bearer_;
  mutable std::mutex mutex_;  ///< protects token_
  std::string token_;
};

}  // namespace codau::web
