#include "text/printable.h"

#include <gtest/gtest.h>

namespace codau::text {
namespace {

TEST(ShellWord, IsQuotedWhereItHasTo) {
  EXPECT_EQ(quote_for_shell("/kho/kết-quả"), "/kho/kết-quả");
  EXPECT_EQ(quote_for_shell("kết quả"), "'kết quả'");
  EXPECT_EQ(quote_for_shell("a'b"), "'a'\\''b'");
  EXPECT_EQ(quote_for_shell("$(x)"), "'$(x)'");
  EXPECT_EQ(quote_for_shell(""), "''");
}

}  // namespace
}  // namespace codau::text
