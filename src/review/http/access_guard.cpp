#include "review/http/access_guard.h"

#include <utility>

namespace codau::review {
namespace {

constexpr std::string_view kScheme = "http://";

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

AccessGuard::AccessGuard(std::string token, int port)
    : token_(std::move(token)), port_(std::to_string(port)) {}

std::string AccessGuard::address() const {
  return "http://127.0.0.1:" + port_ + "/?token=" + token_;
}

std::string AccessGuard::cookie() const {
  return "codau_review_" + port_ + "=" + token_ + "; Path=/; HttpOnly; SameSite=Strict";
}

bool AccessGuard::is_valid_token(std::string_view token) const { return same(token, token_); }

bool AccessGuard::is_own(std::string_view host) const {
  return host == "127.0.0.1:" + port_ || host == "localhost:" + port_;
}

bool AccessGuard::is_addressed_here(const RequestOrigin& caller) const {
  if (!is_own(caller.host)) return false;
  if (caller.origin.empty()) return true;
  return caller.origin.starts_with(kScheme) && is_own(caller.origin.substr(kScheme.size()));
}

bool AccessGuard::has_valid_cookie(const RequestOrigin& caller) const {
  const std::string name = "codau_review_" + port_ + "=";
  std::string_view rest = caller.cookie;
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(name) && is_valid_token(one.substr(name.size()))) return true;
  }
  return false;
}

bool AccessGuard::may_write(const RequestOrigin& caller) const {
  return !caller.origin.empty() && is_addressed_here(caller) && has_valid_cookie(caller);
}

}  // namespace codau::review
