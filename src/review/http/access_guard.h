// review/http/access_guard.h — who may talk to the page: whoever was given its address, from the
// page itself.
#pragma once

#include <string>
#include <string_view>

namespace codau::review {

/// What a request says of where it comes from; empty for what it does not say.
struct RequestOrigin {
  std::string_view host, origin, cookie;
};

/// The server listens on 127.0.0.1, so whoever reaches it is a program of this machine: a page of
/// somebody else's in the browser too. It is kept out by a token that only the printed address has
/// (a cookie afterwards), by the name that it called the server by (DNS rebinding), and by its own
/// origin.
class AccessGuard {
 public:
  /// `token` is kept as it is; `port` the one that is listened on.
  AccessGuard(std::string token, int port);

  /// http://127.0.0.1:PORT/?token=…
  [[nodiscard]] std::string address() const;
  /// The value of Set-Cookie for whoever came with the token. Cookies know no ports, so that of
  /// another server has another name.
  [[nodiscard]] std::string cookie() const;
  [[nodiscard]] bool is_valid_token(std::string_view token) const;
  /// Whether the request names this server, and comes from no other page.
  [[nodiscard]] bool is_addressed_here(const RequestOrigin& caller) const;
  /// Whether it has the cookie.
  [[nodiscard]] bool has_valid_cookie(const RequestOrigin& caller) const;
  /// Whether it may change something: only from the page itself, which says so.
  [[nodiscard]] bool may_write(const RequestOrigin& caller) const;

 private:
  [[nodiscard]] bool is_own(std::string_view host) const;
  std::string token_, port_;
};

}  // namespace codau::review
