// Who may use the server, and which route a request takes: web/access_guard.h, web/route_pattern.h.
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "web/access_guard.h"
#include "web/response.h"
#include "web/route_pattern.h"

namespace codau::web {
namespace {

std::string token_of(const AccessGuard& guard) {
  const std::string address = guard.address();
  return address.substr(address.find('=') + 1);
}

/// Returns the cookie as a browser sends it back.
std::string let_in(AccessGuard& guard) {
  const std::optional<std::string> cookie = guard.redeem(token_of(guard));
  return cookie ? cookie->substr(0, cookie->find(';')) : "";
}

TEST(AccessGuard, TokenIsGoodOnce) {
  AccessGuard guard("codau", "", 8000);
  const std::string token = token_of(guard);
  EXPECT_EQ(guard.address(), "http://127.0.0.1:8000/?token=" + token);
  EXPECT_FALSE(guard.redeem(""));
  EXPECT_FALSE(guard.redeem(token + "0"));
  EXPECT_TRUE(guard.redeem(token));
  EXPECT_FALSE(guard.redeem(token));
  EXPECT_NE(token_of(guard), token);
}

TEST(AccessGuard, LetsInOnlyWhoHasASecret) {
  AccessGuard guard("codau", "a secret of sixteen", 8000);
  const std::string cookie = let_in(guard), host = "127.0.0.1:8000";
  EXPECT_TRUE(guard.may_read({host, "", "other=1; " + cookie, ""}));
  EXPECT_FALSE(guard.may_read({host, "", "", ""}));
  EXPECT_FALSE(guard.may_read({host, "", "codau_8001" + cookie.substr(10), ""}));
  EXPECT_TRUE(guard.may_read({host, "", "", "Bearer a secret of sixteen"}));
  EXPECT_TRUE(guard.may_write({host, "", "", "Bearer a secret of sixteen"}));
  EXPECT_FALSE(guard.may_read({host, "", "", "Bearer "}));
  EXPECT_FALSE(AccessGuard("codau", "", 8000).may_read({host, "", "", "Bearer "}));
}

TEST(AccessGuard, IsNotTalkedToByOtherNamesAndPages) {
  AccessGuard guard("codau", "", 8000);
  const std::string cookie = let_in(guard);
  EXPECT_TRUE(guard.is_addressed_here({"localhost:8000", "", "", ""}));
  EXPECT_FALSE(guard.is_addressed_here({"evil.example:8000", "", "", ""}));
  EXPECT_FALSE(guard.is_addressed_here({"127.0.0.1", "", "", ""}));
  EXPECT_FALSE(guard.is_addressed_here({"127.0.0.1:8000", "http://evil.example", "", ""}));
  EXPECT_FALSE(guard.is_addressed_here({"127.0.0.1:8000", "null", "", ""}));
  EXPECT_TRUE(guard.may_write({"127.0.0.1:8000", "http://127.0.0.1:8000", cookie, ""}));
  EXPECT_FALSE(guard.may_write({"127.0.0.1:8000", "", cookie, ""}));
  EXPECT_FALSE(guard.may_write({"127.0.0.1:8000", "http://127.0.0.1:8000", "", ""}));
}

TEST(RoutePattern, FitsPartsAndTheRestOfAPath) {
  RequestParams parts;
  EXPECT_TRUE(RoutePattern("/").matches("/", parts));
  EXPECT_FALSE(RoutePattern("/").matches("/a", parts));
  const RoutePattern file("/jobs/{id}/files/{path*}");
  EXPECT_TRUE(file.matches("/jobs/7/files/a/b c.pdf", parts));
  EXPECT_EQ(parts.at("id"), "7");
  EXPECT_EQ(parts.at("path"), "a/b c.pdf");
  EXPECT_FALSE(file.matches("/jobs//files/a", parts));
  EXPECT_FALSE(file.matches("/jobs/7/files/", parts));
  EXPECT_FALSE(file.matches("/jobs/7/files", parts));
  EXPECT_FALSE(RoutePattern("/jobs/{id}").matches("/jobs/7/", parts));
  EXPECT_FALSE(RoutePattern("/jobs/{id}").matches(std::string("/jobs/7\0", 8), parts));
}

}  // namespace
}  // namespace codau::web
