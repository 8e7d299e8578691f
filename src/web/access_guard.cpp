#include "web/access_guard.h"

#include <algorithm>
#include <utility>

#include "web/token.h"

namespace codau::web {
namespace {

constexpr std::string_view kScheme = "http://", kBearer = "Bearer ";

/// Compares two texts in constant time, so that the time does not tell how many characters are
/// right.
bool same(std::string_view a, std::string_view b) {
  unsigned differences = a.size() == b.size() ? 0U : 1U;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char other = b.empty() ? '\0' : b[i % b.size()];
    differences |= static_cast<unsigned>(a[i] == other ? 0 : 1);
  }
  return differences == 0;
}

}  // namespace

AccessGuard::AccessGuard(std::string cookie, std::string bearer, int port)
    : port_(std::to_string(port)),
      cookie_name_(std::move(cookie) + '_' + port_ + '='),
      cookie_(make_token()),
      bearer_(std::move(bearer)),
      token_(make_token()) {}

std::string AccessGuard::address() const {
  const std::lock_guard lock(mutex_);
  return "http://127.0.0.1:" + port_ + "/?token=" + token_;
}

std::optional<std::string> AccessGuard::redeem(std::string_view token) {
  const std::lock_guard lock(mutex_);
  if (!same(token, token_)) return std::nullopt;
  token_ = make_token();
  return cookie_name_ + cookie_ + "; Path=/; HttpOnly; SameSite=Strict";
}

bool AccessGuard::is_own(std::string_view host) const {
  return host == "127.0.0.1:" + port_ || host == "localhost:" + port_;
}

bool AccessGuard::is_addressed_here(const RequestOrigin& caller) const {
  if (!is_own(caller.host)) return false;
  if (caller.origin.empty()) return true;
  return caller.origin.starts_with(kScheme) && is_own(caller.origin.substr(kScheme.size()));
}

bool AccessGuard::has_cookie(std::string_view cookies) const {
  while (!cookies.empty()) {
    std::string_view one = cookies.substr(0, cookies.find(';'));
    cookies.remove_prefix(std::min(one.size() + 1, cookies.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(cookie_name_) && same(one.substr(cookie_name_.size()), cookie_))
      return true;
  }
  return false;
}

bool AccessGuard::has_bearer(std::string_view authorization) const {
  return !bearer_.empty() && authorization.starts_with(kBearer) &&
         same(authorization.substr(kBearer.size()), bearer_);
}

bool AccessGuard::may_read(const RequestOrigin& caller) const {
  return is_addressed_here(caller) &&
         (has_cookie(caller.cookie) || has_bearer(caller.authorization));
}

bool AccessGuard::may_write(const RequestOrigin& caller) const {
  return is_addressed_here(caller) && (has_bearer(caller.authorization) ||
                                       (!caller.origin.empty() && has_cookie(caller.cookie)));
}

}  // namespace codau::web
