#include "text/printable.h"

#include <gtest/gtest.h>

namespace codau::text {
namespace {

TEST(ShellWord, IsQuotedWhereItHasTo) {
  EXPECT_EQ(shell_word("/kho/kết-quả"), "/kho/kết-quả");
  EXPECT_EQ(shell_word("kết quả"), "'kết quả'");
  EXPECT_EQ(shell_word("a'b"), "'a'\\''b'");
  EXPECT_EQ(shell_word("$(x)"), "'$(x)'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace codau::text
